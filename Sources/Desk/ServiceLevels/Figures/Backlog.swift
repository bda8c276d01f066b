package import Kernel

/// What was unresolved at the end of an interval, and how it came to be.
package struct Backlog: Hashable, Sendable {
    package let at: Instant
    /// By the time since their beginning: under 1 day, under 3, up to 7, and more.
    package private(set) var byAge = [0, 0, 0, 0]
    /// Since the end of the interval before.
    package private(set) var movement = Movement()

    package var unresolved: Int { byAge.reduce(0, +) }

    /// Unresolved then = unresolved before + created + reopened − resolved − merged − spam.
    package struct Movement: Hashable, Sendable {
        package var created = 0
        package var reopened = 0
        package var resolved = 0
        /// Merged away while unresolved, less those taken apart again; may be below 0.
        package var merged = 0
        /// Marked as spam while unresolved, less those that turned out to be none; may be below 0.
        package var spam = 0

        package var change: Int { created + reopened - resolved - merged - spam }
    }
}

extension Backlog {
    /// At the end of each interval.
    ///
    /// - Parameters:
    ///   - start: when the first interval begins.
    ///   - ends: ascending, after `start`.
    package static func all(of records: [ServiceRecord], from start: Instant, ends: [Instant]) -> [Backlog] {
        var (before, all) = (start, [Backlog]())
        for end in ends {
            var backlog = Backlog(at: end)
            for record in records {
                backlog.count(record)
                backlog.movement.count(record.happenings, after: before, to: end)
            }
            all.append(backlog)
            before = end
        }
        return all
    }

    private mutating func count(_ record: ServiceRecord) {
        guard let first = record.happenings.first?.at, first <= at else { return }
        var presence = ConversationPresence()
        for happening in record.happenings {
            if happening.at > at { break }
            presence.take(happening.kind)
        }
        guard presence.isInBacklog, let beginning = record.absorbed.isEmpty ? first : record.all(by: at).first?.at else { return }
        let age = at.duration(since: beginning)
        byAge[age < .days(1) ? 0 : age < .days(3) ? 1 : age <= .days(7) ? 2 : 3] += 1
    }
}

extension Backlog.Movement {
    /// - Parameter happenings: of one conversation, in their order.
    fileprivate mutating func count(_ happenings: [Happening], after start: Instant, to end: Instant) {
        var presence = ConversationPresence()
        for (place, happening) in happenings.enumerated() {
            if happening.at > end { return }
            if place == 0, happening.at > start { created += 1 }
            let was = presence.isInBacklog
            presence.take(happening.kind)
            if happening.at > start, presence.isInBacklog != was { count(happening.kind) }
        }
    }

    private mutating func count(_ kind: Happening.Kind) {
        switch kind {
        case .reopened: reopened += 1
        case .resolved: resolved += 1
        case .mergedAway: merged += 1
        case .mergeUndone: merged -= 1
        case .markedSpam: spam += 1
        case .unmarkedSpam: spam -= 1
        default: return
        }
    }
}
