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

    /// A conversation with whose name it bears and what happened in it.
    struct Whole: Sendable {
        let conversation: Conversation
        /// `nil` when they were erased.
        let customer: ID<Person>?
        let assigneeName: String?
        /// By name.
        let labels: [Label]
        /// The last thousand, oldest first.
        let entries: [ConversationEntry]
        /// Who else of the customers wrote, by the numbers of entries.
        let strangers: [Int64: String]
    }

    func whole(_ number: Int64) async throws -> Whole {
        try await line.database.read { session in
            let conversation = try Self.find(number, session)
            return Whole(
                conversation: conversation, customer: try PersonStore().people([conversation.person], session).first?.id,
                assigneeName: try conversation.assignee.flatMap { try ColleagueStore().names(of: [$0], session)[$0] },
                labels: try ConversationLabelProjection.labels(of: [number], session)[number] ?? [], entries: try Self.entries(of: number, session),
                strangers: try Self.strangers(in: number, session))
        }
    }

    private static func strangers(in number: Int64, _ reading: some Reading) throws -> [Int64: String] {
        let rows = try reading.rows(
            """
            SELECT conversation_entry.number AS number, identifier.value AS value FROM conversation_entry JOIN identifier ON identifier.id =
            CASE WHEN happening = 1 AND substr(detail, 1, 3) = 'of:' THEN CAST(substr(detail, 4) AS BIGINT) END
            WHERE conversation_entry.conversation = \(number)
            """)
        return Dictionary(try rows.map { (try $0.get("number"), try $0.get("value")) }, uniquingKeysWith: { first, _ in first })
    }

    private static func entries(of number: Int64, _ reading: some Reading) throws -> [ConversationEntry] {
        try reading.rows(
            """
            \(entries) WHERE conversation_entry.conversation = \(number) ORDER BY conversation_entry.number DESC LIMIT 1000
            """
        ).map(ConversationEntry.init).reversed()
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
            hasPolicy: try row.find("policy", as: [UInt8].self) != nil, due: try NextDeadline(row))
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
