import Kernel
import Storage
import Timeline
import Web

extension ReviewStore {
    /// What a reviewer has before them.
    struct Subject: Sendable {
        let whole: ConversationStore.Whole
        let facts: ReviewFacts
        let agentName: String
        /// By which it is judged: for a second review that of the first.
        let card: Scorecard
        /// Whether it is the blind second of another one.
        let isSecond: Bool
    }

    /// - Throws: `forbidden` for who has a part in it; `conflict` where there is nothing to review, or it is reviewed already.
    func subject(_ number: Int64, for staff: Viewer, at now: Instant) async throws -> Subject {
        let whole = try await ConversationStore(line: line).whole(number)
        return try await line.database.read { session in
            let (card, facts, first) = try Self.open(number, for: staff, session, at: now)
            let agent = first?.agent ?? facts.agent
            let name = try agent.flatMap { try ColleagueStore().names(of: [$0], session)[$0] }
            return Subject(whole: whole, facts: facts, agentName: name ?? "–", card: card, isSecond: first != nil)
        }
    }

    /// Whether they could review it now.
    func mayReview(_ number: Int64, _ staff: Viewer, at now: Instant) async throws -> Bool {
        guard staff.role >= .manager else { return false }
        return try await line.database.read { session in
            do {
                _ = try Self.open(number, for: staff, session, at: now)
                return true
            } catch is Failure { return false }
        }
    }

    /// Speed is worked out here and nowhere else.
    ///
    /// - Throws: as `subject` does; `conflict` when the scorecard is another one by now.
    @discardableResult
    func give(_ draft: ReviewDraft, for number: Int64, by staff: Viewer, at now: Instant) async throws -> ID<QualityReview> {
        try await line.database.write { [recording] tx in
            let (card, facts, first) = try Self.open(number, for: staff, tx, at: now)
            guard card.version == draft.card else {
                throw Failure.conflict("The scorecard has changed meanwhile: look at the conversation anew.")
            }
            guard let agent = first?.agent ?? facts.agent else { throw Failure.conflict("Nobody has answered in this conversation yet.") }
            var marks = draft.marks
            for criterion in card.terms.criteria where criterion.sort == .speed { marks[criterion.key] = first?.given[criterion.key] ?? facts.speed }
            let reason = try first?.reason ?? ReviewSampleStore.reason(of: number, card.terms, tx, at: now)
            let id = ID<QualityReview>(at: now)
            try tx.run(
                """
                INSERT INTO quality_review (id, conversation, agent, reviewer, at, card, reason, marks, comments, note, second_of, wants_second)
                VALUES (\(id), \(number), \(agent), \(staff.id), \(now), \(card.version), \(reason.key),
                \(try PlainJSON.text(marks.mapValues(\.text))), \(try PlainJSON.text(draft.comments)),
                \(draft.note), \(first?.id), \(first == nil && draft.wantsSecond ? 1 : 0))
                """)
            try recording(SettingsChange(action: .quality(.reviewGiven), subject: "#\(number)", detail: "", staff: staff.id), tx)
            return id
        }
    }

    private static func open(_ number: Int64, for staff: Viewer, _ reading: some Reading, at now: Instant) throws
        -> (card: Scorecard, facts: ReviewFacts, first: QualityReview?)
    {
        let conversation = try ConversationStore.find(number, reading)
        guard let newest = try ScorecardStore.newest(reading) else { throw Failure.conflict("There is no scorecard yet: set one up first.") }
        guard let facts = try ReviewSampleStore.facts(of: [conversation], reading, at: now)[number], facts.agent != nil else {
            throw Failure.conflict("Nobody has answered in this conversation yet.")
        }
        guard !facts.involved.contains(staff.id) else { throw Failure.forbidden("Nobody reviews a conversation that they have a part in.") }
        let words = try reading.value(
            "SELECT COUNT(*) FROM conversation_entry WHERE conversation = \(number) AND happening IN (1, 2) AND text <> ''", as: Int.self)
        guard words ?? 0 > 0 else { throw Failure.conflict("What was said here was erased: there is nothing left to review.") }
        let reviews = try list(Wanted(conversation: number), reading)
        guard let first = reviews.first(where: { $0.secondOf == nil }) else { return (newest, facts, nil) }
        guard first.awaitsSecond, first.reviewer != staff.id, first.agent != staff.id else {
            throw Failure.conflict("This conversation is reviewed already.")
        }
        return (first.card, facts, first)
    }

