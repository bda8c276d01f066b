import Kernel
import Web

/// Who could be given something at the moment, and whose turn it is. Pure: the store writes what is decided here.
struct Roster {
    struct Member: Hashable, Sendable {
        let agent: DeskAgent
        /// Their being in the team.
        let membership: ID<Member>
        var isOnline: Bool
        /// The entry by which something was given to them in this team.
        var lastGiven: Int64 = 0
    }

    /// What matters of a conversation that waits.
    struct Need: Hashable, Sendable {
        /// Its labels and its language, in small letters.
        var words: Set<String> = []
        /// Who answered this customer last.
        var answeredBy: ID<Viewer>?
        /// Who has just given it back.
        var refusedBy: ID<Viewer>?
    }

    /// Of teams that give out by themselves, by their keys.
    let teams: [String: Team]
    private(set) var members: [String: [Member]]
    /// How many open conversations somebody has, of whatever team.
    private(set) var open: [ID<Viewer>: Int]

    init(teams: [Team], members: [String: [Member]], open: [ID<Viewer>: Int]) {
        self.teams = Dictionary(uniqueKeysWithValues: teams.filter { $0.giving.isAutomatic && !$0.isPutAway }.map { ($0.key, $0) })
        (self.members, self.open) = (members, open)
    }

    /// Keys of the teams in which somebody is there who has room.
    var ready: [String] { teams.keys.filter { key in members[key]?.contains { hasRoom($0) } ?? false }.sorted() }

    /// All that anybody in a team can do, who is not there too.
    func skills(in team: String) -> Set<String> { (members[team] ?? []).reduce(into: []) { $0.formUnion($1.agent.skills) } }

    func hasRoom(_ member: Member) -> Bool { member.isOnline && open[member.agent.staff, default: 0] < member.agent.capacity }
}

extension Roster {
    /// Whom it is given to, and why. Whoever answered the customer before comes first, if the team is so. Else whoever can do most of what it needs:
    /// while somebody is there who can do any of it, nobody else is asked, and without them anybody is – so nothing waits for somebody who is not
    /// there.
    /// Whoever has just given it back gets it only where nobody else is.
    ///
    /// - Returns: `nil` where it waits.
    func choose(for need: Need, in key: String) -> (member: Member, way: Assignment.Way)? {
        guard let team = teams[key] else { return nil }
        var online = (members[key] ?? []).filter(\.isOnline)
        let willing = online.filter { $0.agent.staff != need.refusedBy }
        if !willing.isEmpty { online = willing }
        if team.isSticky, let known = online.first(where: { $0.agent.staff == need.answeredBy && hasRoom($0) }) { return (known, .again) }
        let able = online.filter { !need.words.isDisjoint(with: $0.agent.skills) }
        let chosen = (able.isEmpty ? online : able).filter(hasRoom).min { rank($0, need, team.giving) < rank($1, need, team.giving) }
        return chosen.map { ($0, team.giving == .least ? .least : .inTurn) }
    }

    private func rank(_ member: Member, _ need: Need, _ giving: Team.Giving) -> (Int, Int, Int64, ID<Viewer>) {
        let load = giving == .least ? open[member.agent.staff, default: 0] : 0
        return (-need.words.intersection(member.agent.skills).count, load, member.lastGiven, member.agent.staff)
    }

    /// They have one more.
    mutating func took(_ member: Member, in team: String, by entry: Int64) {
        open[member.agent.staff, default: 0] += 1
        guard let place = members[team]?.firstIndex(where: { $0.membership == member.membership }) else { return }
        members[team]?[place].lastGiven = entry
    }
}
