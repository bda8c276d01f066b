import Kernel
import Storage

/// A statement the server refused. A fault of ours, so not a `Failure`.
struct PostgresFault: Error {
    /// SQLSTATE: two characters for the class, three for the case.
    let code: String
    let message: String
    let statement: String
}

extension PostgresFault {
    /// What the fault means to those above: the schema said no, the disk is full, the server cannot do it just now; or a fault of ours.
    ///
    /// Classes from appendix A of the PostgreSQL manual: 08 connection, 23 integrity, 40 rollback of a loser, 53 resources,
    /// 57 intervention of an operator or a time limit, 58 the system under it; 55P03 a lock that was not to be had.
    var translated: any Error {
        if code == "53100" { return Outage.diskFull }
        if code == "55P03" { return Outage.databaseUnavailable(message) }
        return switch code.prefix(2) {
        case "23": ConstraintViolation(message: message)
        case "08", "40", "53", "57", "58": Outage.databaseUnavailable(message)
        default: self
        }
    }

    /// The connection remembers statements that no longer fit the schema, and must not be used for another transaction.
    var isStale: Bool { code == "0A000" || code == "26000" }
}
