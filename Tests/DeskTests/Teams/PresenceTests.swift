import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Presence` {
    private func told(_ office: Office) async throws -> [String] {
        try await office.line.database.read { session in
            try PresenceStore.history(from: .distantPast, to: .distantFuture, session).map { presence in
                let until = presence.until.map { "\($0.duration(since: noon()).components.seconds / 60)" } ?? "…"
                let state = presence.isByItself ? "gone" : presence.state.key
                return "\(state) \(presence.since.duration(since: noon()).components.seconds / 60)–\(until)"
            }
        }
    }

    @Test(arguments: engines) func `is kept from when to when`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            for state in [AgentState.online, .online, .busy, .away] {
                try await office.presence.choose(state, office.ada.id)
                clock.advance(by: .minutes(5))
            }
            #expect(try await told(office) == ["online 0–10", "busy 10–15", "away 15–…"])
        }
    }

    @Test(arguments: engines) func `ends by itself when no page has been open for the minutes that were set, at that minute, whoever looks when`(
        engine: Engine
    ) async throws {
        try await withDesk(engine) { office, clock in
            try await office.team(of: [office.ada, office.bob])
            try await office.presence.choose(.online, office.ada.id)
            let page = try office.watch.listen(to: .inbox, by: office.ada)
            for _ in 1...4 {
                clock.advance(by: .minutes(5))
                try await office.round.go(at: clock.now())
            }
            withExtendedLifetime(page) {}
            #expect(try await told(office) == ["online 0–…"], "a page is open")
        }
        try await withDesk(engine) { office, clock in
            try await office.team(of: [office.ada, office.bob])
            try await office.presence.setAwayAfter(minutes: 6, by: nil)
            try await office.presence.choose(.online, office.ada.id)
            let number = try await office.ask("a")
            clock.advance(by: .minutes(4))
            office.watch.saw(office.ada, at: clock.now())
            try await office.round.go(at: clock.now())
            clock.advance(by: .minutes(5))
            try await office.presence.choose(.online, office.bob.id)
            try await office.round.go(at: clock.now())
            #expect(try await office.owner(number) == office.ada.id, "nine minutes, and seen after four")
            clock.advance(by: .minutes(4))
            office.watch.saw(office.bob, at: clock.now())
            try await office.round.go(at: clock.now())
            #expect(try await told(office).filter { !$0.hasPrefix("online 9") } == ["online 0–10", "gone 10–…"])
            #expect(try await office.owner(number) == office.bob.id, "what she had is given anew at once")
            clock.advance(by: .minutes(10))
            office.watch.saw(office.ada, at: clock.now())
            try await office.round.go(at: clock.now())
            #expect(try await told(office).contains("online 23–…"), "back with her page")
        }
    }

    @Test(arguments: engines) func `that was chosen does not come back by itself, nor after half a day`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            try await office.presence.choose(.away, office.ada.id)
            try await office.presence.choose(.online, office.bob.id)
            clock.advance(by: .hours(5))
            try await office.round.go(at: clock.now())
            clock.advance(by: .minutes(1))
            for staff in [office.ada, office.bob] { office.watch.saw(staff, at: clock.now()) }
            try await office.round.go(at: clock.now())
            #expect(try await told(office).suffix(1) == ["gone 10–…"])
            #expect(try await office.line.database.read { try PresenceStore.standing(of: office.ada.id, $0)?.state } == .away)
        }
    }
}

@Suite struct `Who is there` {
    @Test(arguments: engines) func `is told with what each has and what waits`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let key = try await office.team(of: [office.ada])
            try await office.members.set(office.ada.id, capacity: 1, skills: ["pl"], by: nil)
            try await office.presence.choose(.online, office.ada.id)
            for name in ["a", "b", "c"] { _ = try await office.ask(name) }
            let board = try await TeamBoardStore(line: office.line).board(at: noon().adding(.minutes(9)))
            let row = try #require(board.teams.first)
            #expect(row.team.key == key && row.waiting == 2 && row.since == noon())
            #expect(row.people.map { "\($0.agent.name) \($0.open) of \($0.agent.capacity) \($0.presence?.state.key ?? "")" } == ["Ada 1 of 1 online"])
            #expect(board.others.map(\.agent.name) == ["Bob"])
            let page = "\(TeamBoardPage(t: Texts(.en, now: noon().adding(.minutes(9))), board: board).html)"
            #expect(page.contains("2 conversations wait for somebody") && page.contains("1 of 1"))
        }
    }
}
