import Kernel
import Storage
import Timeline
import Web

/// Who could be given something, as it stands in this transaction: all writing goes one after the other, so it stays so until its end.
struct RosterStore {
    func roster(_ tx: Transaction) throws -> Roster {
        let teams = try TeamStore.all(tx)
        guard teams.contains(where: { $0.giving.isAutomatic && !$0.isPutAway }) else { return Roster(teams: [], members: [:], open: [:]) }
        let agents = Dictionary(try MemberStore.agents(tx).map { ($0.staff, $0) }, uniquingKeysWith: { first, _ in first })
        let online = Set(try PresenceStore.standing(tx).values.filter { $0.state == .online }.map(\.staff))
        var members: [String: [Roster.Member]] = [:]
        try tx.forEach("SELECT id, team, staff, last_given FROM team_member WHERE until IS NULL ORDER BY since, id") { row in
            let staff: ID<Viewer> = try row.get("staff")
            guard let agent = agents[staff] else { return }
            members[try row.get("team"), default: []].append(
                Roster.Member(
                    agent: agent, membership: try row.get("id"), isOnline: online.contains(staff), lastGiven: try row.get("last_given")))
        }
        return Roster(teams: teams, members: members, open: try Self.open(Array(online), at: tx.now, tx))
    }

    /// How many open conversations each of them has.
    static func open(_ staff: [ID<Viewer>], at now: Instant, _ reading: some Reading) throws -> [ID<Viewer>: Int] {
        guard !staff.isEmpty else { return [:] }
        let rows = try reading.rows(
            """
            SELECT assignee, COUNT(*) AS open FROM conversation WHERE assignee IN \(list: staff) AND \(isOpen(at: now)) GROUP BY assignee
            """)
        return Dictionary(try rows.map { (try $0.get("assignee"), try $0.get("open")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Of a row of `conversation`: a snooze that is over counts as open.
    static func isOpen(at now: Instant) -> SQL {
        "conversation.part_of IS NULL AND (conversation.status = 1 OR (conversation.status = 3 AND conversation.snoozed_until <= \(now)))"
    }
}
