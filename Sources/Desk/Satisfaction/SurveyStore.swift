import Kernel
import People
import Storage
import Timeline
import Web

/// Questions about resolutions, and how they stand.
struct SurveyStore: Sendable {
    let line: Line

    static func find(_ id: ID<Survey>, _ reading: some Reading) throws -> Survey? { try surveys("id = \(id)", reading).first }

    /// The newest of a conversation.
    static func newest(in conversation: Int64, _ reading: some Reading) throws -> Survey? {
        try surveys("conversation = \(conversation)", reading).last
    }

    /// In the order of resolutions.
    static func surveys(_ those: SQL, _ reading: some Reading) throws -> [Survey] {
        var reasons: [ID<Survey>: [String]] = [:]
        try reading.forEach("SELECT survey, reason FROM csat_reason WHERE survey IN (SELECT id FROM csat_survey WHERE \(those)) ORDER BY reason") {
            reasons[try $0.get("survey"), default: []].append(try $0.get("reason"))
        }
        return try reading.rows("SELECT * FROM csat_survey WHERE \(those) ORDER BY resolution").map { row in
            try Survey(row, reasons: reasons[row.get("id")] ?? [])
        }
    }

    /// Whether the resolution that it asks about still stands.
    static func stands(_ survey: Survey, _ reading: some Reading) throws -> Bool {
        let last: Int64? = try reading.value(
            """
            SELECT MAX(number) FROM conversation_entry WHERE conversation = \(survey.conversation)
            AND happening = \(ConversationEntry.Happening.status.rawValue) AND \(UndoStore.stands)
            """)
        return try last == survey.resolution && ConversationStore.find(survey.conversation, reading).status == .resolved
    }

    /// Whether the same person, by whatever name, was asked not long ago, about something else.
    static func isResting(_ survey: Survey, days: Int, at now: Instant, _ reading: some Reading) throws -> Bool {
        guard days > 0 else { return false }
        return try reading.first(
            """
            SELECT 1 FROM csat_survey JOIN conversation ON conversation.number = csat_survey.conversation
            JOIN identifier ON identifier.id = conversation.identifier
            WHERE identifier.person = (SELECT person FROM identifier AS theirs JOIN conversation AS this ON this.identifier = theirs.id
            WHERE this.number = \(survey.conversation))
            AND csat_survey.asked_at > \(now.adding(.days(-Int64(days)))) AND csat_survey.id <> \(survey.id) LIMIT 1
            """) != nil
    }

    /// What of its conversations somebody should look after.
    static func concerns(among conversations: [Int64], at now: Instant, _ reading: some Reading) throws -> Set<Int64> {
        Set(
            try reading.rows(
                "SELECT conversation FROM csat_survey WHERE conversation IN \(list: conversations) AND \(isConcern(at: now))"
            ).map { try $0.get("conversation", as: Int64.self) })
    }

    /// Of a row of `csat_survey`: a low answer of the last thirty days that nobody has looked after.
    static func isConcern(at now: Instant) -> SQL {
        "score <= 2 AND seen_at IS NULL AND changed_at > \(now.adding(.zero - Survey.concern))"
    }
}

extension Survey {
    init(_ row: Row, reasons: [String]) throws {
        var answer: Answer?
        if let score: Int = try row.find("score"), let first: Instant = try row.find("answered_at") {
            answer = Answer(
                score: score, comment: try row.get("comment"), reasons: reasons, firstAt: first, at: try row.find("changed_at") ?? first)
        }
        self.init(
            id: try row.get("id"), conversation: try row.get("conversation"), resolution: try row.get("resolution"), staff: try row.find("staff"),
            way: Way(rawValue: try row.get("way")) ?? .link, channel: try row.get("channel"), language: try row.get("language"),
            plannedAt: try row.get("planned_at"), askedAt: try row.find("asked_at"), dropped: Dropped(rawValue: try row.get("dropped")),
            answer: answer, seenAt: try row.find("seen_at"))
    }
}
