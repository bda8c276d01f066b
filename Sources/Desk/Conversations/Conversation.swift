package import Kernel
package import Web

/// A unit of work with a customer: what was said on whatever channel, whose it is, and where it stands.
package struct Conversation: Hashable, Sendable {
    /// What people call it by: `#1042`.
    package let number: Int64
    /// The identifier it was begun with.
    package let identifier: Int64
    /// Whom it is with, by number.
    package let person: Int64
    /// Key of the channel on which the customer wrote last.
    package var channel: String
    package var subject: String
    package let openedAt: Instant
    package var status: ConversationStatus
    package var statusAt: Instant
    package var snoozedUntil: Instant?
    package var priority: Priority
    package var assignee: ID<Viewer>?
    /// Key of the team whose it is besides: it follows from the entries alone.
    package var team: String? = nil
    /// The oldest message of the customer that no person has answered.
    package var unansweredSince: Instant?
    package var lastAt: Instant
    /// The beginning of what was said last.
    package var preview: String
    /// The number of the newest entry: who has seen it has seen all.
    package var lastEntry: Int64
    /// Whether anything is promised to it.
    package let hasPolicy: Bool
    /// The earliest deadline of what is owed.
    package let due: NextDeadline?
    /// What it was merged into; then nothing happens in it any more until that is undone.
    package var mergedInto: Int64?
    /// Where it is read: what it was merged into, or what that was merged into.
    package var partOf: Int64?
    /// What it was taken out of.
    package var splitFrom: Int64?
    /// The incident that it is a child of; its own number where it is one.
    package var incident: Int64?

    package enum Priority: Int16, Sendable, CaseIterable, Comparable {
        case low = 1
        case normal = 2
        case high = 3
        case urgent = 4

        package var key: String {
            switch self {
            case .low: "low"
            case .normal: "normal"
            case .high: "high"
            case .urgent: "urgent"
            }
        }

        package init?(key: String) {
            guard let priority = Self.allCases.first(where: { $0.key == key }) else { return nil }
            self = priority
        }

        package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }
}

extension Conversation {
    /// One in which nothing has happened yet. Whom it is with, its row says.
    init(beginning number: Int64, channel: String, subject: String, at: Instant) {
        self.init(
            number: number, identifier: 0, person: 0, channel: channel, subject: subject, openedAt: at, status: .open, statusAt: at,
            snoozedUntil: nil, priority: .normal, assignee: nil, unansweredSince: nil, lastAt: at, preview: "", lastEntry: 0, hasPolicy: false,
            due: nil)
    }

    var path: String { "/inbox/\(number)" }

    /// A snooze ends by itself: from its time on the conversation is open, whenever somebody looks.
    func status(at now: Instant) -> ConversationStatus { status == .snoozed && (snoozedUntil ?? now) <= now ? .open : status }
}
