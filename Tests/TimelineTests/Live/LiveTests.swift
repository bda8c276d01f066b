import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `An open page` {
    private let ben = Viewer(id: ID(bits: 7), name: "Ben", email: "ben@example.com", role: .viewer)

    @Test(arguments: engines) func `hears of its customer, whichever server wrote it down, and of nobody else`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 3)
            try await office.happened("cy", "page_view", daysAgo: 3)
            try await office.watch.look(at: noon())
            let (ada, cy) = (try await office.number("ada"), try await office.number("cy"))
            var (heard, others) = (
                try office.watch.listen(to: .person(ada), by: ben).makeAsyncIterator(),
                try office.watch.listen(to: .person(cy), by: ben).makeAsyncIterator()
            )
            // Another server of the same database, which shares nothing else with this one.
            let there = try await Line.open(office.line.database)
            _ = try await there.append([office.visit("ada", 1)], from: office.shop)
            try await office.watch.look(at: noon())
            _ = try await there.append([office.visit("cy", 2)], from: office.shop)
            try await office.watch.look(at: noon())
            #expect(await heard.next()?.id == "3")
            #expect(await others.next()?.id == "4")
        }
    }

    @Test(arguments: engines) func `hears of a customer who was joined to another meanwhile`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 3)
            let browser = try #require(Identifier(.anonymousID, "b-1"))
            _ = try await office.line.append([NewTouchpoint("page_view", channel: "web", by: [browser], at: noon())], from: office.shop)
            try await office.watch.look(at: noon())
            let number = try await office.line.database.read { try IdentityStore().find(browser, $0)?.person }
            var heard = try office.watch.listen(to: .person(#require(number)), by: ben).makeAsyncIterator()
            let ada = try #require(Identifier(.userID, "ada"))
            _ = try await office.line.append(
                [NewTouchpoint("identify", channel: "web", by: [ada, browser], at: noon(), key: SourceKey("x"))], from: office.shop)
            try await office.watch.look(at: noon())
            #expect(await heard.next()?.id == "3")
        }
    }

    @Test(arguments: engines) func `is told what it missed, and nothing when it missed nothing`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for day in 1...3 { try await office.happened("ada", "page_view", daysAgo: Int64(day)) }
            try await office.happened("cy", "page_view", daysAgo: 1)
            let ada = try await office.number("ada")
            #expect(try await office.watch.missed(of: .person(ada), since: 1).map(\.id) == ["3"])
            #expect(try await office.watch.missed(of: .person(ada), since: 3) == [])
            #expect(try await office.watch.missed(of: .line, since: 3).map(\.id) == ["4"])
            #expect(try await office.watch.missed(of: .line, since: 4) == [])
        }
    }

    @Test func `about everybody is told at once, and then at most every five seconds, but of the last in the end`() async throws {
        try await withOffice { office in
            try await office.watch.look(at: noon())
            var heard = try office.watch.listen(to: .line, by: ben).makeAsyncIterator()
            for second in 0..<12 {
                try await office.happened("ada", "page_view", daysAgo: Int64(second))
                try await office.watch.look(at: noon().adding(.seconds(Int64(second))))
            }
            try await office.watch.look(at: noon().adding(.seconds(20)))
            var positions: [String?] = []
            for _ in 0..<4 { positions.append(await heard.next()?.id) }
            #expect(positions == ["1", "6", "11", "12"])
        }
    }

    @Test func `is one of thirty at most for each of the staff`() async throws {
        try await withOffice { office in
            let held = try (0..<30).map { _ in try office.watch.listen(to: .line, by: ben) }
            #expect(throws: Failure.self) { try office.watch.listen(to: .line, by: ben) }
            let cleo = Viewer(id: ID(bits: 8), name: "Cleo", email: "cleo@example.com", role: .viewer)
            _ = try office.watch.listen(to: .line, by: cleo)
            #expect(held.count == 30)
        }
    }

    @Test func `says how far it knows, and asks no more of a customer who is not there`() async throws {
        try await withOffice { office in
            try await office.happened("ada", "page_view", daysAgo: 3, traits: ["name": "Ada"])
            let path = try #require(try await office.page("/customers").text.firstMatch(of: /\/customers\/[0-9a-z]{26}/)).0
            #expect(try await office.page(String(path)).text.contains("data-stream=\"\(path)/live?after=1\""))
            #expect(try await office.page("/").text.contains("data-stream=\"/pulse/live?after=1\""))
            #expect(try await office.page("/customers/\(ID<Person>(bits: 5))/live").status == .notFound)
        }
    }
}

extension Office {
    fileprivate func number(_ name: String) async throws -> Int64 {
        let identifier = try #require(Identifier(.userID, name))
        return try #require(try await line.database.read { try IdentityStore().find(identifier, $0)?.person })
    }

    fileprivate func visit(_ name: String, _ number: Int) -> NewTouchpoint {
        NewTouchpoint("page_view", channel: "web", by: [Identifier(.userID, name)].compactMap { $0 }, at: noon(), key: SourceKey("visit \(number)"))
    }
}
