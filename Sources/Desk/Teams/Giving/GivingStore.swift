import Kernel
import Storage
import Timeline
import Web

/// Gives out what waits, and takes back what strands: each in the transaction of what brought it about, so that nothing is given twice and a crash
/// loses nothing.
struct GivingStore {
    /// So many of those that wait are read together.
    private static let usual = 100
    /// So many are looked at when something happens, should nobody be there who can do what they need; a round looks at all.
    private static let mostLooked = 500

    /// Gives out what waits in teams that do so by themselves, in the order of its deadline, then of its age.
    ///
    /// - Returns: how many.
    @discardableResult
    func handOut(in tx: Transaction, atMost most: Int = usual, lookingAt mostLooked: Int = mostLooked) throws -> Int {
        var roster = try RosterStore().roster(tx)
        var (given, looked, last): (Int, Int, Place?) = (0, 0, nil)
        while given < most, looked < mostLooked {
            let ready = roster.ready
            guard !ready.isEmpty else { break }
            let some = try waiting(in: ready, after: last, tx)
            let needs = try NeedStore(roster: roster).needs(of: some, tx)
            for conversation in some where given < most {
                guard let team = conversation.team, let choice = roster.choose(for: needs[conversation.number] ?? .init(), in: team) else { continue }
                let entry = try give(conversation, to: choice.member, choice.way, in: team, tx)
                roster.took(choice.member, in: team, by: entry)
                given += 1
            }
            guard some.count == Self.usual else { break }
            looked += some.count
            last = some.last.map(Place.init)
        }
        return given
    }

    private func give(_ conversation: Conversation, to member: Roster.Member, _ way: Assignment.Way, in team: String, _ tx: Transaction) throws
        -> Int64
    {
        let staff = member.agent.staff
        let entry = ConversationStore.NewEntry(
            happening: .assignment, at: max(tx.now, conversation.openedAt), detail: member.agent.name,
            assignment: Assignment(way, to: staff, team: team), once: "given:\(conversation.number):\(conversation.lastEntry)")
        let number = try ConversationStore.put([entry], leaving: conversation.given(to: staff), in: tx)
        try tx.run("UPDATE team_member SET last_given = \(number) WHERE id = \(member.membership)")
        return number
    }

    /// Where a conversation stands in the order in which they are given out.
    private struct Place {
        let (due, since, number): (Instant, Instant, Int64)

        init(_ conversation: Conversation) {
            (due, since) = (conversation.due?.at ?? .distantFuture, conversation.unansweredSince ?? conversation.openedAt)
            number = conversation.number
        }
    }

    private func waiting(in teams: [String], after place: Place?, _ tx: Transaction) throws -> [Conversation] {
        let (due, since): (SQL, SQL) = (
            "COALESCE(conversation.due_at, \(Instant.distantFuture))", "COALESCE(conversation.unanswered_since, conversation.opened_at)"
        )
        let further: SQL = place.map { "(\(due), \(since), conversation.number) > (\($0.due), \($0.since), \($0.number))" } ?? "1 = 1"
        return try tx.rows(
            """
            \(ConversationStore.columns) WHERE conversation.team IN \(list: teams) AND conversation.assignee IS NULL AND conversation.status <> 4
            AND \(RosterStore.isOpen(at: tx.now)) AND \(further) ORDER BY \(due), \(since), conversation.number LIMIT \(Self.usual)
            """
        ).map(Conversation.init)
    }
}

// MARK: - What something that happened brings about

extension GivingStore {
    /// What happened in a conversation, as far as giving out goes.
    struct Stir {
        let number: Int64
        /// The customer wrote, or it was opened again.
        let isCalling: Bool
        let wasResolved: Bool
        /// Something came to wait, or somebody may have room now.
        let isMoving: Bool

        /// Read before it is written.
        init(_ entries: [ConversationStore.NewEntry], in number: Int64, _ tx: Transaction) throws {
            self.number = number
            let happenings = Set(entries.map(\.happening))
            let moves = !happenings.isDisjoint(with: [.message, .status, .assignment, .team])
            isMoving = try moves && tx.first("SELECT 1 FROM team LIMIT 1") != nil
            isCalling = isMoving && !happenings.isDisjoint(with: [.message, .status])
            let before: Int16? = isCalling ? try tx.value("SELECT status FROM conversation WHERE number = \(number)") : nil
            wasResolved = before == ConversationStatus.resolved.rawValue
        }
    }

    func follow(_ stir: Stir, _ tx: Transaction) throws {
        guard stir.isMoving else { return }
        if stir.isCalling { try takeBackIfStranded(stir, tx) }
        try handOut(in: tx)
    }

    /// Whoever has it is not there, or, when it comes up anew, has no room for it.
    private func takeBackIfStranded(_ stir: Stir, _ tx: Transaction) throws {
        let conversation = try ConversationStore.find(stir.number, tx)
        guard let staff = conversation.assignee, let key = conversation.team, conversation.status(at: tx.now) == .open else { return }
        let team = try TeamStore.find(key, tx)
        guard team.givingBack != .never else { return }
        let presence = try PresenceStore.standing(of: staff, tx)
        let isHere = try presence?.state != .away && Self.works(staff, tx)
        if stir.wasResolved, team.giving.isAutomatic, !team.isPutAway {
            let load = try RosterStore.open([staff], at: tx.now, tx)[staff] ?? 0
            let capacity = try MemberStore.agents(tx).first { $0.staff == staff }?.capacity ?? 0
            guard !isHere || presence == nil || load > capacity else { return }
            return try back(conversation, isHere && presence != nil ? .full : .away, tx)
        }
        guard !isHere, conversation.unansweredSince != nil, try Self.comesBack(conversation, from: staff, team, tx) else { return }
        try back(conversation, .away, tx)
    }
}

