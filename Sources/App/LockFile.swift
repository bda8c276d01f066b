import Foundation
import Kernel

/// A lock on a file of its own, which the system takes back by itself when a process ends in whichever way.
final class LockFile: Sendable {
    private let file: Int32

    /// - Throws: `Outage.databaseUnavailable` when there can be no such file.
    init(_ path: String) throws {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Outage.databaseUnavailable("\(path): \(String(cString: strerror(errno)))") }
    }

    deinit { close(file) }

    /// Beside others who share it. False while somebody has it alone.
    func share() -> Bool { flock(file, LOCK_SH | LOCK_NB) == 0 }

    /// False while anybody else has it; then it may be lost to them.
    func takeAlone() -> Bool { flock(file, LOCK_EX | LOCK_NB) == 0 }
}
