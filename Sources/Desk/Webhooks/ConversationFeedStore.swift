import Channels
import Kernel
import People
import Storage

/// What happens in conversations, as webhooks are told of it: in the order of its entries, without the notes, which are for colleagues alone.
struct ConversationFeedStore: WebhookFeed {
    /// So many are told of in one go.
    private static let step = 100

    func last(_ reading: some Storage.Reading) throws -> Int64 { try reading.value("SELECT MAX(number) FROM conversation_entry") ?? 0 }

    func waiting(for webhook: Webhook, _ reading: some Storage.Reading) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(*) FROM conversation_entry JOIN conversation ON conversation.number = conversation_entry.conversation
            WHERE conversation_entry.number > \(webhook.told) AND \(Self.concern(webhook))
            """) ?? 0
    }

    func events(after number: Int64, for webhook: Webhook, _ reading: some Storage.Reading) throws -> (events: [WebhookEvent], upTo: Int64) {
        let rows = try reading.rows(
            """
            SELECT conversation_entry.*, staff.name AS staff_name, conversation.thread AS thread, conversation.subject AS subject,
            conversation.team AS team,
            person.id AS customer FROM conversation_entry
            JOIN conversation ON conversation.number = conversation_entry.conversation
            JOIN identifier ON identifier.id = conversation.identifier LEFT JOIN person ON person.number = identifier.person
            LEFT JOIN staff ON staff.id = conversation_entry.staff
            WHERE conversation_entry.number > \(number) AND \(Self.concern(webhook)) ORDER BY conversation_entry.number LIMIT \(Self.step)
            """)
        let upTo = try rows.count == Self.step ? rows[rows.count - 1].get("number") : max(number, last(reading))
        let labels = try ConversationLabelProjection.labels(of: Set(rows.map { try $0.get("conversation", as: Int64.self) }).sorted(), reading)
        let events = try rows.compactMap { row -> WebhookEvent? in
            let entry = try ConversationEntry(row)
            guard let event = entry.happening.event else { return nil }
            let number: Int64 = try row.get("conversation")
            let conversation = EventJSON.Conversation(
                number: number, thread: try row.get("thread"), channel: entry.channel, subject: try row.get("subject"),
                labels: labels[number]?.map(\.key) ?? [], team: try row.find("team"),
                customer: try row.find("customer", as: ID<Person>.self)?.description)
            let told = EventJSON(entry, event, in: conversation)
            return WebhookEvent(number: entry.number, event: event, body: Array(try PlainJSON.text(told).utf8))
        }
        return (events, upTo)
    }

    private static func concern(_ webhook: Webhook) -> SQL {
        let happenings = ConversationEntry.Happening.allCases.filter { $0.event.map(webhook.events.contains) ?? false }.map(\.rawValue)
        // What a file brought is history: nobody is told of it. What was spoken is none to be carried.
        let kinds: SQL = """
            conversation_entry.happening IN \(list: happenings.map(Int64.init))
            AND (conversation_entry.happening <> \(ConversationEntry.Happening.reply.rawValue) OR \(CallStore.isNone))
            AND substr(conversation_entry.once, 1, 5) <> \(PastConversationStore.mark)
            """
        return webhook.source.map { "\(kinds) AND conversation.source = \($0)" } ?? kinds
    }
}

extension ConversationEntry.Happening {
    /// What a webhook is told it is.
    fileprivate var event: Webhook.Event? {
        switch self {
        case .message: .received
        case .reply: .answered
        case .assignment, .status, .priority, .labelled, .unlabelled, .team, .merged, .split, .tied, .undone: .changed
        case .note: nil
        }
    }

    fileprivate var changed: String? {
        switch self {
        case .assignment: "assignee"
        case .status: "status"
        case .priority: "priority"
        case .labelled: "label_added"
        case .unlabelled: "label_removed"
        case .team: "team"
        case .undone: "undone"
        case .merged: "merged"
        case .split: "split"
        case .tied: "tied"
        case .message, .reply, .note: nil
        }
    }
}

/// One event as it is sent.
private struct EventJSON: Encodable {
    let type: String
    /// Its place in the order of all that happens.
    let number: Int64
    let at: String
    let conversation: Conversation
    /// Who of staff did it.
    let staff: String?
    let text: String?
    let change: Change?

    struct Conversation: Encodable {
        let number: Int64
        /// As whoever sent its messages called it.
        let thread: String
        let channel: String
        let subject: String
        /// Keys of those it bears when this is told.
        let labels: [String]
        /// Key of the one whose it is when this is told.
        let team: String?
        /// `nil` once they were erased.
        let customer: String?
    }

    struct Change: Encodable {
        let what: String
        let to: String
    }

    init(_ entry: ConversationEntry, _ event: Webhook.Event, in conversation: Conversation) {
        (type, number, at, self.conversation) = (event.rawValue, entry.number, entry.at.description, conversation)
        (staff, text) = (entry.staffName, event == .changed ? nil : entry.text)
        change = entry.happening.changed.map { Change(what: $0, to: entry.detail) }
    }
}
