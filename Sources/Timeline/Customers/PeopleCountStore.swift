import Analytics
import People
import Storage
import Synchronization

/// How many people there are. Counting a million takes a tenth of a second: so it is remembered, and only those are counted who are new.
final class PeopleCountStore: Sendable {
    private let everybody = Mutex<Known?>(nil)
    private let known = Mutex<Known?>(nil)

    private struct Known {
        /// When identifiers last came to other people, and when somebody was last erased.
        let identity: Int64
        let erasures: Int64
        let lastIdentifier: Int64
        let count: Int
    }

    /// - Parameter strangers: those too of whom nothing is known but a browser or a device.
    func count(strangers: Bool, _ session: Session) throws -> Int {
        strangers
            ? try count(everybody, session) { try PersonStore().count(above: $0, session) }
            : try count(known, session) { try PersonStore().countKnown(above: $0, session) }
    }

    private func count(_ memory: borrowing Mutex<Known?>, _ session: Session, _ new: (Int64) throws -> Int) throws -> Int {
        let now = try LineFeedStore.standing(session)
        let last: Int64 = try session.value("SELECT value FROM counter WHERE name = 'identifier'") ?? 0
        let before = memory.withLock { $0 }.flatMap { before in
            before.identity == now.identity && before.erasures == now.erasures && before.lastIdentifier <= last ? before : nil
        }
        if let before, before.lastIdentifier == last { return before.count }
        let count = try (before?.count ?? 0) + new(before?.lastIdentifier ?? 0)
        memory.withLock { $0 = Known(identity: now.identity, erasures: now.erasures, lastIdentifier: last, count: count) }
        return count
    }
}
