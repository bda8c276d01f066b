import Kernel

/// What a saved reply does besides its words.
enum MacroDeed: Hashable, Sendable {
    /// Open, waiting or resolved.
    case status(ConversationStatus)
    /// Puts it off for so many hours.
    case snooze(Int)
    case priority(Conversation.Priority)
    /// By the key of the label.
    case label(String)
    case unlabel(String)
    /// Makes it theirs who does it.
    case take
    /// For colleagues.
    case note(String)

    static let longestSnooze = 8_760
    static let longestNote = 2_000
}

extension MacroDeed {
    /// As it is kept: `status:resolved`, `snooze:24`, `label:delivery`, `take`.
    var text: String {
        switch self {
        case .status(let status): "status:\(status.key)"
        case .snooze(let hours): "snooze:\(hours)"
        case .priority(let priority): "priority:\(priority.key)"
        case .label(let key): "label:\(key)"
        case .unlabel(let key): "unlabel:\(key)"
        case .take: "take"
        case .note(let text): "note:\(text)"
        }
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count == 2 ? parts[1] : nil) {
        case ("take", nil): self = .take
        case ("status", let key?):
            guard let status = ConversationStatus(key: key), status != .snoozed else { return nil }
            self = .status(status)
        case ("snooze", let hours?):
            guard let hours = Int(hours), (1...Self.longestSnooze).contains(hours) else { return nil }
            self = .snooze(hours)
        case ("priority", let key?):
            guard let priority = Conversation.Priority(key: key) else { return nil }
            self = .priority(priority)
        case ("label", let key?) where !key.isEmpty: self = .label(key)
        case ("unlabel", let key?) where !key.isEmpty: self = .unlabel(key)
        case ("note", let text?) where !text.isEmpty: self = .note(text)
        default: return nil
        }
    }
}

extension [MacroDeed] {
    /// Where the conversation stands afterwards; `nil` leaves it.
    var standing: ConversationStatus? {
        reduce(nil) { status, deed in
            switch deed {
            case .status(let status): status
            case .snooze: .snoozed
            default: status
            }
        }
    }
}
