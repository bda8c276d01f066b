import Kernel

/// Shows others that somebody works on an embedded database.
final class Presence: Sendable {
    private let lock: LockFile

    /// - Throws: `Failure.conflict` while somebody works on it alone.
    init(in directory: String) throws {
        lock = try LockFile(directory + "/throughline.lock")
        guard lock.share() else {
            throw Failure.conflict("A large import is at work on \(directory) and has it alone: wait until it has ended.")
        }
    }

    /// Keeps others out, if there are none.
    func takeAlone() -> Bool {
        if lock.takeAlone() { return true }
        share()
        return false
    }

    /// Lets others in again.
    func share() { _ = lock.share() }
}
