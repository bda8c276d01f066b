import Kernel

/// What an entry says of another conversation, or of somebody or something else that a conversation is tied to: a word, a number, and what else
/// belongs to it, in its detail.
struct ConversationTie: Hashable, Sendable {
    let word: Word
    /// Of the other conversation; of a person the number of an identifier.
    let other: Int64
    let rest: String

    enum Word: String, Sendable, CaseIterable {
        /// In what was merged: into which.
        case into, out
        /// In what it was merged into: of which. The rest is how that one stood before, where it was opened by it.
        case of, without
        /// In what was split: into which.
        case to, back
        /// In what was split off: out of which.
        case from, returned
        /// It is an incident now, or none any more.
        case incident
        case noIncident = "no_incident"
        /// It is a child of an incident, or none any more.
        case under, apart
        /// Somebody takes part, or does so no longer.
        case joined, left
        /// A field has another value, which is the text of the entry; the rest is the key of the field.
        case field
    }

    init(_ word: Word, _ other: Int64, _ rest: String = "") { (self.word, self.other, self.rest) = (word, other, rest) }

    /// `of 1041`, `under 1042`
    var detail: String { rest.isEmpty ? "\(word.rawValue) \(other)" : "\(word.rawValue) \(other) \(rest)" }

    init?(_ detail: String) {
        let parts = detail.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count >= 2, let word = Word(rawValue: parts[0]), let other = Int64(parts[1]) else { return nil }
        self.init(word, other, parts.count == 3 ? parts[2] : "")
    }
}

extension ConversationEntry {
    var tie: ConversationTie? {
        switch happening {
        case .merged, .split, .tied: ConversationTie(detail)
        default: nil
        }
    }
}

/// How a conversation stood before it was opened by what was merged into it, so that undoing it puts that back.
struct StandingBefore: Hashable, Sendable {
    let status: ConversationStatus
    let at: Instant
    let until: Instant?

    /// `resolved 1795978818422198`
    var text: String { [status.key, "\(at.microseconds)", until.map { "\($0.microseconds)" }].compactMap(\.self).joined(separator: " ") }

    init(_ conversation: Conversation) { (status, at, until) = (conversation.status, conversation.statusAt, conversation.snoozedUntil) }

    init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count >= 2, let status = ConversationStatus(key: parts[0]), let at = Int64(parts[1]) else { return nil }
        self.status = status
        self.at = Instant(microseconds: at)
        until = parts.count == 3 ? Int64(parts[2]).map(Instant.init(microseconds:)) : nil
    }
}
