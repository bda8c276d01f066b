import GRDB
import Kernel
import Storage

func translatingFaults<Answer>(_ work: () throws -> Answer) throws -> Answer {
    do { return try work() } catch let error as DatabaseError { throw error.translated }
}

extension DatabaseError {
    /// What the fault means to those above: the schema said no, the disk is full, the file cannot be used; or a fault of ours.
    var translated: any Error {
        switch resultCode {
        case .SQLITE_CONSTRAINT: ConstraintViolation(message: message ?? "constraint")
        case .SQLITE_FULL: Outage.diskFull
        // What was closed answers with a misuse.
        case .SQLITE_MISUSE, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_CORRUPT,
            .SQLITE_READONLY:
            Outage.databaseUnavailable(message ?? "\(resultCode)")
        default: self
        }
    }
}
