import Kernel
import People
import Storage
import Timeline
import Web

/// What customers answer, and what staff do about it. The last answer counts; a day after the first it comes onto the customer's line.
struct SurveyAnswerStore: Sendable {
    let line: Line

    static let longestComment = 2_000

    /// What a page shows of a question.
    struct Opened: Sendable {
        let survey: Survey
        let settings: SatisfactionSettings
        /// Who asks: the name of the mailbox or of the chat; empty where it is neither.
        let sender: String
    }

    /// - Throws: `missing` for what we never gave, and once the customer was erased.
    func open(_ token: String) async throws -> Opened {
        let rules = line.rules
        return try await line.database.read { session in
            guard let id = try SurveyTokenStore.token(session)?.survey(token), let survey = try SurveyStore.find(id, session) else {
                throw Self.unknown
            }
            let conversation = try ConversationStore.find(survey.conversation, session)
            guard try ConversationStore.identifier(of: conversation, rules, session) != nil else { throw Self.unknown }
            return Opened(
                survey: survey, settings: try SatisfactionSettingsStore.settings(session), sender: try Self.sender(survey, session))
        }
    }

    private static let unknown = Failure.missing("This question")

    private static func sender(_ survey: Survey, _ reading: some Reading) throws -> String {
        let name: String? =
            switch survey.way {
            case .mail:
                try reading.value("SELECT name FROM mailbox WHERE number = \(OutgoingMailStore.latest(in: survey.conversation, reading)?.mailbox)")
            case .chat:
                try reading.value(
                    "SELECT name FROM chat_site WHERE source = (SELECT site FROM chat WHERE conversation = \(survey.conversation))")
            case .link: nil
            }
        return name ?? ""
    }

    /// An answer, or another one than before. Reasons that were ticked beside a good answer do not stay beside a bad one.
    ///
    /// - Throws: `conflict` when it is too late.
    func answer(_ id: ID<Survey>, _ score: Int, at now: Instant) async throws {
        try Failure.require(Survey.scores.contains(score), "answer", "must be between 1 and 5")
        try await change(id, at: now) { survey, tx in
            guard survey.answer?.score != score else { return nil }
            if let before = survey.answer?.score, Survey.isSatisfied(before) != Survey.isSatisfied(score) {
                try tx.run("DELETE FROM csat_reason WHERE survey = \(id)")
            }
            try tx.run(
                """
                UPDATE csat_survey SET score = \(score), changed_at = \(now), answered_at = COALESCE(answered_at, \(now)),
                asked_at = COALESCE(asked_at, \(now)), seen_at = NULL, seen_by = NULL WHERE id = \(id)
                """)
            if survey.answer == nil {
                try JobStore().enqueue(SurveyWorker.settling, payload: "\(id)", due: now.adding(Survey.secondThoughts), in: tx)
            }
            return (score, survey.answer?.comment ?? "")
        }
    }

    /// Why, beside an answer that was given.
    func explain(_ id: ID<Survey>, _ reasons: [String], _ comment: String, at now: Instant) async throws {
        try await change(id, at: now) { survey, tx in
            guard let answer = survey.answer else { throw Failure.conflict("Choose an answer first.") }
            let known = Set(try SatisfactionSettingsStore.settings(tx).reasons(of: answer.score).all.map(\.key))
            let ticked = Set(reasons).intersection(known.union(answer.reasons)).sorted()
            guard ticked != answer.reasons || comment != answer.comment else { return nil }
            try tx.run("DELETE FROM csat_reason WHERE survey = \(id)")
            try tx.run("INSERT INTO csat_reason (survey, reason) VALUES (\(id), \(""))", each: ticked.map { [id.stored, .text($0)] })
            try tx.run("UPDATE csat_survey SET comment = \(comment), changed_at = \(now) WHERE id = \(id)")
            return (answer.score, comment)
        }
    }

    /// Writes what is said now into the conversation, where it was something new.
    private func change(
        _ id: ID<Survey>, at now: Instant, _ act: @escaping @Sendable (Survey, Transaction) throws -> (score: Int, comment: String)?
    ) async throws {
        let rules = line.rules
        try await line.write { tx in
            guard let survey = try SurveyStore.find(id, tx) else { throw Self.unknown }
            let conversation = try ConversationStore.find(survey.conversation, tx)
            guard try ConversationStore.identifier(of: conversation, rules, tx) != nil else { throw Self.unknown }
            switch survey.standing(at: now) {
            case .unanswered, .changeable: break
            case .settled: throw Failure.conflict("This answer can be changed no more.")
            case .expired: throw Failure.conflict("This question can be answered no more.")
            }
            guard let said = try act(survey, tx) else { return }
            let entry = ConversationStore.NewEntry(
                happening: .note, at: now, channel: survey.channel, text: said.comment,
                detail: SurveyWord.answered.detail(of: id, score: said.score), once: "survey:\(id):\(conversation.lastEntry)")
            try ConversationStore.record([entry], leaving: conversation, in: tx)
        }
    }

    // MARK: - By staff

    /// Somebody gives the question to the customer, on a channel of their own or on the spot.
    ///
    /// - Throws: `conflict` where nobody is to be asked, or they were asked not long ago.
    func handOver(in conversation: Int64, at now: Instant) async throws {
        try await line.write { tx in
            guard let survey = try SurveyStore.newest(in: conversation, tx), survey.way == .link, survey.dropped == nil else {
                throw Failure.conflict("Nobody is to be asked in this conversation.")
            }
            guard survey.askedAt == nil else { return }
            let settings = try SatisfactionSettingsStore.settings(tx)
            guard try !SurveyStore.isResting(survey, days: settings.restDays, at: now, tx) else {
                throw Failure.conflict("They were asked not long ago.")
            }
            try tx.run("UPDATE csat_survey SET asked_at = \(now) WHERE id = \(survey.id)")
        }
    }

    /// Somebody has looked after a low answer.
    func look(into conversation: Int64, by staff: Viewer, at now: Instant) async throws {
        try await line.write { tx in
            guard let survey = try SurveyStore.surveys("conversation = \(conversation)", tx).last(where: \.isConcern) else { return }
            try tx.run(
                """
                UPDATE csat_survey SET seen_at = \(now), seen_by = \(staff.id)
                WHERE conversation = \(conversation) AND score <= 2 AND seen_at IS NULL
                """)
            let before = try ConversationStore.find(conversation, tx)
            let entry = ConversationStore.NewEntry(
                happening: .note, at: now, staff: staff.id, detail: SurveyWord.seen.detail(of: survey.id),
                once: "survey:\(survey.id):\(before.lastEntry)")
            try ConversationStore.record([entry], leaving: before, in: tx)
        }
    }
}
