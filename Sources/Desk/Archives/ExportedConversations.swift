import Channels
import Kernel
import People
import Timeline

/// A conversation as exports write it, without what happened in it.
struct ExportedConversation: Sendable {
    let conversation: Conversation
    /// Key of its source, and what that calls it.
    let source: String
    let thread: String
    /// `nil` when they were erased.
    let customer: Customer?
    let assignee: PastColleague?
    /// What stands in its fields, by their keys.
    var fields: [String: String] = [:]

    struct Customer: Sendable {
        let id: ID<Person>
        let name: String
        let identifiers: [Identifier]

        func first(_ type: IdentifierType) -> String { identifiers.first { $0.type == type }?.value ?? "" }
    }
}

/// Something that happened in a conversation, as exports write it.
struct ExportedEntry: Sendable {
    let conversation: Int64
    let entry: ConversationEntry
    let staffEmail: String
    /// Another customer who said it.
    let stranger: Identifier?
    let attachments: [ConversationMailStore.Attachment]
}

extension ExportedConversation {
    /// The object up to its entries, which follow behind it.
    var head: [UInt8] {
        var json = JSONObjectText()
        json.add("number", conversation.number)
        json.add("source", source)
        json.add("thread", thread)
        json.add("channel", conversation.channel)
        json.add("subject", conversation.subject)
        json.add("status", conversation.status.key)
        json.add("statusAt", conversation.statusAt.description)
        json.add("snoozedUntil", conversation.snoozedUntil?.description)
        json.add("priority", conversation.priority.key)
        json.add("openedAt", conversation.openedAt.description)
        json.add("unansweredSince", conversation.unansweredSince?.description)
        json.add("mergedInto", conversation.mergedInto)
        json.add("splitFrom", conversation.splitFrom)
        json.add("incident", conversation.incident)
        if !fields.isEmpty {
            var object = JSONObjectText()
            for (key, value) in fields.sorted(by: { $0.key < $1.key }) { object.add(anyName: key, value) }
            json.add("fields", object)
        }
        if let assignee { json.add("assignee", JSONObjectText(assignee)) }
        if let customer {
            var person = JSONObjectText()
            person.add("id", customer.id.description)
            person.add("name", customer.name)
            person.add("identifiers", customer.identifiers.map(JSONObjectText.init))
            json.add("customer", person)
        }
        return Array(json.bytes.dropLast()) + Array(",\"entries\":[".utf8)
    }

    static let tail = Array("]}\n".utf8)
}

extension ExportedEntry {
    var json: JSONObjectText {
        var json = JSONObjectText()
        json.add("number", entry.number)
        json.add("happening", entry.happening.key)
        json.add("at", entry.at.description)
        json.add("channel", entry.channel)
        if entry.staff != nil {
            json.add("staff", JSONObjectText(PastColleague(name: entry.staffName ?? "", email: staffEmail)))
        } else {
            json.add("by", entry.staffName)
        }
        if let stranger {
            var person = JSONObjectText()
            person.add("identifiers", [JSONObjectText(stranger)])
            json.add("person", person)
        }
        if entry.happening.isSaid { json.add("text", entry.text) } else { json.add("detail", entry.detail) }
        if !attachments.isEmpty {
            json.add(
                "attachments",
                attachments.map { file in
                    var json = JSONObjectText()
                    json.add("name", file.name)
                    json.add("size", Int64(file.size))
                    return json
                })
        }
        return json
    }
}

extension JSONObjectText {
    fileprivate init(_ colleague: PastColleague) {
        self.init()
        add("name", colleague.name)
        add("email", colleague.email)
    }

    fileprivate init(_ identifier: Identifier) {
        self.init()
        add("type", identifier.type.rawValue)
        add("value", identifier.value)
    }
}

// MARK: - Tables

extension ExportedConversation {
    static let columns = [
        "number", "source", "thread", "channel", "subject", "status", "status_at", "snoozed_until", "priority", "opened_at", "last_at",
        "unanswered_since", "assignee", "assignee_email", "customer_id", "customer_name", "email", "phone", "messages", "answers", "notes",
        "merged_into", "incident", "fields",
    ]

    func cells(_ counts: (messages: Int, answers: Int, notes: Int)) -> [String] {
        let conversation = conversation
        return [
            "\(conversation.number)", source, thread, conversation.channel, conversation.subject, conversation.status.key,
            conversation.statusAt.description, conversation.snoozedUntil?.description ?? "", conversation.priority.key,
            conversation.openedAt.description, conversation.lastAt.description, conversation.unansweredSince?.description ?? "",
            assignee?.name ?? "", assignee?.email ?? "", customer?.id.description ?? "", customer?.name ?? "", customer?.first(.email) ?? "",
            customer?.first(.phone) ?? "", "\(counts.messages)", "\(counts.answers)", "\(counts.notes)",
            conversation.mergedInto.map { "\($0)" } ?? "", conversation.incident.map { "\($0)" } ?? "",
            fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"),
        ]
    }
}

extension ExportedEntry {
    static let columns = ["conversation", "number", "at", "happening", "channel", "who", "staff_email", "text", "attachments"]

    func cells(_ customer: ExportedConversation.Customer?) -> [String] {
        let who = entry.staffName ?? stranger?.value ?? (entry.happening == .message ? customer?.name : nil) ?? ""
        return [
            "\(conversation)", "\(entry.number)", entry.at.description, entry.happening.key, entry.channel, who, staffEmail, entry.text,
            attachments.map(\.name).joined(separator: "\n"),
        ]
    }
}
