/// Where the work on a conversation stands.
package enum ConversationStatus: Int16, Sendable, CaseIterable {
    /// It is ours to act.
    case open = 1
    /// The customer was asked something, or has to do something.
    case waiting = 2
    /// Put off until a time that somebody chose; it opens by itself.
    case snoozed = 3
    case resolved = 4

    package var key: String {
        switch self {
        case .open: "open"
        case .waiting: "waiting"
        case .snoozed: "snoozed"
        case .resolved: "resolved"
        }
    }

    package init?(key: String) {
        guard let status = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = status
    }
}
