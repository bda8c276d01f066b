package import Kernel
package import People

/// What a customer said, as a channel hands it in.
package struct IncomingMessage: Sendable {
    /// What makes it this message within its source; the same key again is the same message.
    package var key: String
    /// What the channel calls the conversation: a chat, a number, an address. The next message with it belongs to the same conversation.
    package var thread: String
    /// The conversation itself, where the channel knows it by our number; then its thread says nothing.
    package var conversation: Int64?
    package var channel: DeskChannel
    /// Who wrote; at least one.
    package var from: [Identifier]
    /// Those that the sender has verified itself.
    package var verified: Set<Identifier> = []
    package var subject: String
    package var text: String
    package var at: Instant
    /// What it says about the customer, by name.
    package var traits: [String: String] = [:]
    /// Keys of labels that it brings to its conversation.
    package var labels: [String] = []
    /// Key of the team whose its conversation is to be, unless that has one.
    package var team: String?
    /// The mailbox that it came to.
    package var mailbox: Int64?
    /// The source of the site in whose window it was written.
    package var site: Int64?
    /// What its writer reads, as the channel tells it.
    package var language: String?
    /// What it brings to the fields of its conversation, by their keys.
    package var fields: [String: String] = [:]

    package init(
        key: String, thread: String, channel: DeskChannel, from: [Identifier], subject: String = "", text: String, at: Instant,
        traits: [String: String] = [:]
    ) {
        (self.key, self.thread, self.channel, self.from) = (key, thread, channel, from)
        (self.subject, self.text, self.at, self.traits) = (subject, text, at, traits)
    }
}

/// A channel on which customers turn to us.
package enum DeskChannel: String, Sendable, CaseIterable {
    case email, chat, messenger, social, sms, phone, web, shop, kiosk, visit
    case videoCall = "video_call"
    case inPerson = "in_person"

    /// Key of the catalogue's kind for a message on it.
    var kind: String {
        switch self {
        case .email: "email_received"
        case .chat, .messenger, .sms: "chat_message"
        case .social: "social_message"
        case .phone, .videoCall: "phone_call"
        case .web: "form_submitted"
        case .shop, .visit: "showroom_visit"
        case .inPerson: "desk_visit"
        case .kiosk: "kiosk_session"
        }
    }

    /// As the catalogue takes it too: capitals, blanks and hyphens do not matter.
    init?(spelt name: String) {
        let plain = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
        guard let channel = Self.allCases.first(where: { plain($0.rawValue) == plain(name) }) else { return nil }
        self = channel
    }

    static let names = allCases.map(\.rawValue).joined(separator: ", ")
}
