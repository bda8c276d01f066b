import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `Conversations of teams` {
    @Test(arguments: engines) func `are views of the inbox, and a filter of all views`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for name in ["One", "Two"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
            try await office.members.add(office.ada.id, to: "one", by: nil)
            let numbers = [try await office.ask("a", team: "one"), try await office.ask("b", team: "two"), try await office.ask("c")]
            func listed(_ view: InboxView, _ team: String? = nil) async throws -> Set<Int64> {
                Set(try await office.inbox.list(InboxAddress(view: view, team: team), of: office.ada.id, at: noon()).rows.map(\.conversation.number))
            }
            #expect(try await listed(.teams) == [numbers[0]])
            #expect(try await listed(.open, "two") == [numbers[1]])
            #expect(try await listed(.unassigned) == Set(numbers))
            let list = try await office.inbox.list(InboxAddress(view: .teams), of: office.ada.id, at: noon())
            #expect(list.counts[.teams] == 1 && list.rows.first?.team?.name == "One" && list.teams.own == ["one"])
            await #expect(throws: Failure.missing("This team")) { try await listed(.open, "none") }
            try await office.members.remove(office.ada.id, from: "one", by: nil)
            #expect(try await listed(.teams).isEmpty)
            #expect(try InboxAddress(Query(["team": "one", "view": "mine"])).path == "/inbox?view=mine&team=one")
        }
    }

    @Test(arguments: engines) func `are given several at once, and open pages hear of it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team("One", .byHand, of: []) { $0.takesRest = false }
            let numbers = [try await office.ask("a"), try await office.ask("b")]
            try await office.watch.look(at: noon())
            var heard = try office.watch.listen(to: .conversation(numbers[0]), by: office.bob).makeAsyncIterator()
            let work = try #require(BulkWork("team:one"))
            #expect(work.text == "team:one" && BulkWork("team:")?.text == "team:" && BulkWork("team") == nil)
            let outcome = try await office.work.perform(work, with: numbers + [9], by: office.ada, at: noon())
            #expect(outcome.done == numbers && outcome.refused.map(\.number) == [9])
            try await office.watch.look(at: noon())
            guard case .some = await heard.next() else { return #expect(Bool(false), "nothing was told") }
            #expect(try await office.conversations.find(numbers[1]).team == "one")
        }
    }

    @Test(arguments: engines) func `are told of by the API and to webhooks`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await withReceiver { receiver, address in
                for name in ["One", "Two"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
                _ = try await office.hook(address, [.changed])
                let number = try await office.ask("a", team: "one")
                #expect(ConversationJSON(try await office.conversations.whole(number), at: noon()).team == "one")
                try await office.work.give(number, toTeam: "two", by: office.ada, at: noon())
                try await office.tell()
                let changes = receiver.told.compactMap { $0.json["change"] as? [String: String] }
                #expect(changes.map { "\($0["what"] ?? "") \($0["to"] ?? "")" } == ["team one", "team two"])
                #expect(receiver.told.compactMap { ($0.json["conversation"] as? [String: Any])?["team"] as? String } == ["two", "two"])
            }
        }
    }
}
