import Foundation
import Kernel

/// Shows that a server works on an embedded database: there is one at a time, since a second would not hear what the first keeps in mind. A lock
/// on a file of its own, which the system takes back by itself when a process ends in whichever way.
final class ServerLock: Sendable {
    private let file: Int32

    /// - Throws: `Failure.conflict` while another one works there.
    init(in directory: String) throws {
        file = open(directory + "/server.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Outage.databaseUnavailable("\(directory)/server.lock: \(String(cString: strerror(errno)))") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw Failure.conflict("Another server is at work on \(directory): stop it first, or name another directory with --directory.")
        }
    }

    deinit { close(file) }
}
