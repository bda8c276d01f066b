import Foundation
import Kernel

/// Shows others that somebody works on an embedded database: a lock on a file beside it, which the system takes back by itself
/// when a process ends in whichever way.
final class Presence: Sendable {
    private let file: Int32

    /// - Throws: `Failure.conflict` while somebody works on it alone.
    init(in directory: String) throws {
        file = open(directory + "/throughline.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Outage.databaseUnavailable("\(directory)/throughline.lock: \(String(cString: strerror(errno)))") }
        guard flock(file, LOCK_SH | LOCK_NB) == 0 else {
            close(file)
            throw Failure.conflict("A large import is at work on \(directory) and has it alone: wait until it has ended.")
        }
    }

    deinit { close(file) }

    /// Keeps others out, if there are none.
    func takeAlone() -> Bool {
        if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
        share()
        return false
    }

    /// Lets others in again.
    func share() { _ = flock(file, LOCK_SH | LOCK_NB) }
}