// MARK: - Taking back

extension GivingStore {
    /// They go away: of what waits for an answer, what their teams want back.
    func takeBack(from staff: ID<Viewer>, _ tx: Transaction) throws {
        for (conversation, team) in try held("conversation.assignee = \(staff) AND conversation.unanswered_since IS NOT NULL", tx)
        where try Self.comesBack(conversation, from: staff, team, tx) {
            try back(conversation, .away, tx)
        }
    }

    /// What was missed: a snooze that ended while they were away, and all that those have who work here no longer.
    func takeBackFromAbsent(_ tx: Transaction) throws {
        let answering = Role.allCases.filter { $0 >= .agent }.map(\.rawValue)
        let left: SQL = "conversation.assignee IN (SELECT id FROM staff WHERE disabled_at IS NOT NULL OR role NOT IN \(list: answering))"
        for (conversation, _) in try held(left, tx) {
            try back(conversation, .away, tx)
        }
        let absent = try PresenceStore.standing(tx).values.filter { $0.state == .away }
        guard !absent.isEmpty else { return }
        let since = Dictionary(absent.map { ($0.staff, $0.since) }, uniquingKeysWith: { first, _ in first })
        let condition: SQL = "conversation.assignee IN \(list: absent.map(\.staff)) AND conversation.unanswered_since IS NOT NULL"
        for (conversation, team) in try held(condition, tx) {
            // What somebody gave them while they were away was meant for them.
            guard let staff = conversation.assignee, let gone = since[staff], try !Self.wasGiven(conversation, since: gone, tx),
                try Self.comesBack(conversation, from: staff, team, tx)
            else { continue }
            try back(conversation, .away, tx)
        }
    }

    /// What waits for somebody in a team that is put away goes to the team that has what no other team has, else it is no team's.
    func moveOn(in tx: Transaction) throws {
        let rows = try tx.rows(
            """
            \(ConversationStore.columns) WHERE conversation.assignee IS NULL AND conversation.status <> 4
            AND conversation.part_of IS NULL AND conversation.team IN (SELECT key FROM team WHERE put_away_at IS NOT NULL) ORDER BY conversation.number LIMIT 1000
            """)
        guard !rows.isEmpty else { return }
        let rest = try TeamStore.all(tx).first { $0.takesRest && !$0.isPutAway }?.key ?? ""
        for conversation in try rows.map(Conversation.init) {
            let entry = ConversationStore.NewEntry(
                happening: .team, at: max(tx.now, conversation.openedAt), detail: rest,
                once: "moved:\(conversation.number):\(conversation.lastEntry)")
            try ConversationStore.put([entry], leaving: conversation, in: tx)
        }
    }

    /// Open ones of teams.
    private func held(_ condition: SQL, _ tx: Transaction) throws -> [(conversation: Conversation, team: Team)] {
        let teams = Dictionary(try TeamStore.all(tx).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        guard !teams.isEmpty else { return [] }
        return try tx.rows(
            """
            \(ConversationStore.columns) WHERE \(condition) AND conversation.team IS NOT NULL AND \(RosterStore.isOpen(at: tx.now))
            ORDER BY conversation.number
            """
        ).map(Conversation.init).compactMap { conversation in conversation.team.flatMap { teams[$0] }.map { (conversation, $0) } }
    }

    private func back(_ conversation: Conversation, _ way: Assignment.Way, _ tx: Transaction) throws {
        let entry = ConversationStore.NewEntry(
            happening: .assignment, at: max(tx.now, conversation.openedAt), assignment: Assignment(way, to: nil, team: conversation.team),
            once: "back:\(conversation.number):\(conversation.lastEntry)")
        try ConversationStore.put([entry], leaving: conversation.given(to: nil), in: tx)
    }

    private static func comesBack(_ conversation: Conversation, from staff: ID<Viewer>, _ team: Team, _ reading: some Reading) throws -> Bool {
        switch team.givingBack {
        case .never: return false
        case .waiting: return true
        case .unbegun:
            return try reading.first(
                """
                SELECT 1 FROM conversation_entry WHERE conversation = \(conversation.number) AND staff = \(staff)
                AND happening = \(ConversationEntry.Happening.reply.rawValue) LIMIT 1
                """) == nil
        }
    }

    private static func wasGiven(_ conversation: Conversation, since: Instant, _ reading: some Reading) throws -> Bool {
        try reading.first(
            """
            SELECT 1 FROM conversation_entry WHERE conversation = \(conversation.number) AND recorded_at > \(since)
            AND happening = \(ConversationEntry.Happening.assignment.rawValue) LIMIT 1
            """) != nil
    }

    private static func works(_ staff: ID<Viewer>, _ reading: some Reading) throws -> Bool {
        try ColleagueStore().all(reading).contains { $0.id == staff }
    }
}
