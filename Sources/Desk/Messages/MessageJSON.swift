import Kernel
import People

/// A message as programs send it.
struct MessageJSON: Decodable {
    let key: String
    let thread: String
    let channel: String
    let from: [Sender]
    let subject: String?
    let text: String
    let at: String?
    /// What the customer calls themselves.
    let name: String?

    struct Sender: Decodable {
        let type: String
        let value: String
        let verified: Bool?
    }

    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    func message(receivedAt: Instant, rules: IdentityRules) throws -> IncomingMessage {
        guard let channel = DeskChannel(rawValue: channel) else { throw Failure.invalid("channel", "must be one of \(DeskChannel.names)") }
        let senders = try from.enumerated().map { index, sender -> (identifier: Identifier, isVerified: Bool) in
            let type = IdentifierType(rawValue: sender.type)
            try Failure.require(rules.byType[type] != nil, "from.\(index).type", "must be user_id, email, phone, or another type of the settings")
            guard let identifier = Identifier(type, sender.value) else {
                throw Failure.invalid("from.\(index).value", "must name somebody, in 512 bytes at most")
            }
            return (identifier, sender.verified ?? false)
        }
        var message = IncomingMessage(
            key: key, thread: thread, channel: channel, from: senders.map(\.identifier), subject: subject ?? "", text: text,
            at: try instant() ?? receivedAt,
            traits: name.map { $0.isEmpty ? [:] : ["name": $0] } ?? [:])
        message.verified = Set(senders.filter(\.isVerified).map(\.identifier))
        return message
    }

    private func instant() throws -> Instant? {
        try at.map { text in
            guard let instant = Instant(text) else { throw Failure.invalid("at", "must be a time such as 2026-11-22T08:14:00Z") }
            return instant
        }
    }
}

struct MessageReceiptJSON: Encodable {
    let conversation: Int64
    /// It was there already.
    let duplicate: Bool
}

/// A conversation as programs read it: without the notes, which are for colleagues alone.
struct ConversationJSON: Encodable {
    let number: Int64
    let customer: String
    let channel: String
    let subject: String
    let status: String
    let priority: String
    let openedAt: String
    let unansweredSince: String?
    let messages: [Message]

    struct Message: Encodable {
        let number: Int64
        let from: String
        let at: String
        let channel: String
        let text: String
    }

    init(_ whole: ConversationStore.Whole, at now: Instant) {
        let conversation = whole.conversation
        (number, customer, channel) = (conversation.number, whole.customer.description, conversation.channel)
        (subject, status, priority) = (conversation.subject, conversation.status(at: now).key, conversation.priority.key)
        (openedAt, unansweredSince) = (conversation.openedAt.description, conversation.unansweredSince?.description)
        messages = whole.entries.filter(\.happening.isPublic).map { entry in
            Message(
                number: entry.number, from: entry.happening == .message ? "customer" : "staff", at: entry.at.description, channel: entry.channel,
                text: entry.text)
        }
    }
}
