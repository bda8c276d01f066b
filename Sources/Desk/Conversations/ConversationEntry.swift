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
    /// Of an assignment the name of whose it is now, of a status, a priority, a label or a team its key, of a snooze its end; of what came with a
    /// file, who said it; of what ties conversations together a `ConversationTie`.
    package let detail: String
    /// Of an assignment, how and to whom.
    package var assignment: Assignment? = nil

    package enum Happening: Int16, Sendable, CaseIterable {
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
        /// Another team has it, or none.
        case team = 9
        /// It became a part of another one, or another one of it; or was taken apart again.
        case merged = 10
        /// Some of what was said was taken into a conversation of its own, or put back.
        case split = 11
        /// It was tied to something else: an incident, a further person, the value of a field.
        case tied = 12
        /// What was done just before was taken back.
        case undone = 13

        /// Whether the customer said or heard it.
        var isPublic: Bool { self == .message || self == .reply }
    }
}

extension ConversationEntry.Happening {
    /// As exports call it.
    var key: String {
        switch self {
        case .message: "message"
        case .reply: "reply"
        case .note: "note"
        case .assignment: "assignment"
        case .status: "status"
        case .priority: "priority"
        case .labelled: "labelled"
        case .unlabelled: "unlabelled"
        case .team: "team"
        case .merged: "merged"
        case .split: "split"
        case .tied: "tied"
        case .undone: "undone"
        }
    }

    init?(key: String) {
        guard let found = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = found
    }
}

/// Who said what came with a file, where it is neither the customer of the conversation nor anybody of staff here.
extension ConversationEntry {
    private static let authorMark = "by:"
    private static let strangerMark = "of:"

    /// The detail of what somebody said who has no account here: their name.
    static func author(_ name: String) -> String { authorMark + String(name.asSaid.prefix(100)) }

    /// The detail of what another customer said: the number of the identifier they are known by.
    static func stranger(_ identifier: Int64) -> String { strangerMark + "\(identifier)" }

    /// The name in a detail; `nil` where it holds none.
    static func author(in detail: String) -> String? { detail.hasPrefix(authorMark) ? String(detail.dropFirst(authorMark.count)) : nil }

    /// The detail of an answer that was called back before it went out: a note of what nobody was sent.
    static let calledBack = "called_back"

    /// The detail of a note that calls colleagues by their names.
    static let calling = "calling"

    /// The number in a detail; `nil` where it holds none.
    static func stranger(in detail: String) -> Int64? {
        detail.hasPrefix(strangerMark) ? Int64(detail.dropFirst(strangerMark.count)) : nil
    }
}