    // MARK: - Afterwards

    /// - Throws: `forbidden` for anybody but the agent; `conflict` when it was disputed before.
    func dispute(_ id: ID<QualityReview>, saying text: String, by staff: Viewer, at now: Instant) async throws {
        try await line.database.write { [recording] tx in
            let review = try Self.seen(id, by: staff, tx)
            guard review.agent == staff.id, review.secondOf == nil else { throw Failure.forbidden("Only who is reviewed disputes a review.") }
            guard review.mayDispute(staff) else { throw Failure.conflict("This review was disputed before.") }
            try Self.note(.disputed, of: id, text, nil, by: staff, at: now, in: tx)
            try recording(SettingsChange(action: .quality(.reviewDisputed), subject: "#\(review.conversation)", detail: "", staff: staff.id), tx)
        }
    }

    /// - Parameter marks: `nil` where the review stands.
    /// - Throws: `forbidden` for the agent, and for the reviewer where somebody else could decide; `conflict` where nothing is disputed.
    func decide(_ id: ID<QualityReview>, _ marks: Marks?, saying text: String, by staff: Viewer, at now: Instant) async throws {
        try await line.database.write { [recording] tx in
            let review = try Self.seen(id, by: staff, tx)
            guard review.state == .disputed else { throw Failure.conflict("Nothing is disputed here.") }
            guard review.agent != staff.id else { throw Failure.forbidden("Nobody decides about a review of their own work.") }
            guard try review.reviewer != staff.id || !Self.hasOtherLead(than: review, tx) else {
                throw Failure.forbidden("Somebody else than the reviewer decides about a dispute.")
            }
            var changed = marks
            for criterion in review.card.terms.criteria where criterion.sort == .speed { changed?[criterion.key] = review.given[criterion.key] }
            try Self.note(changed == nil ? .upheld : .changed, of: id, text, changed, by: staff, at: now, in: tx)
            let detail = changed == nil ? "upheld" : "changed"
            try recording(SettingsChange(action: .quality(.reviewDecided), subject: "#\(review.conversation)", detail: detail, staff: staff.id), tx)
        }
    }

    /// Waits for no second review any more.
    ///
    /// - Throws: `conflict` when none is waited for.
    func withdrawSecond(_ id: ID<QualityReview>, by staff: Viewer) async throws {
        try await line.database.write { tx in
            let review = try Self.seen(id, by: staff, tx)
            guard review.awaitsSecond else { throw Failure.conflict("No second review is waited for.") }
            try tx.run("UPDATE quality_review SET wants_second = 0 WHERE id = \(id)")
        }
    }

    private static func seen(_ id: ID<QualityReview>, by staff: Viewer, _ reading: some Reading) throws -> QualityReview {
        guard let review = try find(id, reading), review.isVisible(to: staff) else { throw Failure.missing("This review") }
        return review
    }

    private static func hasOtherLead(than review: QualityReview, _ reading: some Reading) throws -> Bool {
        let leads = Role.allCases.filter { $0 >= .manager }.map(\.rawValue)
        return try reading.value(
            """
            SELECT COUNT(*) FROM staff WHERE disabled_at IS NULL AND role IN \(list: leads)
            AND id NOT IN (\(review.agent), \(review.reviewer))
            """, as: Int.self) ?? 0 > 0
    }

    private static func note(
        _ deed: QualityReview.Deed, of id: ID<QualityReview>, _ text: String, _ marks: Marks?, by staff: Viewer, at now: Instant, in tx: Transaction
    ) throws {
        let last: Int64 = try tx.value("SELECT COALESCE(MAX(number), 0) FROM quality_review_entry WHERE review = \(id)") ?? 0
        try tx.run(
            """
            INSERT INTO quality_review_entry (review, number, at, staff, deed, text, marks)
            VALUES (\(id), \(last + 1), \(now), \(staff.id), \(deed.rawValue), \(text), \(try marks.map { try PlainJSON.text($0.mapValues(\.text)) }))
            """)
    }
}
