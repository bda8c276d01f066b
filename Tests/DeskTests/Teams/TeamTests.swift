import Kernel
import Storage
import Synchronization
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A team` {
    @Test(arguments: engines) func `is called as no other is, keeps its key, and is put away instead of deleted`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let recorded = Mutex<[String]>([])
            let store = TeamStore(line: office.line) { change, _ in recorded.withLock { $0.append("\(change.action) \(change.subject)") } }
            var draft = Team(key: "", name: "Late delivery")
            draft.conditions = TeamConditions(channels: ["email"], labels: ["delivery"], languages: ["pl"])
            (draft.giving, draft.givingBack, draft.isSticky, draft.takesRest, draft.rank) = (.least, .waiting, true, true, 3)
            #expect(try await store.save(nil, draft, by: office.ada.id) == "late-delivery")
            let saved = try await store.find("late-delivery")
            #expect(saved.conditions == draft.conditions && saved.giving == .least && saved.givingBack == .waiting)
            #expect(saved.isSticky && saved.takesRest && saved.rank == 3)
            await #expect(throws: Failure.invalid("name", "must be another one: a team is called so already")) {
                try await store.save(nil, Team(key: "", name: "late DELIVERY"), by: nil)
            }
            var other = Team(key: "", name: "Rest")
            other.takesRest = true
            try await store.save(nil, other, by: nil)
            #expect(try await store.all().filter(\.takesRest).map(\.key) == ["rest"], "one has the rest")
            draft.name = "Trucks"
            try await store.save("late-delivery", draft, by: nil)
            for _ in 1...2 { try await store.putAway(store.find("late-delivery"), true, by: office.ada.id) }
            #expect(try await store.find("late-delivery").isPutAway)
            #expect(
                recorded.withLock(\.self) == [
                    "team(Timeline.SettingsChange.Team.added) Late delivery", "team(Timeline.SettingsChange.Team.added) Rest",
                    "team(Timeline.SettingsChange.Team.changed) Trucks", "team(Timeline.SettingsChange.Team.putAway) Trucks",
                ])
        }
    }

    @Test(arguments: engines) func `keeps who was in it when`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            let key = try await office.team(of: [office.ada])
            clock.advance(by: .hours(1))
            try await office.members.remove(office.ada.id, from: key, by: nil)
            clock.advance(by: .hours(1))
            for _ in 1...2 { try await office.members.add(office.ada.id, to: key, by: nil) }
            let history = try await office.line.database.read { try MemberStore.history($0) }
            #expect(history.map { $0.since.duration(since: noon()) } == [.zero, .hours(2)])
            #expect(history.map { $0.until?.duration(since: noon()) } == [.hours(1), nil])
            let known = Memberships(history)
            let held = [0, 30, 60, 90, 120].map { known.team(of: office.ada.id, at: noon().adding(.minutes($0))) }
            #expect(held == [key, key, nil, nil, key])
            await #expect(throws: Failure.invalid("member", "must be somebody who works with customers")) {
                try await office.members.add(ID(bits: 99), to: key, by: nil)
            }
        }
    }

    @Test(arguments: engines) func `has what begins with what it is for, and what names it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Box", .sea, by: nil)
            try await office.team("Rest", .byHand, of: [])
            try await office.team("Boxes", .byHand, of: []) { ($0.takesRest, $0.rank, $0.conditions) = (false, 1, TeamConditions(labels: ["box"])) }
            try await office.team("Polish", .byHand, of: []) {
                ($0.takesRest, $0.rank, $0.conditions) = (false, 2, TeamConditions(languages: ["pl"]))
            }
            var message = office.message("m-1", thread: "t-1")
            message.labels = ["box"]
            let box = try await office.receive(message)
            let polish = try await office.receive(office.message("m-2", thread: "t-2", "Stół jest uszkodzony, proszę o pomoc."))
            let rest = try await office.receive(office.message("m-3", thread: "t-3"))
            var named = office.message("m-4", thread: "t-4")
            named.team = "polish"
            let asked = try await office.receive(named)
            var found: [String?] = []
            for number in [box, polish, rest, asked] { found.append(try await office.conversations.find(number).team) }
            #expect(found == ["boxes", "polish", "rest", "polish"])
            // A later message of a conversation that has a team moves nothing.
            var later = office.message("m-5", thread: "t-3")
            later.team = "boxes"
            try await office.receive(later)
            #expect(try await office.conversations.find(rest).team == "rest")
            named.key = "m-6"
            named.team = "none"
            await #expect(throws: Failure.invalid("team", "is no team here; there are boxes, polish, rest")) { try await office.receive(named) }
        }
    }

    @Test(arguments: engines) func `is what the entries say: worked out anew it is the same, whatever stood there`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for name in ["One", "Two"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
            let numbers = [try await office.ask("a", team: "one"), try await office.ask("b"), try await office.ask("c", team: "two")]
            try await office.work.give(numbers[0], toTeam: "two", by: office.ada, at: noon())
            try await office.work.give(numbers[1], toTeam: "one", by: office.ada, at: noon())
            for team in ["one", nil] { try await office.work.give(numbers[2], toTeam: team, by: office.bob, at: noon()) }
            func teams() async throws -> [String?] {
                var teams: [String?] = []
                for number in numbers { teams.append(try await office.conversations.find(number).team) }
                return teams
            }
            #expect(try await teams() == ["two", "one", nil])
            try await office.line.database.write { tx in
                try tx.run("UPDATE conversation SET team = 'nonsense'")
                try ConversationTeamProjection().rebuild(in: tx)
            }
            #expect(try await teams() == ["two", "one", nil])
            let entries = try await office.conversations.whole(numbers[2]).entries.filter { $0.happening == .team }
            #expect(entries.map { "\($0.detail) \($0.staffName ?? "-")" } == ["two -", "one Bob", " Bob"])
        }
    }

    @Test(arguments: engines) func `leaves nothing behind when it is put away`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team("Rest", .inTurn, of: [office.bob])
            try await office.presence.choose(.online, office.bob.id)
            let key = try await office.team("Old", .byHand, of: []) { $0.takesRest = false }
            let number = try await office.ask("a", team: key)
            #expect(try await office.owner(number) == nil)
            try await office.teams.putAway(office.teams.find(key), true, by: office.ada.id)
            let moved = try await office.conversations.find(number)
            #expect(moved.team == "rest" && moved.assignee == office.bob.id)
            await #expect(throws: Failure.conflict("This team is put away.")) {
                try await office.work.give(number, toTeam: key, by: office.ada, at: noon())
            }
        }
    }

    @Test(arguments: engines) func `decides which service level holds, from the beginning on`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for name in ["Quick", "Slow"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
            let form = Form(PolicyForm.usual.map { (name: $0.key, value: $0.value) } + [("team_quick", "on")])
            let conditions = try PolicyForm.terms(form, labels: [], teams: ["quick", "slow"]).conditions
            #expect(conditions.teams == ["quick"])
            let quick = try ServicePolicy.Terms([ServiceTarget(.firstResponse, within: .hours(1), clock: .calendar)], for: conditions)
            let usual = try ServicePolicy.Terms([ServiceTarget(.firstResponse, within: .hours(4), clock: .calendar)])
            for (rank, terms) in [quick, usual].enumerated() {
                try await ServicePolicyStore(line: office.line).save(
                    nil, name: "\(rank)", rank: rank, terms, by: nil, since: noon().adding(.days(-1)))
            }
            let (one, other) = (try await office.ask("a", team: "quick"), try await office.ask("b", team: "slow"))
            try await office.work.give(other, toTeam: "quick", by: office.ada, at: noon())
            #expect(try await office.conversations.find(one).due?.at == noon().adding(.hours(1)))
            #expect(try await office.conversations.find(other).due?.at == noon().adding(.hours(4)), "what it is given to later promises nothing")
        }
    }
}
