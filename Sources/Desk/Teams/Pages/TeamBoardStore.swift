import Kernel
import Storage
import Timeline
import Web

/// Who is there, what they have, and what waits for somebody.
struct TeamBoardStore: Sendable {
    let line: Line

    struct Board: Sendable {
        let teams: [Row]
        /// Those who may answer and are in no team.
        let others: [Person]
        let newestEntry: Int64

        struct Row: Sendable {
            let team: Team
            let people: [Person]
            let waiting: Int
            /// Of what waits, the oldest.
            let since: Instant?
            let due: Instant?
        }

        struct Person: Sendable {
            let agent: DeskAgent
            /// `nil` where they have never said anything.
            let presence: AgentPresence?
            let open: Int
        }
    }

    func board(at now: Instant) async throws -> Board {
        try await line.database.read { session in
            let agents = try MemberStore.agents(session)
            let standing = try PresenceStore.standing(session)
            let open = try RosterStore.open(agents.map(\.staff), at: now, session)
            let people = agents.map { Board.Person(agent: $0, presence: standing[$0.staff], open: open[$0.staff] ?? 0) }
            let waiting = try TeamSettingsStore.waiting(at: now, session)
            var (members, inTeams): ([String: Set<ID<Viewer>>], Set<ID<Viewer>>) = ([:], [])
            let teams = try TeamStore.all(session).filter { !$0.isPutAway }
            try session.forEach("SELECT team, staff FROM team_member WHERE until IS NULL") { row in
                members[try row.get("team"), default: []].insert(try row.get("staff"))
            }
            for team in teams { inTeams.formUnion(members[team.key] ?? []) }
            return Board(
                teams: teams.map { team in
                    let (wait, own) = (waiting[team.key], members[team.key] ?? [])
                    return Board.Row(
                        team: team, people: people.filter { own.contains($0.agent.staff) }, waiting: wait?.count ?? 0, since: wait?.since,
                        due: wait?.due)
                },
                others: people.filter { !inTeams.contains($0.agent.staff) }, newestEntry: try DeskWatchStore.newest(session))
        }
    }
}
