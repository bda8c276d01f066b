import Foundation
import Kernel
import Statistics
import Storage
import Synchronization
import Timeline
import Web

/// Reads how it stands. What the day has brought is worked out anew every five seconds at most, however many screens ask.
final class WallBoardStore: Sendable {
    private struct Asked: Hashable {
        let team: String?
        let zone: String
        let day: Day
    }

    private static let memory = Duration.seconds(5)
    /// Of more teams and time zones nothing is remembered.
    private static let most = 100

    private let line: Line
    private let known = Mutex<[Asked: (at: Instant, today: WallBoard.Today)]>([:])

    init(line: Line) { self.line = line }

    /// - Parameter team: key of the one whose all of it is.
    /// - Throws: `missing` for a team that there is not.
    func board(ofTeam team: String?, in zone: TimeZone, today: Day, at now: Instant) async throws -> WallBoard {
        try await line.database.read { [self] session in
            let teams = try TeamStore.all(session)
            let only = try team.map { try TeamStore.find($0, session) }
            let theirs: SQL = team.map { "conversation.team = \($0)" } ?? "1 = 1"
            let (waiting, since) = try Self.waiting(theirs, at: now, session)
            let (late, due) = try Self.owed(theirs, at: now, session)
            return WallBoard(
                waiting: waiting, since: since, due: due, late: late, open: try Self.open(theirs, teams, at: now, session),
                people: try Self.people(of: team, at: now, session),
                today: try self.today(Asked(team: team, zone: zone.identifier, day: today), zone, at: now, session), team: only,
                teams: teams.filter { !$0.isPutAway }, newestEntry: try DeskWatchStore.newest(session))
        }
    }

    private static func waiting(_ theirs: SQL, at now: Instant, _ reading: some Reading) throws -> (Int, Instant?) {
        let row = try reading.first(
            """
            SELECT COUNT(*) AS waiting, MIN(unanswered_since) AS since FROM conversation
            WHERE unanswered_since IS NOT NULL AND \(RosterStore.isOpen(at: now)) AND \(theirs)
            """)
        return (try row?.get("waiting") ?? 0, try row?.find("since"))
    }

    /// Late, and due within the hour.
    private static func owed(_ theirs: SQL, at now: Instant, _ reading: some Reading) throws -> (Int, Int) {
        let row = try reading.first(
            """
            SELECT COUNT(CASE WHEN due_at <= \(now) THEN 1 END) AS late, COUNT(CASE WHEN due_at > \(now) THEN 1 END) AS due FROM conversation
            WHERE due_at IS NOT NULL AND due_at <= \(now.adding(.hours(1))) AND \(theirs)
            """)
        return (try row?.get("late") ?? 0, try row?.get("due") ?? 0)
    }

    private static func open(_ theirs: SQL, _ teams: [Team], at now: Instant, _ reading: some Reading) throws -> [WallBoard.Load] {
        var loads: [String?: (open: Int, unassigned: Int)] = [:]
        try reading.forEach(
            """
            SELECT team, COUNT(*) AS open, COUNT(CASE WHEN assignee IS NULL THEN 1 END) AS unassigned FROM conversation
            WHERE \(RosterStore.isOpen(at: now)) AND \(theirs) GROUP BY team
            """
        ) { loads[try $0.find("team", as: String.self)] = (try $0.get("open"), try $0.get("unassigned")) }
        let named = teams.compactMap { team -> WallBoard.Load? in
            let load = loads[team.key] ?? (0, 0)
            return team.isPutAway && load.open == 0 ? nil : WallBoard.Load(team: team, open: load.open, unassigned: load.unassigned)
        }
        return named + (loads[nil].map { [WallBoard.Load(team: nil, open: $0.open, unassigned: $0.unassigned)] } ?? [])
    }

    private static func people(of team: String?, at now: Instant, _ reading: some Reading) throws -> [WallBoard.Person] {
        let standing = try PresenceStore.standing(reading)
        let agents = try team.map { try MemberStore.members(of: $0, reading) } ?? MemberStore.agents(reading)
        let open = try RosterStore.open(agents.map(\.staff), at: now, reading)
        return agents.compactMap { agent in
            standing[agent.staff].map { WallBoard.Person(name: agent.name, state: $0.state, open: open[agent.staff] ?? 0) }
        }.sorted { ($0.state.rawValue, $0.name) < ($1.state.rawValue, $1.name) }
    }
}

extension WallBoardStore {
    private func today(_ asked: Asked, _ zone: TimeZone, at now: Instant, _ reading: some Reading) throws -> WallBoard.Today {
        if let last = known.withLock({ $0[asked] }), now >= last.at, now.duration(since: last.at) < Self.memory { return last.today }
        let question = ReportQuestion(Period(from: asked.day, to: asked.day), team: asked.team)
        let rows = try ServiceReportStore.rows(begunIn: question, in: zone, at: now, reading)
        let today = WallBoard.Today(
            firstResponse: ServiceSummary(rows).firstResponse, kept: compliance(.firstResponse, of: rows.flatMap(\.runs)),
            satisfaction: try Self.satisfaction(since: asked.day.midnight(zone), asked.team, reading))
        known.withLock { known in
            if known.count >= Self.most { known = [:] }
            known[asked] = (now, today)
        }
        return today
    }

    /// Of answers whose last word was given since.
    private static func satisfaction(since start: Instant, _ team: String?, _ reading: some Reading) throws -> Satisfaction {
        let theirs: SQL = team.map { "conversation IN (SELECT number FROM conversation WHERE team = \($0))" } ?? "1 = 1"
        var satisfaction = Satisfaction()
        try reading.forEach("SELECT score FROM csat_survey WHERE score IS NOT NULL AND changed_at >= \(start) AND \(theirs)") { row in
            satisfaction.add(Double(try row.get("score", as: Int64.self)))
        }
        return satisfaction
    }
}
