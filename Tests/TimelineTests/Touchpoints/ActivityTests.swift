import Kernel
import People
import Storage
import TestKit
import Testing

@testable import Timeline

@Suite struct `How much happened with a customer` {
    private static let kinds = ["page_view", "order_placed", "chat_message"]

    private func touchpoints(_ numbers: Range<Int>, of who: String) -> [NewTouchpoint] {
        numbers.map { number in
            NewTouchpoint(
                Self.kinds[(number + 30) % 3], channel: number % 5 == 0 ? "chat" : "web", by: [Identifier(.userID, who)].compactMap(\.self),
                at: noon().adding(.minutes(Int64(number) - 10_000)), key: SourceKey("\(who) \(number)"))
        }
    }

    /// Counted plainly, each time anew.
    private func plainly(_ line: Line) async throws -> [String: Int] {
        try await line.database.read { session in
            try session.rows(
                """
                SELECT identifier.value, COUNT(*) FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier GROUP BY identifier.value
                """
            ).reduce(into: [:]) { $0[try $1.get(at: 0)] = try $1.get(at: 1) }
        }
    }

    private func remembered(_ line: Line) async throws -> [String: Int] {
        let rows = try await CustomerStore(line: line).list(.init(strangers: true)).rows
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.profile.identifiers.first?.value ?? "", $0.activity.count) }).filter { $0.value > 0 }
    }

    @Test(arguments: engines) func `stays true of a long line while more comes in, late or early, and after somebody is erased`(engine: Engine)
        async throws
    {
        try await withLine(engine) { line, shop in
            _ = try await line.append(touchpoints(0..<ActivityStore.long, of: "ada") + touchpoints(0..<7, of: "ben"), from: shop)
            #expect(try await remembered(line) == ["ada": ActivityStore.long, "ben": 7])
            _ = try await line.append(touchpoints(5_000..<5_010, of: "ada") + touchpoints(-20..<0, of: "ada"), from: shop)
            for _ in 0..<2 { #expect(try await remembered(line) == ["ada": ActivityStore.long + 30, "ben": 7]) }
            let ada = try #require(try await CustomerStore(line: line).list(.init(search: "ada")).rows.first)
            #expect(ada.activity.first == noon().adding(.minutes(-10_020)) && ada.activity.last == noon().adding(.minutes(-4_991)))
            let chats = ada.activity.entries.filter { $0.kind.key == "chat_message" && $0.channel.key == "web" }
            let numbers = Array(-20..<ActivityStore.long) + Array(5_000..<5_010)
            #expect(chats.map(\.count) == [numbers.count { ($0 + 30) % 3 == 2 && $0 % 5 != 0 }])
            #expect(try await remembered(line) == plainly(line))
            _ = try await ErasureStore(line: line, recording: { _, _ in }).erase(ada.person.id, by: nil)
            #expect(try await remembered(line) == ["ben": 7])
        }
    }

    @Test(arguments: engines) func `is last when its time had come, not when a clock was ahead`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let ada = [Identifier(.userID, "ada")].compactMap(\.self)
            let days: [Int64] = [-3, -2, 900]
            let touchpoints = days.map {
                NewTouchpoint("survey_nps", channel: "web", by: ada, at: noon().adding(.days($0)), score: Score(9, on: .nps))
            }
            _ = try await line.append(Array(touchpoints.suffix(1)), from: shop)
            #expect(try await CustomerStore(line: line).list(.init(search: "ada")).rows.first?.activity.last == nil)
            _ = try await line.append(Array(touchpoints.prefix(2)), from: shop)
            let row = try #require(try await CustomerStore(line: line).list(.init(search: "ada")).rows.first)
            #expect(row.activity.count == 3 && row.activity.last == noon().adding(.days(-2)))
            let standing = try await CustomerStore(line: line).standing(of: row.person.id).standing
            #expect(standing.scores[.nps]?.occurredAt == noon().adding(.days(-2)))
        }
    }
}
