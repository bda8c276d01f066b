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
    /// Keys of labels that its conversation is marked with.
    let labels: [String]?
    /// Key of the team whose its conversation is.
    let team: String?
    /// What its conversation's fields hold, by their keys; an empty text empties one.
    let fields: [String: String]?

    struct Sender: Decodable {
        let type: String
        let value: String
        let verified: Bool?

        private enum CodingKeys: String, CodingKey, CaseIterable { case type, value, verified }

        init(from decoder: any Decoder) throws {
            try decoder.knowsOnly(CodingKeys.self)
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            type = try fields.decode(String.self, forKey: .type)
            value = try fields.decode(String.self, forKey: .value)
            verified = try fields.decodeIfPresent(Bool.self, forKey: .verified)
        }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case key, thread, channel, from, name, subject, text, at, labels, team, fields }

    init(from decoder: any Decoder) throws {
        try decoder.knowsOnly(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        key = try fields.decode(String.self, forKey: .key)
        thread = try fields.decode(String.self, forKey: .thread)
        channel = try fields.decode(String.self, forKey: .channel)
        from = try fields.decode([Sender].self, forKey: .from)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        subject = try fields.decodeIfPresent(String.self, forKey: .subject)
        text = try fields.decode(String.self, forKey: .text)
        at = try fields.decodeIfPresent(String.self, forKey: .at)
        labels = try fields.decodeIfPresent([String].self, forKey: .labels)
        team = try fields.decodeIfPresent(String.self, forKey: .team)
        self.fields = try fields.decodeIfPresent([String: String].self, forKey: .fields)
    }

    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    func message(receivedAt: Instant, rules: IdentityRules) throws -> IncomingMessage {
        guard let channel = DeskChannel(spelt: channel) else { throw Failure.invalid("channel", "must be one of \(DeskChannel.names)") }
        let senders = try from.enumerated().map { index, sender in
            (identifier: try rules.identifier(sender.type, sender.value, at: "from.\(index)"), isVerified: sender.verified ?? false)
        }
        var message = IncomingMessage(
            key: key, thread: thread, channel: channel, from: senders.map(\.identifier), subject: subject ?? "", text: text,
            at: try instant() ?? receivedAt,
            traits: name.map { $0.isEmpty ? [:] : ["name": $0] } ?? [:])
        message.verified = Set(senders.filter(\.isVerified).map(\.identifier))
        message.labels = labels ?? []
        message.team = team
        message.fields = fields ?? [:]
        return message
    }

    private func instant() throws -> Instant? {
        try at.map { text in
            guard let instant = Instant(text) else { throw Failure.invalid("at", "must be a time such as 2026-11-22T08:14:00Z") }
            return instant
        }
    }
}

/// Any name of a field.
private struct FieldName: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// A wrong name is said, and not passed over.
    func knowsOnly<Known: CodingKey & CaseIterable>(_ known: Known.Type) throws {
        let names = known.allCases.map(\.stringValue)
        for field in try container(keyedBy: FieldName.self).allKeys where !names.contains(field.stringValue) {
            let path = (codingPath.map { $0.intValue.map { "\($0)" } ?? $0.stringValue } + [field.stringValue]).joined(separator: ".")
            throw Failure.invalid(String(path.prefix(100)), "is no field here; there are \(names.sorted().joined(separator: ", "))")
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
    /// `nil` when they were erased.
    let customer: String?
    let channel: String
    let subject: String
    let status: String
    let priority: String
    /// Their keys.
    let labels: [String]
    /// Its key.
    let team: String?
    /// By their keys.
    let fields: [String: String]
    /// The number of what it is a part of.
    let mergedInto: Int64?
    /// The number of the incident that it is a child of; its own where it is one.
    let incident: Int64?
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
        (number, customer, channel) = (conversation.number, whole.customer?.description, conversation.channel)
        (subject, status, priority) = (conversation.subject, conversation.status(at: now).key, conversation.priority.key)
        labels = whole.labels.map(\.key)
        team = conversation.team
        (fields, mergedInto, incident) = (whole.fields, conversation.mergedInto, conversation.incident)
        (openedAt, unansweredSince) = (conversation.openedAt.description, conversation.unansweredSince?.description)
        messages = whole.entries.filter(\.happening.isPublic).map { entry in
            Message(
                number: entry.number, from: entry.happening == .message ? "customer" : "staff", at: entry.at.description, channel: entry.channel,
                text: entry.text)
        }
    }
}
