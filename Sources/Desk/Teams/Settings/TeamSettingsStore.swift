import Channels
import Kernel
import Storage
import Timeline
import Web

/// What the pages about teams show.
struct TeamSettingsStore: Sendable {
    let line: Line

    struct Overview: Sendable {
        let teams: [Team]
        /// How many are in each now, by its key.
        let members: [String: Int]
        /// How many conversations of each wait for somebody.
        let waiting: [String: Int]
        let awayAfter: Int
    }

    func overview(at now: Instant) async throws -> Overview {
        try await line.database.read { session in
            let teams = try TeamStore.all(session)
            return Overview(
                teams: teams, members: try Self.members(session), waiting: try Self.waiting(at: now, session).mapValues(\.count),
                awayAfter: Int(try PresenceStore.awayAfter(session).components.seconds / 60))
        }
    }

    private static func members(_ reading: some Storage.Reading) throws -> [String: Int] {
        let working = Set(try ColleagueStore().all(reading).map(\.id))
        var members: [String: Int] = [:]
        try reading.forEach("SELECT team, staff FROM team_member WHERE until IS NULL") { row in
            if working.contains(try row.get("staff")) { members[try row.get("team"), default: 0] += 1 }
        }
        return members
    }

    /// What waits for somebody, by the keys of teams.
    static func waiting(at now: Instant, _ reading: some Storage.Reading) throws -> [String: (count: Int, since: Instant, due: Instant?)] {
        let rows = try reading.rows(
            """
            SELECT team, COUNT(*) AS waiting, MIN(COALESCE(unanswered_since, opened_at)) AS since, MIN(due_at) AS due FROM conversation
            WHERE assignee IS NULL AND status <> 4 AND team IS NOT NULL AND \(RosterStore.isOpen(at: now)) GROUP BY team
            """)
        return Dictionary(
            try rows.map { row in
                (
                    try row.get("team", as: String.self),
                    (count: try row.get("waiting", as: Int.self), since: try row.get("since", as: Instant.self), due: try row.find("due"))
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    func choices() async throws -> TeamChoices {
        try await line.database.read { [line] session in
            TeamChoices(
                sources: try line.sources.list(session).filter { $0.medium == .http && $0.disabledAt == nil },
                mailboxes: try MailboxStore.all(session), labels: try LabelStore.all(session))
        }
    }

    struct Whole: Sendable {
        let team: Team
        let members: [DeskAgent]
        /// Who could become one.
        let others: [Colleague]
    }

    /// - Throws: `missing`.
    func whole(_ key: String) async throws -> Whole {
        try await line.database.read { session in
            let members = try MemberStore.members(of: key, session)
            let known = Set(members.map(\.staff))
            return Whole(
                team: try TeamStore.find(key, session), members: members,
                others: try ColleagueStore().all(session).filter { !known.contains($0.id) })
        }
    }
}
