import Analytics
import People
import Storage
import Synchronization

/// How many people there are. Counting a million takes a tenth of a second: so it is remembered, and only those are counted who are new.
final class PeopleCount: Sendable {
    private let known = Mutex<Known?>(nil)

    private struct Known {
        /// When identifiers last came to other people, and when somebody was last erased.
        let identity: Int64
        let erasures: Int64
        let lastIdentifier: Int64
        let count: Int
    }

    func count(_ session: Session) throws -> Int {
        let now = try LineFeedStore.standing(session)
        let last: Int64 = try session.value("SELECT value FROM counter WHERE name = 'identifier'") ?? 0
        let before = known.withLock { $0 }.flatMap { known in
            known.identity == now.identity && known.erasures == now.erasures && known.lastIdentifier <= last ? known : nil
        }
        if let before, before.lastIdentifier == last { return before.count }
        let count = try (before?.count ?? 0) + PersonStore().count(above: before?.lastIdentifier ?? 0, session)
        known.withLock { $0 = Known(identity: now.identity, erasures: now.erasures, lastIdentifier: last, count: count) }
        return count
    }
}
