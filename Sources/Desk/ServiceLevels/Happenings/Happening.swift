package import Kernel
package import Web

/// Something that happened in a conversation and matters to its service figures.
package struct Happening: Hashable, Sendable {
    package let at: Instant
    /// In which we heard of it; decides about what happened at one and the same moment. Each of a conversation has another.
    package let order: Int64
    package let kind: Kind
    /// Who of the staff did it; `nil` for the customer, a bot, and what happens by itself.
    package let agent: ID<Viewer>?

    package init(_ kind: Kind, at: Instant, order: Int64, by agent: ID<Viewer>? = nil) {
        (self.at, self.order, self.kind, self.agent) = (at, order, kind, agent)
    }

    package enum Kind: String, Sendable, CaseIterable {
        case customerMessage = "customer_message"
        /// A message of the customer in what was merged away, where it had been resolved without an answer: it is owed none.
        case settledMessage = "settled_message"
        /// A public answer of a human being; a call that was answered is one too.
        case reply
        /// Sent by itself, such as "we got your message": no answer, and it moves no clock.
        case automaticMessage = "automatic_message"
        /// A bot's answer: never a reply of ours, but until the customer writes again or is handed over nobody waits for the team.
        case botMessage = "bot_message"
        case note
        /// From a bot to the team.
        case handedOver = "handed_over"
        /// What the customer wrote since the last reply needs none.
        case needsNoReply = "needs_no_reply"
        case waitingBegan = "waiting_began"
        case waitingEnded = "waiting_ended"
        case holdBegan = "hold_began"
        case holdEnded = "hold_ended"
        case snoozeBegan = "snooze_began"
        case snoozeEnded = "snooze_ended"
        /// Where it is resolved already, such as by closing it for good later, nothing changes.
        case resolved
        case reopened
        /// Its messages are another conversation's now.
        case mergedAway = "merged_away"
        case mergeUndone = "merge_undone"
        case markedSpam = "marked_spam"
        case unmarkedSpam = "unmarked_spam"
    }
}

extension Happening: Comparable {
    /// By time; of one moment, by arrival.
    package static func < (a: Self, b: Self) -> Bool {
        (a.at, a.order, a.kind.rawValue) < (b.at, b.order, b.kind.rawValue)
    }
}

extension Happening.Kind {
    /// Whether it goes along when a conversation is merged into another one. What stands about the work itself – its status – stays.
    var isOfMessages: Bool {
        switch self {
        case .customerMessage, .settledMessage, .reply, .automaticMessage, .botMessage, .note, .handedOver, .needsNoReply: true
        default: false
        }
    }
}
