import Kernel
import Testing
import Web

@testable import Desk

@Suite struct `Whose turn it is` {
    private func member(
        _ number: Int, _ skills: String = "", capacity: Int = 3, isOnline: Bool = true, lastGiven: Int64 = 0
    ) -> Roster.Member {
        let agent = DeskAgent(staff: ID(bits: UInt128(number)), name: "\(number)", capacity: capacity, skills: DeskAgent.skills(skills))
        return Roster.Member(agent: agent, membership: ID(bits: UInt128(1_000 + number)), isOnline: isOnline, lastGiven: lastGiven)
    }

    private func roster(_ giving: Team.Giving, _ members: [Roster.Member], isSticky: Bool = false, open: [Int: Int] = [:]) -> Roster {
        var team = Team(key: "support", name: "Support")
        (team.giving, team.isSticky) = (giving, isSticky)
        let held = Dictionary(uniqueKeysWithValues: open.map { (ID<Viewer>(bits: UInt128($0.key)), $0.value) })
        return Roster(teams: [team], members: ["support": members], open: held)
    }

    private func chosen(_ roster: Roster, _ need: Roster.Need = .init()) -> String? {
        roster.choose(for: need, in: "support").map { "\($0.member.agent.name) \($0.way.rawValue)" }
    }

    @Test func `goes round, and passes by who is full or not there`() {
        var roster = roster(.inTurn, [member(1, lastGiven: 5), member(2, capacity: 1), member(3, isOnline: false), member(4, lastGiven: 4)])
        var given: [String] = []
        for entry in Int64(10)...17 {
            guard let choice = roster.choose(for: .init(), in: "support") else { continue }
            roster.took(choice.member, in: "support", by: entry)
            given.append(choice.member.agent.name)
        }
        #expect(given == ["2", "4", "1", "4", "1", "4", "1"], "2 has room for one, 1 and 4 for three each")
        #expect(roster.ready.isEmpty)
    }

    @Test func `goes to who has least, of equals to who waited longest for something`() {
        let members = [member(1, lastGiven: 9), member(2, lastGiven: 8), member(3)]
        #expect(chosen(roster(.least, members, open: [1: 1, 2: 1, 3: 2])) == "2 least")
        #expect(chosen(roster(.least, members, open: [1: 0, 2: 1, 3: 2])) == "1 least")
    }

    @Test func `goes to who can do it, waits for them while they are there, and for nobody who is not`() {
        let need = Roster.Need(words: ["pl", "delivery"])
        let both = member(3, "pl, delivery", lastGiven: 9)
        #expect(chosen(roster(.inTurn, [member(1), member(2, "pl"), both]), need) == "3 in_turn", "who can do most of it")
        #expect(chosen(roster(.inTurn, [member(1), member(2, "pl"), both], open: [3: 3]), need) == "2 in_turn")
        #expect(chosen(roster(.inTurn, [member(1), both], open: [3: 3]), need) == nil, "it waits")
        #expect(chosen(roster(.inTurn, [member(1), member(3, "pl", isOnline: false)]), need) == "1 in_turn", "it does not strand")
    }

    @Test func `comes first to who answered before, if they are there and have room`() {
        let need = Roster.Need(answeredBy: ID(bits: 2))
        let members = [member(1), member(2, lastGiven: 9)]
        #expect(chosen(roster(.inTurn, members, isSticky: true), need) == "2 again")
        #expect(chosen(roster(.inTurn, members, isSticky: true, open: [2: 3]), need) == "1 in_turn")
        #expect(chosen(roster(.inTurn, members), need) == "1 in_turn", "only where the team is so")
    }

    @Test func `comes back to who gave it back only where nobody else is`() {
        let need = Roster.Need(refusedBy: ID(bits: 1))
        #expect(chosen(roster(.inTurn, [member(1), member(2, lastGiven: 9)]), need) == "2 in_turn")
        #expect(chosen(roster(.inTurn, [member(1), member(2, isOnline: false)]), need) == "1 in_turn")
    }

    @Test func `is nobody’s where work is given out by hand`() {
        #expect(chosen(roster(.byHand, [member(1)])) == nil && roster(.byHand, [member(1)]).ready.isEmpty)
    }
}

@Suite struct `Which team a conversation is for` {
    private func team(_ key: String, rank: Int, _ conditions: TeamConditions = .init(), rest: Bool = false, away: Bool = false) -> Team {
        var team = Team(key: key, name: key)
        (team.rank, team.conditions, team.takesRest, team.isPutAway) = (rank, conditions, rest, away)
        return team
    }

    @Test func `is the first whose conditions hold, else the one that has the rest, else none`() {
        let teams = [
            team("rest", rank: 1, rest: true), team("pl", rank: 2, TeamConditions(languages: ["pl"])),
            team("box", rank: 3, TeamConditions(channels: ["email"], labels: ["box", "dent"])),
            team("help", rank: 4, TeamConditions(mailboxes: [7])), team("shop", rank: 5, TeamConditions(sources: [3])),
            team("gone", rank: 0, TeamConditions(channels: ["email"]), away: true),
        ]
        func key(_ facts: TeamConditions.Facts) -> String? { Team.beginning(facts, among: teams.shuffled())?.key }
        #expect(key(.init(channel: "email", labels: ["box"], language: "pl")) == "pl")
        #expect(key(.init(channel: "email", labels: ["dent", "other"])) == "box")
        #expect(key(.init(channel: "chat", labels: ["box"])) == "rest", "of each list one must hold")
        #expect(key(.init(channel: "email", mailbox: 7)) == "help" && key(.init(channel: "chat", source: 3)) == "shop")
        #expect(Team.beginning(.init(channel: "chat"), among: teams.filter { !$0.takesRest }) == nil, "without conditions nothing comes by itself")
    }

    @Test(arguments: [Assignment(.inTurn, to: ID(bits: 5), team: "送货"), Assignment(.byHand, to: nil), Assignment(.away, to: nil, team: "support")])
    func `is written down with why and to whom`(assignment: Assignment) {
        #expect(Assignment(reason: assignment.reason) == assignment)
        #expect(Assignment(reason: "") == nil && Assignment(reason: "no such words") == nil)
    }
}
