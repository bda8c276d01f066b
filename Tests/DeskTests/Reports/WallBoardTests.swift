import Analytics
import Foundation
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `The board on the wall` {
    private func board(_ office: Office, _ clock: HandClock, of team: String? = nil) async throws -> WallBoard {
        try await WallBoardStore(line: office.line).board(ofTeam: team, in: .gmt, today: clock.now().day, at: clock.now())
    }

    @Test(arguments: engines) func `tells how it stands at the moment, of all and of one team`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            for name in ["One", "Two"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
            try await office.members.add(office.ada.id, to: "one", by: nil)
            let terms = try ServicePolicy.Terms([ServiceTarget(.firstResponse, within: .minutes(60), clock: .calendar)])
            try await ServicePolicyStore(line: office.line, recording: { _, _ in }).save(nil, name: "Quick", rank: 1, terms, by: office.ada.id)
            let (a, b) = (try await office.ask("a", team: "one", at: clock.now()), try await office.ask("b", team: "two", at: clock.now()))
            clock.advance(by: .minutes(20))
            _ = try await office.ask("c", at: clock.now())
            try await office.presence.choose(.online, office.ada.id)
            try await office.presence.choose(.away, office.bob.id)
            try await office.work.assign(a, to: office.ada.id, by: office.ada, at: clock.now())
            let early = try await board(office, clock)
            #expect(early.waiting == 3 && early.since == noon() && early.due == 3 && early.late == 0)
            #expect(early.open.map { "\($0.team?.key ?? "-") \($0.open) \($0.unassigned)" } == ["one 1 0", "two 1 1", "- 1 1"])
            #expect(early.people.map { "\($0.name) \($0.state.key) \($0.open)" } == ["Ada online 1", "Bob away 0"])
            #expect(early.today.firstResponse == nil && early.today.kept.total == 0 && early.today.satisfaction.n == 0)
            try await office.work.reply(office.writing("Hello.", in: a, then: .resolved), in: a, by: office.ada, at: clock.now())
            clock.advance(by: .minutes(50))
            let late = try await board(office, clock)
            #expect(late.waiting == 2 && late.since == noon() && late.late == 1 && late.due == 1)
            #expect(late.today.firstResponse?.calendar.median == .minutes(20) && late.today.kept == Proportion(1, of: 2))
            let two = try await board(office, clock, of: "two")
            #expect(two.waiting == 1 && two.late == 1 && two.due == 0 && two.people.isEmpty && two.open.map(\.open) == [0, 1])
            #expect(two.today.firstResponse == nil && two.today.kept == Proportion(0, of: 1), "\(b)")
            #expect(try await board(office, clock, of: "one").people.map(\.name) == ["Ada"])
            await #expect(throws: Failure.missing("This team")) { try await board(office, clock, of: "none") }
            let page = WallBoardPage(t: Texts(.en, now: clock.now()), board: late).html.text
            #expect(page.contains("data-minutely") && page.contains("1 h 10 min") && page.contains("<b>Ada</b>"))
        }
    }

    @Test(arguments: engines) func `counts what customers have said today, by their last word`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            try await asking.set { $0.restDays = 0 }
            try await asking.rate(try await asking.resolved("m-0", by: asking.office.ada), 2)
            asking.clock.advance(by: .hours(20))
            let store = WallBoardStore(line: asking.line)
            func satisfaction() async throws -> Satisfaction {
                try await store.board(ofTeam: nil, in: .gmt, today: asking.clock.now().day, at: asking.clock.now()).today.satisfaction
            }
            #expect(try await satisfaction().n == 0, "that was yesterday")
            for (place, score) in [5, 4, 1].enumerated() {
                try await asking.rate(try await asking.resolved("n-\(place)", by: asking.office.ada), score)
            }
            #expect(try await satisfaction().n == 0, "what the day has brought is remembered for some seconds")
            asking.clock.advance(by: .seconds(5))
            let today = try await satisfaction()
            #expect(today.n == 3 && today.topTwo == Proportion(2, of: 3))
        }
    }

    @Test(arguments: engines) func `keeps nobody at their place who has signed in on its screen`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let wall = try office.watch.listenFromTheWall(by: office.ada)
            #expect(office.watch.there(at: noon()).isEmpty)
            let inbox = try office.watch.listen(to: .inbox, by: office.bob)
            #expect(office.watch.there(at: noon()) == [office.bob.id])
            // And it hears what the inbox hears.
            try await office.watch.look(at: noon())
            try await office.receive(office.message("m-1"))
            try await office.watch.look(at: noon())
            var heard = wall.makeAsyncIterator()
            #expect(await heard.next()?.name == "inbox")
            withExtendedLifetime(inbox) {}
        }
    }
}
