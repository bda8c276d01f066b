import Kernel
import Storage
import Timeline
import Web

/// Who is there, from when to when. Whoever comes or goes moves work in the same transaction.
struct PresenceStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// How it stands with somebody; `nil` where they have never said anything.
    static func standing(of staff: ID<Viewer>, _ reading: some Reading) throws -> AgentPresence? {
        try reading.first("SELECT * FROM agent_presence WHERE staff = \(staff) AND until IS NULL").map(AgentPresence.init)
    }

    static func standing(_ reading: some Reading) throws -> [ID<Viewer>: AgentPresence] {
        let rows = try reading.rows("SELECT * FROM agent_presence WHERE until IS NULL").map(AgentPresence.init)
        return Dictionary(rows.map { ($0.staff, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What there was of all of them between two moments, in its order.
    static func history(from start: Instant, to end: Instant, _ reading: some Reading) throws -> [AgentPresence] {
        try reading.rows(
            "SELECT * FROM agent_presence WHERE since < \(end) AND (until IS NULL OR until > \(start)) ORDER BY since, id"
        ).map(AgentPresence.init)
    }

    /// After so long without a page somebody is away.
    static func awayAfter(_ reading: some Reading) throws -> Duration {
        .minutes(try reading.value("SELECT away_after FROM presence_setting ORDER BY number DESC LIMIT 1") ?? Int64(AgentPresence.usualAwayAfter))
    }

    func setAwayAfter(minutes: Int, by leader: ID<Viewer>?) async throws {
        try await line.database.write { [recording] tx in
            let number: Int64 = try tx.value("SELECT COALESCE(MAX(number), 0) + 1 FROM presence_setting") ?? 1
            try tx.run("INSERT INTO presence_setting (number, away_after, staff, set_at) VALUES (\(number), \(minutes), \(leader), \(tx.now))")
            try recording(SettingsChange(action: .team(.awaySet), subject: "\(minutes)", detail: "", staff: leader), tx)
        }
    }

    /// Somebody says that they are there, or not.
    func choose(_ state: AgentState, _ staff: ID<Viewer>) async throws {
        try await line.write { tx in
            let before = try Self.standing(of: staff, tx)
            try Self.see([staff], at: tx.now, tx)
            guard before?.state != state || before?.chosen != state else { return }
            try Self.stand(staff, state, chosen: state, since: tx.now, tx)
            if state == .away { try GivingStore().takeBack(from: staff, tx) }
            if state != .busy { try GivingStore().handOut(in: tx) }
        }
    }

    /// What was until now ends, and something else begins.
    static func stand(_ staff: ID<Viewer>, _ state: AgentState, chosen: AgentState, since: Instant, _ tx: Transaction) throws {
        try tx.run("UPDATE agent_presence SET until = \(since) WHERE staff = \(staff) AND until IS NULL")
        try tx.run(
            """
            INSERT INTO agent_presence (id, staff, state, chosen, since)
            VALUES (\(ID<AgentPresence>(at: since)), \(staff), \(state.rawValue), \(chosen.rawValue), \(since))
            """)
    }

    /// Pages of theirs are open.
    static func see(_ staff: Set<ID<Viewer>>, at now: Instant, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO desk_agent (staff, capacity, skills, seen_at) SELECT id, \(DeskAgent.usualCapacity), '', \(now) FROM staff
            WHERE id IN \(list: Array(staff))
            ON CONFLICT (staff) DO UPDATE SET seen_at = excluded.seen_at WHERE desk_agent.seen_at IS NULL OR desk_agent.seen_at < excluded.seen_at
            """)
    }

    /// When a page of theirs was open last.
    static func seen(_ reading: some Reading) throws -> [ID<Viewer>: Instant] {
        let rows = try reading.rows("SELECT staff, seen_at FROM desk_agent WHERE seen_at IS NOT NULL")
        return Dictionary(try rows.map { (try $0.get("staff"), try $0.get("seen_at")) }, uniquingKeysWith: { first, _ in first })
    }
}

extension AgentPresence {
    init(_ row: Row) throws {
        self.init(
            staff: try row.get("staff"), state: AgentState(rawValue: try row.get("state")) ?? .away,
            chosen: AgentState(rawValue: try row.get("chosen")) ?? .away, since: try row.get("since"), until: try row.find("until"))
    }
}
