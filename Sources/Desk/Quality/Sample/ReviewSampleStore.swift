import Kernel
import Storage
import Timeline
import Web

/// What is to be reviewed, worked out from entries whenever somebody looks.
struct ReviewSampleStore: Sendable {
    let line: Line

    /// Conversations that were resolved for the last time within so many days.
    static let days: Int64 = 28
    static let most = 5_000

    struct Row: Sendable {
        let conversation: Conversation
        let facts: ReviewFacts
        let reasons: [ReviewSample.Reason]
        let agentName: String?
    }

    struct List: Sendable {
        /// Whether there is a scorecard.
        let hasCard: Bool
        /// Newest first; without those that are reviewed, and those in which the reader has a part.
        let rows: [Row]
        /// How many of the sample are done.
        let done: Int
    }

    func list(for staff: ID<Viewer>, at now: Instant) async throws -> List {
        try await line.database.read { session in
            guard let card = try ScorecardStore.newest(session) else { return List(hasCard: false, rows: [], done: 0) }
            let (conversations, facts, reasons) = try Self.sample(card.terms, session, at: now)
            let reviewed = try Self.reviewed(session)
            let names = try ColleagueStore().names(of: Set(facts.values.compactMap(\.agent)), session)
            let rows = conversations.compactMap { conversation -> Row? in
                guard let own = facts[conversation.number], let why = reasons[conversation.number] else { return nil }
                guard !reviewed.contains(conversation.number), !own.involved.contains(staff) else { return nil }
                return Row(conversation: conversation, facts: own, reasons: why, agentName: own.agent.flatMap { names[$0] })
            }
            return List(hasCard: true, rows: rows, done: reasons.keys.count { reviewed.contains($0) })
        }
    }

    /// Those of these conversations in which somebody of staff has a part.
    func involved(_ staff: ID<Viewer>, in numbers: [Int64], at now: Instant) async throws -> Set<Int64> {
        try await line.database.read { session in
            let conversations = try numbers.map { try ConversationStore.find($0, session) }
            return Set(try Self.facts(of: conversations, session, at: now).filter { $0.value.involved.contains(staff) }.keys)
        }
    }

    /// Why a conversation is reviewed, as it stands now.
    static func reason(of number: Int64, _ terms: Scorecard.Terms, _ reading: some Reading, at now: Instant) throws -> ReviewSample.Reason {
        try sample(terms, reading, at: now).reasons[number]?.first ?? .chosen
    }

    private static func sample(_ terms: Scorecard.Terms, _ reading: some Reading, at now: Instant) throws
        -> (conversations: [Conversation], facts: [Int64: ReviewFacts], reasons: [Int64: [ReviewSample.Reason]])
    {
        // Who was erased has said nothing that could be read.
        let conversations = try reading.rows(
            """
            \(ConversationStore.columns) WHERE conversation.status = \(ConversationStatus.resolved.rawValue)
            AND conversation.status_at > \(now.adding(.days(-days))) AND conversation.preview <> ''
            ORDER BY conversation.status_at DESC, conversation.number DESC LIMIT \(most)
            """
        ).map(Conversation.init)
        let facts = try facts(of: conversations, reading, at: now)
        let answered = facts.values.filter { $0.agent != nil && $0.resolvedAt != nil }
        return (conversations, facts, ReviewSample(share: terms.share, seed: terms.seed).reasons(of: answered))
    }

    private static func reviewed(_ reading: some Reading) throws -> Set<Int64> {
        Set(try reading.rows("SELECT DISTINCT conversation FROM quality_review").map { try $0.get(at: 0) })
    }

    /// By the numbers of the conversations.
    static func facts(of conversations: [Conversation], _ reading: some Reading, at now: Instant) throws -> [Int64: ReviewFacts] {
        // As for deadlines: where no hours are set they are those of UTC.
        let hours = try HoursStore.kept(since: .distantPast, reading) ?? HoursStore.usual(zone: "UTC")
        let numbers = conversations.map(\.number)
        let records = try ConversationUnitStore.records(of: numbers, reading)
        let policies = try ServicePolicyStore.frozen(in: conversations.filter(\.hasPolicy).map(\.number), reading)
        let unhappy = try unhappy(among: numbers, reading)
        var facts: [Int64: ReviewFacts] = [:]
        for conversation in conversations {
            let record = records[conversation.number] ?? ServiceRecord([])
            let runs = policies[conversation.number].map { TargetRun.all(of: record, policy: $0, hours: hours, at: now) } ?? []
            facts[conversation.number] = ReviewFacts(
                conversation.number, record, assignee: conversation.assignee, runs: runs, isUnhappy: unhappy.contains(conversation.number),
                hours: hours,
                at: now)
        }
        return facts
    }

    /// Those that their customers were not content with: 1 or 2 of 5, said in answer to us, or brought to the line by others as of this conversation.
    private static func unhappy(among numbers: [Int64], _ reading: some Reading) throws -> Set<Int64> {
        var found: Set<Int64> = []
        for some in numbers.chunked(by: 500) {
            try reading.forEach("SELECT DISTINCT conversation FROM csat_survey WHERE conversation IN \(list: some) AND score <= 2") {
                found.insert(try $0.get(at: 0))
            }
            try reading.forEach(
                """
                SELECT DISTINCT subject_id FROM touchpoint WHERE subject_type = 'conversation' AND subject_id IN \(list: some.map { "\($0)" })
                AND scale = \(Scale.csat.rawValue) AND score <= 2
                """
            ) { if let number = Int64(try $0.get(at: 0, as: String.self)) { found.insert(number) } }
        }
        return found
    }
}
