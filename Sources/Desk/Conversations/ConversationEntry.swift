package import Kernel
package import Web

/// Something that happened in a conversation: a message, an answer, a note, a change of whose it is or where it stands. Never changed afterwards.
package struct ConversationEntry: Hashable, Sendable {
    package let number: Int64
    package let happening: Happening
    package let at: Instant
    /// Key of the channel.
    package let channel: String
    /// Who of staff did it; `nil` for the customer.
    package let staff: ID<Viewer>?
    package let staffName: String?
    package let text: String
    /// Of an assignment the name of whose it is now, of a status, a priority or a label its key, of a snooze its end.
    package let detail: String

    package enum Happening: Int16, Sendable {
        case message = 1
        case reply = 2
        /// For colleagues alone.
        case note = 3
        case assignment = 4
        case status = 5
        case priority = 6
        /// A label was put on.
        case labelled = 7
        /// A label was taken off.
        case unlabelled = 8

        /// Whether the customer said or heard it.
        var isPublic: Bool { self == .message || self == .reply }
    }
}
