import Kernel
import People
import Storage
import Timeline
import Web

/// Conversations as pages and programs read them.
struct ConversationStore: Sendable {
    let line: Line

    /// - Throws: `missing`.
    func find(_ number: Int64) async throws -> Conversation { try await line.database.read { try Self.find(number, $0) } }

    static func find(_ number: Int64, _ reading: some Reading) throws -> Conversation {
        guard let row = try reading.first("\(columns) WHERE conversation.number = \(number)") else { throw Failure.missing("This conversation") }
        return try Conversation(row)
    }

    /// One that can be worked on.
    ///
    /// - Throws: `missing`, and `conflict` for what is a part of another one.
    static func working(_ number: Int64, _ reading: some Reading) throws -> Conversation {
        let conversation = try find(number, reading)
        try conversation.requireOwn()
        return conversation
    }

    /// A conversation with whose name it bears and what happened in it.
    struct Whole: Sendable {
        let conversation: Conversation
        /// `nil` when they were erased.
        let customer: ID<Person>?
        let assigneeName: String?
        /// By name.
        let labels: [Label]
        /// What stands in its fields, by their keys.
        let fields: [String: String]
        /// The last thousand, oldest first; what was said in what is merged into it among them.
        let entries: [ConversationEntry]
        /// In which other conversation an entry was written, by the numbers of entries.
        let origins: [Int64: Int64]
        /// Names of those who joined or left, by the numbers of their identifiers.
        let tied: [Int64: String]
        /// What is merged into it.
        let parts: [Conversation]
        /// Who else of the customers wrote, by the numbers of entries.
        let strangers: [Int64: String]
    }

    func whole(_ number: Int64) async throws -> Whole {
        try await line.database.read { session in
            let conversation = try Self.find(number, session)
            let parts = try ConversationUnitStore.parts(of: number, session)
            let (entries, origins) = try ConversationUnitStore.entries(of: [number] + parts.map(\.number), session)
            return Whole(
                conversation: conversation, customer: try PersonStore().people([conversation.person], session).first?.id,
                assigneeName: try conversation.assignee.flatMap { try ColleagueStore().names(of: [$0], session)[$0] },
                labels: try ConversationLabelProjection.labels(of: [number], session)[number] ?? [],
                fields: try ConversationFieldStore.values(of: [number], session)[number] ?? [:], entries: entries, origins: origins,
                tied: try ThreadFactsStore.names(of: entries, session),
                parts: parts, strangers: try WriterStore.others(in: conversation, parts, session))
        }
    }

    /// All that happened in conversations and was not taken back, by their numbers and in its order, without what was said: for figures and
    /// deadlines.
    static func happenings(of numbers: [Int64], _ reading: some Reading) throws -> [Int64: [ConversationEntry]] {
        var entries: [Int64: [ConversationEntry]] = [:]
        for some in numbers.chunked(by: 500) {
            try reading.forEach(
                """
                SELECT conversation, number, happening, at, channel, staff, NULL AS staff_name, '' AS text, detail, reason FROM conversation_entry
                WHERE conversation IN \(list: some) ORDER BY conversation, number
                """
            ) { entries[try $0.get("conversation", as: Int64.self), default: []].append(try ConversationEntry($0)) }
        }
        return entries.mapValues(\.withoutTakenBack)
    }

    /// Whom it is with; `nil` when they have been erased.
    static func identifier(of conversation: Conversation, _ rules: IdentityRules, _ reading: some Reading) throws -> Identifier? {
        try reading.first("SELECT type, value FROM identifier WHERE id = \(conversation.identifier)").flatMap { row in
            try rules[number: row.get("type")].flatMap { Identifier($0.type, try row.get("value", as: String.self)) }
        }
    }

    /// Entries with who of staff they are by.
    static let entries: SQL =
        "SELECT conversation_entry.*, staff.name AS staff_name FROM conversation_entry LEFT JOIN staff ON staff.id = conversation_entry.staff"

    static let columns: SQL =
        "SELECT conversation.*, identifier.person AS person FROM conversation JOIN identifier ON identifier.id = conversation.identifier"
}

extension Conversation {
    init(_ row: Row) throws {
        self.init(
            number: try row.get("number"), identifier: try row.get("identifier"), person: try row.get("person"), channel: try row.get("channel"),
            subject: try row.get("subject"), openedAt: try row.get("opened_at"),
            status: ConversationStatus(rawValue: try row.get("status")) ?? .open, statusAt: try row.get("status_at"),
            snoozedUntil: try row.find("snoozed_until"), priority: Priority(rawValue: try row.get("priority")) ?? .normal,
            assignee: try row.find("assignee"), team: try row.find("team"), unansweredSince: try row.find("unanswered_since"),
            lastAt: try row.get("last_at"),
            preview: try row.get("preview"), lastEntry: try row.get("last_entry"),
            hasPolicy: try row.find("policy", as: [UInt8].self) != nil, due: try NextDeadline(row), mergedInto: try row.find("merged_into"),
            partOf: try row.find("part_of"), splitFrom: try row.find("split_from"), incident: try row.find("incident"))
    }
}

extension ConversationEntry {
    init(_ row: Row) throws {
        let detail: String = try row.get("detail")
        self.init(
            number: try row.get("number"), happening: Happening(rawValue: try row.get("happening")) ?? .note, at: try row.get("at"),
            channel: try row.get("channel"), staff: try row.find("staff"), staffName: try row.find("staff_name") ?? Self.author(in: detail),
            text: try row.get("text"), detail: detail, assignment: Assignment(reason: try row.find("reason") ?? ""))
    }
}
