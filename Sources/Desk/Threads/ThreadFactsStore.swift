import Kernel
import People
import Storage
import Timeline

/// What a conversation is tied to: other conversations, an incident, further people, and what is written beside it.
struct ThreadFacts: Sendable {
    /// What it was merged into.
    let mergedInto: Conversation?
    /// What it was taken out of, and what was taken out of it.
    let splitFrom: Conversation?
    let splits: [Conversation]
    /// What it is a child of; itself, where it is an incident.
    let incident: Conversation?
    let children: Int
    /// What it could be put under.
    let incidents: [Conversation]
    let participants: [Participant]
    /// Those that the customer acted for when it began.
    let companies: [Company]
    /// Those that can be filled in, and those that are.
    let fields: [(field: ConversationField, value: String?)]

    /// Somebody beside the customer.
    struct Participant: Hashable, Sendable {
        let address: String
        /// `nil` where nobody here is known by the address.
        let person: ID<Person>?
        let name: String
        /// Whether somebody can take them off: a customer of what is merged in stays.
        let mayLeave: Bool
    }
}

struct ThreadFactsStore: Sendable {
    let line: Line

    func facts(of conversation: Conversation, _ parts: [Conversation]) async throws -> ThreadFacts {
        let rules = line.rules
        return try await line.database.read { session in
            func find(_ number: Int64?) throws -> Conversation? { try number.map { try ConversationStore.find($0, session) } }
            return ThreadFacts(
                mergedInto: try find(conversation.mergedInto), splitFrom: try find(conversation.splitFrom),
                splits: try session.rows(
                    "\(ConversationStore.columns) WHERE conversation.split_from = \(conversation.number) ORDER BY conversation.number"
                ).map(Conversation.init),
                incident: try find(conversation.incident), children: try IncidentStore.children(of: conversation.number, session).count,
                incidents: try IncidentStore.open(session).filter { $0.number != conversation.number },
                participants: try ParticipantStore.participants(in: conversation, parts, rules, session),
                companies: try CompanyStore().companies(of: conversation.person, at: conversation.openedAt, session),
                fields: try ConversationFieldStore.filled(conversation.number, session))
        }
    }

    /// Names of those whom entries say to have joined or left, by the numbers of their identifiers.
    static func names(of entries: [ConversationEntry], _ reading: some Reading) throws -> [Int64: String] {
        let wanted = Set(entries.compactMap(\.tie).filter { $0.word == .joined || $0.word == .left }.map(\.other))
        guard !wanted.isEmpty else { return [:] }
        let rows = try reading.rows("SELECT id, value FROM identifier WHERE id IN \(list: wanted.sorted())")
        return Dictionary(try rows.map { (try $0.get("id"), try $0.get("value")) }, uniquingKeysWith: { first, _ in first })
    }

    /// The other conversations of a customer, those that are open first: what one of theirs could be merged into.
    func others(of conversation: Conversation) async throws -> [Conversation] {
        try await line.database.read { session in
            try session.rows(
                """
                \(ConversationStore.columns) WHERE identifier.person = \(conversation.person) AND conversation.number <> \(conversation.number)
                AND conversation.part_of IS NULL
                ORDER BY CASE WHEN conversation.status = 4 THEN 1 ELSE 0 END, conversation.last_at DESC, conversation.number DESC LIMIT 10
                """
            ).map(Conversation.init)
        }
    }
}
