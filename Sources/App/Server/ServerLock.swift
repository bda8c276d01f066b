import Kernel

/// Shows that a server works on an embedded database: there is one at a time, since a second would not hear what the first keeps in mind.
final class ServerLock: Sendable {
    private let lock: LockFile

    /// - Throws: `Failure.conflict` while another one works there.
    init(in directory: String) throws {
        lock = try LockFile(directory + "/server.lock")
        guard lock.takeAlone() else {
            throw Failure.conflict("Another server is at work on \(directory): stop it first, or name another directory with --directory.")
        }
    }
}
