import Kernel
import Storage
import Timeline
import Web

/// Who is in which team, from when to when, and what they can do.
struct MemberStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// Somebody's being in a team.
    struct Membership: Hashable, Sendable {
        let team: String
        let staff: ID<Viewer>
        let since: Instant
        /// `nil` while it goes on.
        let until: Instant?
    }

    /// Those who are in a team now, by name; those who have left the company are not.
    static func members(of team: String, _ reading: some Reading) throws -> [DeskAgent] {
        let now = try reading.rows("SELECT staff FROM team_member WHERE team = \(team) AND until IS NULL").map {
            try $0.get(at: 0, as: ID<Viewer>.self)
        }
        return try agents(reading).filter { now.contains($0.staff) }
    }

    /// All who may answer, by name.
    static func agents(_ reading: some Reading) throws -> [DeskAgent] {
        let set = Dictionary(
            try reading.rows("SELECT staff, capacity, skills FROM desk_agent").map { row in
                (try row.get("staff", as: ID<Viewer>.self), (try row.get("capacity", as: Int.self), try row.get("skills", as: String.self)))
            }, uniquingKeysWith: { first, _ in first })
        return try ColleagueStore().all(reading).map { colleague in
            guard let (capacity, skills) = set[colleague.id] else { return DeskAgent(staff: colleague.id, name: colleague.name) }
            return DeskAgent(staff: colleague.id, name: colleague.name, capacity: capacity, skills: DeskAgent.skills(skills))
        }
    }

    /// Keys of the teams somebody is in now.
    static func teams(of staff: ID<Viewer>, _ reading: some Reading) throws -> Set<String> {
        Set(try reading.rows("SELECT team FROM team_member WHERE staff = \(staff) AND until IS NULL").map { try $0.get(at: 0) })
    }

    /// Who was in which team, ever.
    static func history(_ reading: some Reading) throws -> [Membership] {
        try reading.rows("SELECT team, staff, since, until FROM team_member ORDER BY since, id").map { row in
            Membership(team: try row.get("team"), staff: try row.get("staff"), since: try row.get("since"), until: try row.find("until"))
        }
    }

    /// From now on they are in it. Once is enough.
    ///
    /// - Throws: `invalid` for nobody who may answer, `conflict` for a team that is put away.
    func add(_ staff: ID<Viewer>, to team: String, by leader: ID<Viewer>?) async throws {
        try await line.write { [recording] tx in
            let team = try TeamStore.find(team, tx)
            guard !team.isPutAway else { throw Failure.conflict("This team is put away.") }
            guard let colleague = try ColleagueStore().all(tx).first(where: { $0.id == staff }) else {
                throw Failure.invalid("member", "must be somebody who works with customers")
            }
            guard try tx.first("SELECT 1 FROM team_member WHERE team = \(team.key) AND staff = \(staff) AND until IS NULL") == nil else { return }
            try tx.run(
                """
                INSERT INTO team_member (id, team, staff, since, last_given)
                VALUES (\(ID<Membership>(at: tx.now)), \(team.key), \(staff), \(tx.now), 0)
                """)
            try recording(SettingsChange(action: .team(.memberAdded), subject: colleague.name, detail: team.name, staff: leader), tx)
            try GivingStore().handOut(in: tx)
        }
    }

    /// From now on they are in it no longer: what was stays as it was, and what they have stays theirs.
    func remove(_ staff: ID<Viewer>, from team: String, by leader: ID<Viewer>?) async throws {
        try await line.write { [recording] tx in
            let team = try TeamStore.find(team, tx)
            let count = try tx.run("UPDATE team_member SET until = \(tx.now) WHERE team = \(team.key) AND staff = \(staff) AND until IS NULL")
            guard count > 0 else { return }
            let name = try ColleagueStore().names(of: [staff], tx)[staff] ?? ""
            try recording(SettingsChange(action: .team(.memberRemoved), subject: name, detail: team.name, staff: leader), tx)
        }
    }

    /// What somebody can do, and how much at once; what waits is given to them at once where there is room now.
    func set(_ staff: ID<Viewer>, capacity: Int, skills: Set<String>, by leader: ID<Viewer>?) async throws {
        try await line.write { [recording] tx in
            guard let colleague = try ColleagueStore().all(tx).first(where: { $0.id == staff }) else { throw Failure.missing("This person") }
            let text = skills.sorted().joined(separator: " ")
            try tx.run(
                """
                INSERT INTO desk_agent (staff, capacity, skills) VALUES (\(staff), \(capacity), \(text))
                ON CONFLICT (staff) DO UPDATE SET capacity = excluded.capacity, skills = excluded.skills
                """)
            let detail = text.isEmpty ? "\(capacity)" : "\(capacity): \(text)"
            try recording(SettingsChange(action: .team(.agentSet), subject: colleague.name, detail: detail, staff: leader), tx)
            try GivingStore().handOut(in: tx)
        }
    }
}
