import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `What waits in a team` {
    @Test(arguments: engines) func `is given at once to who is there, in turn, and the entry says why`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada, office.bob])
            let first = try await office.ask("a")
            #expect(try await office.owner(first) == nil, "nobody is there: it stays, visible")
            #expect(try await office.inbox.list(InboxAddress(view: .unassigned, team: "support"), of: office.ada.id, at: noon()).rows.count == 1)
            try await office.presence.choose(.online, office.ada.id)
            #expect(try await office.owner(first) == office.ada.id, "given when the first comes")
            try await office.presence.choose(.online, office.bob.id)
            var owners: [ID<Viewer>?] = []
            for key in ["b", "c", "d", "e"] { owners.append(try await office.owner(office.ask(key))) }
            #expect(owners == [office.bob.id, office.ada.id, office.bob.id, office.ada.id])
            #expect(try await office.ways(first) == ["in_turn Ada support"])
            let entry = try #require(try await office.conversations.whole(first).entries.last)
            let line = ConversationEntryLine(t: Texts(.en, now: noon()), entry: entry, customer: "Kim", teams: ["support": "Support"])
            #expect("\(line.html)".contains("Given to Ada: in turn, from Support"))
        }
    }

    @Test(arguments: engines) func `is given out in the order of its deadline, then of its age, when somebody has room again`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            let terms = try ServicePolicy.Terms(
                [ServiceTarget(.firstResponse, within: .hours(1), clock: .calendar)], for: ServiceConditions(channels: ["phone"]))
            try await ServicePolicyStore(line: office.line).save(nil, name: "P", rank: 1, terms, by: nil, since: noon().adding(.days(-1)))
            try await office.team("Support", .least, of: [office.ada])
            try await office.members.set(office.ada.id, capacity: 1, skills: [], by: nil)
            let young = try await office.ask("a", at: noon().adding(.minutes(-5)))
            let old = try await office.ask("b", at: noon().adding(.minutes(-50)))
            var call = office.message("c", thread: "c")
            call.channel = .phone
            let due = try await office.receive(call)
            try await office.presence.choose(.online, office.ada.id)
            var order: [Int64] = []
            for step in 0..<3 {
                let mine = try await office.inbox.list(InboxAddress(view: .mine), of: office.ada.id, at: noon()).rows.map(\.conversation.number)
                #expect(mine.count == 1, "never over capacity")
                order += mine
                let end: ConversationStatus = step == 0 ? .waiting : .resolved
                try await office.work.stand(end, #require(mine.first), by: office.ada, at: noon())
            }
            #expect(order == [due, old, young])
        }
    }

    @Test(arguments: engines) func `goes back when whoever has it goes away, and to somebody else at once`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada, office.bob])
            try await office.presence.choose(.online, office.ada.id)
            let (fresh, begun, answered) = (try await office.ask("a"), try await office.ask("b"), try await office.ask("c"))
            for number in [begun, answered] {
                try await office.work.reply(office.writing("Hello.", in: number, once: "once-\(number)"), in: number, by: office.ada, at: noon())
            }
            try await office.receive(office.message("b-2", thread: "b", "And now?", after: 1))
            try await office.presence.choose(.busy, office.ada.id)
            #expect(try await office.owner(fresh) == office.ada.id, "busy keeps what it has")
            try await office.presence.choose(.online, office.bob.id)
            try await office.presence.choose(.away, office.ada.id)
            #expect(try await office.owner(fresh) == office.bob.id)
            #expect(try await office.owner(begun) == office.ada.id)
            #expect(try await office.owner(answered) == office.ada.id, "she has begun to answer")
            #expect(try await office.ways(fresh) == ["in_turn Ada support", "away - support", "in_turn Bob support"])
            // The same person, gone already when the customer writes again in one that she has answered.
            var team = try await office.teams.find("support")
            team.givingBack = .waiting
            try await office.teams.save("support", team, by: nil)
            try await office.receive(office.message("c-2", thread: "c", "Hello?", after: 2))
            #expect(try await office.owner(answered) == office.bob.id)
        }
    }

    @Test(arguments: engines) func `stays with whoever has it where the team is so`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada, office.bob]) { $0.givingBack = .never }
            try await office.presence.choose(.online, office.ada.id)
            let number = try await office.ask("a")
            try await office.presence.choose(.online, office.bob.id)
            try await office.presence.choose(.away, office.ada.id)
            try await office.round.go(at: noon())
            #expect(try await office.owner(number) == office.ada.id)
        }
    }

    @Test(arguments: engines) func `comes anew when it is opened again: to who had it if they are there and have room, else to another`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada, office.bob])
            try await office.members.set(office.ada.id, capacity: 2, skills: [], by: nil)
            try await office.presence.choose(.online, office.ada.id)
            let (one, two) = (try await office.ask("a"), try await office.ask("b"))
            for number in [one, two] { try await office.work.stand(.resolved, number, by: office.ada, at: noon()) }
            try await office.receive(office.message("a-2", thread: "a", "Again.", after: 1))
            #expect(try await office.owner(one) == office.ada.id)
            #expect(try await office.ways(one).count == 1)
            _ = try await office.ask("c")
            try await office.receive(office.message("b-2", thread: "b", "Again.", after: 1))
            #expect(try await office.owner(two) == nil, "she is full, and nobody else is there")
            try await office.presence.choose(.online, office.bob.id)
            #expect(try await office.ways(two) == ["in_turn Ada support", "full - support", "in_turn Bob support"])
        }
    }

    @Test(arguments: engines) func `of a customer who comes again goes to who answered them last, else to the team`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada, office.bob]) { $0.isSticky = true }
            for staff in [office.ada, office.bob] { try await office.presence.choose(.online, staff.id) }
            let first = try await office.ask("a", by: "kim@example.com")
            #expect(try await office.owner(first) == office.ada.id)
            try await office.work.reply(office.writing("Hello.", in: first), in: first, by: office.bob, at: noon())
            let second = try await office.ask("b", by: "kim@example.com")
            #expect(try await office.ways(second) == ["again Bob support"])
            try await office.presence.choose(.away, office.bob.id)
            #expect(try await office.owner(office.ask("c", by: "kim@example.com")) == office.ada.id)
        }
    }

    @Test(arguments: engines) func `goes by what people can do: labels, and the language of the customer`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Late delivery", .sea, by: nil)
            try await office.team(of: [office.ada, office.bob])
            try await office.members.set(office.bob.id, capacity: 2, skills: DeskAgent.skills("PL, late-delivery"), by: nil)
            for staff in [office.ada, office.bob] { try await office.presence.choose(.online, staff.id) }
            let polish = try await office.receive(office.message("p", thread: "p", "Stół jest uszkodzony, proszę o pomoc."))
            var labelled = office.message("l", thread: "l")
            labelled.labels = ["late-delivery"]
            let late = try await office.receive(labelled)
            #expect(try await office.owner(polish) == office.bob.id)
            #expect(try await office.owner(late) == office.bob.id)
            let more = try await office.receive(
                office.message("q", thread: "q", "Gdzie jest mój stół? Proszę o wiadomość, dziękuję za pomoc później."))
            #expect(try await office.owner(more) == nil, "he is there, and full")
            try await office.presence.choose(.busy, office.bob.id)
            try await office.round.go(at: noon())
            #expect(try await office.owner(more) == office.ada.id, "nobody is there who can: anybody does")
        }
    }

    @Test(arguments: engines) func `that somebody gives back goes to somebody else; given to another team it leaves who is not in that`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            try await office.team(of: [office.ada, office.bob])
            try await office.team("Other", .byHand, of: [office.bob]) { $0.takesRest = false }
            try await office.presence.choose(.online, office.ada.id)
            let number = try await office.ask("a")
            try await office.presence.choose(.online, office.bob.id)
            try await office.work.assign(number, to: nil, by: office.ada, at: noon())
            #expect(try await office.owner(number) == office.bob.id)
            try await office.work.give(number, toTeam: "other", by: office.ada, at: noon())
            #expect(try await office.owner(number) == office.bob.id, "he is in that team too")
            let second = try await office.ask("b")
            try await office.work.assign(second, to: office.ada.id, by: office.ada, at: noon())
            try await office.work.give(second, toTeam: "other", by: office.ada, at: noon())
            #expect(try await office.owner(second) == nil)
        }
    }

    @Test(arguments: engines) func `is mended by a round: a snooze that is over, an account that was closed`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            try await office.team(of: [office.ada, office.bob])
            try await office.presence.choose(.online, office.ada.id)
            let number = try await office.ask("a")
            try await office.work.snooze(number, until: noon().adding(.minutes(20)), by: office.ada, at: noon())
            try await office.presence.choose(.away, office.ada.id)
            #expect(try await office.owner(number) == office.ada.id, "nothing is due before its time")
            clock.advance(by: .minutes(21))
            try await office.presence.choose(.online, office.bob.id)
            try await office.round.go(at: clock.now())
            #expect(try await office.owner(number) == office.bob.id)
            try await office.line.database.write { tx in
                try tx.run("UPDATE staff SET disabled_at = \(tx.now) WHERE id = \(office.bob.id)")
            }
            try await office.round.go(at: clock.now())
            #expect(try await office.owner(number) == nil)
            #expect(try await office.ways(number).last == "away - support")
            try await office.presence.choose(.online, office.ada.id)
            #expect(try await office.owner(number) == office.ada.id)
        }
    }
}
