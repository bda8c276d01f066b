import Analytics
import Foundation
import Kernel
import Reporting
import Testing
import Web

@Suite struct `A report` {
    @Test func `is the same in whatever order touchpoints came`() async throws {
        let (one, other) = (try await report(try shop()), try await report(try shop(shuffled: true)))
        #expect(one.json == other.json)
        #expect(one.terminal() == other.terminal())
        #expect(one.page == other.page)
    }

    @Test func `asks for scores only where somebody answered`() async throws {
        #expect(try await report(try shop()).scores.map(\.scale) == [.nps, .csat])
    }

    @Test func `lists no ways where each person went another one`() async throws {
        let alone = try await report(try shop(people: 1))
        #expect(alone.terminal().contains("No two people went the same way."))
        #expect(alone.page.text.contains("no two people went the same way"))
        #expect(!(try await report(try shop())).terminal().contains("No two people"))
    }

    @Test func `is known until its last touchpoint unless told otherwise`() async throws {
        let report = try await report(try shop())
        #expect(report.now == report.overview.last)
    }
}

@Suite struct `The report as JSON` {
    private func object(_ report: Report) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    }

    @Test func `is JSON with numbers as numbers`() async throws {
        let object = try object(try await report(try shop()))
        #expect(object["people"] as? Int == 120)
        let scores = try #require(object["scores"] as? [[String: Any]])
        let nps = try #require(scores.first?["overall"] as? [String: Any])
        #expect(nps["n"] as? Int == 53)
        #expect(nps["status"] as? String == "known")
        #expect(nps["value"] is Double)
    }

    @Test func `says null where nothing is known`() async throws {
        let few = try object(try await report(try shop(people: 10)))
        let scores = try #require(few["scores"] as? [[String: Any]])
        let nps = try #require(scores.first?["overall"] as? [String: Any])
        #expect(nps["value"] is NSNull && nps["low"] is NSNull)
        #expect(nps["status"] as? String == "too_few")
        let none = try object(try await Report(log: nobody.build(), options: ReportOptions(title: "Nobody")))
        #expect(none["first"] is NSNull && none["funnel"] is NSNull && none["knownUntil"] is NSNull)
        #expect((none["scores"] as? [Any])?.isEmpty == true)
    }

    @Test func `tells what changed, from which day to which`() async throws {
        let report = try await report(try faultyShop())
        let episodes = try #require(try object(report)["episodes"] as? [[[String: Any]]])
        let fault = try #require(episodes.first?.first)
        #expect(episodes.count == 1 && fault["kind"] as? String == "payment_failed")
        #expect(fault["from"] as? String == "2024-03-11" && fault["until"] as? String == "2024-03-25")
        #expect((fault["during"] as? [String: Any])?["count"] as? Int == 168 && (fault["during"] as? [String: Any])?["total"] as? Int == 420)
        let row = report.terminal().split(separator: "\n").first { $0.contains("Payment failed  all") }
        #expect(row?.split(separator: " ").suffix(7) == ["2024-03-11", "2024-03-24", "0.0", "%", "40.0", "%", "420"])
        #expect(report.page.text.contains("<strong>Payment failed</strong>") && report.page.text.contains("2024-03-24"))
    }

    @Test func `keeps whatever a name holds`() async throws {
        let name = "\"quoted\" \\ back\u{1}\n客户"
        let object = try object(try await report(try shop(people: 1, kind: { _ in name }), title: name))
        #expect(object["title"] as? String == name)
        let kinds = try #require(object["kinds"] as? [[String: Any]])
        #expect(kinds.first?["key"] as? String == name)
    }

    @Test func `has its keys in order`() async throws {
        let lines = try await report(try shop()).json.split(separator: "\n")
        let keys = lines.filter { $0.hasPrefix("  \"") }.compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(keys == keys.sorted())
        #expect(keys.count == 22)
    }
}

@Suite struct `The report on a terminal` {
    @Test func `is at most a hundred columns wide`() async throws {
        let long = String(repeating: "a very long name of a touchpoint ", count: 6)
        for log in [try shop(), try shop(weighted: true), try shop(kind: { long + $0 }), try faultyShop(kind: { long + $0 })] {
            let lines = try await report(log, title: long).terminal().split(separator: "\n")
            #expect(lines.allSatisfy { $0.unicodeScalars.count <= 100 })
        }
    }

    @Test func `has colour when asked only`() async throws {
        let report = try await report(try shop())
        #expect(!report.terminal().contains("\u{1B}"))
        #expect(report.terminal(coloured: true).contains("\u{1B}[1m"))
        #expect(report.terminal(coloured: true).replacing(/\u{1B}\[[0-9;]*m/, with: "") == report.terminal())
    }

    @Test func `lets no name steer it`() async throws {
        let text = try await report(try shop(kind: { "\u{1B}]0;\u{7}" + $0 }), title: "\u{1B}[2J").terminal()
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    @Test func `tells the weighted figure, and what it is worth, beside the plain one`() async throws {
        let text = try await report(try shop(weighted: true)).terminal()
        #expect(text.contains("n 53, weighted, worth 47 (design effect"))
        #expect(text.contains("unweighted"))
    }

    @Test func `says that few are too few`() async throws {
        #expect(try await report(try shop(people: 10)).terminal().contains("too few"))
    }

    @Test func `of nothing says what to do`() async throws {
        #expect(try await Report(log: nobody.build(), options: ReportOptions(title: "Nobody")).terminal().contains("Nothing has happened yet"))
        let days = ReportOptions(title: "Nobody", filter: Filter(from: Instant(seconds: 1_800_000_000)))
        #expect(try await Report(log: nobody.build(), options: days).terminal().contains("Nothing happened there. Ask for other days"))
    }
}
