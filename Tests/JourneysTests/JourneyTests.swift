import Analytics
import Columnar
import Kernel
import Language
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let day = 86_400
/// All time, everybody.
private let everything = JourneyScope(Query(), today: noon().day)

/// A shop whose parcels come late to one region from the ninth month on; service answers well all the time.
private func shop(_ region: String, _ line: Line) async throws {
    var random = SeededGenerator(seed: 5)
    let source = try await line.source("shop", name: "Shop", medium: .file)
    var touchpoints: [NewTouchpoint] = []
    for customer in 0..<1_200 {
        let (month, isThere) = (customer % 12, customer % 24 >= 12)
        let by = [Identifier(.userID, "c\(customer)")].compactMap(\.self)
        let first = noon().adding(.days(Int64(-30 * (12 - month))))
        func add(_ kind: String, _ after: Int64, _ score: Score? = nil, traits: [String: String] = [:]) {
            touchpoints.append(
                NewTouchpoint(
                    kind, channel: "web", by: by, at: first.adding(.days(after)), score: score, key: SourceKey("\(customer) \(kind)"), traits: traits)
            )
        }
        let isLate = isThere && month >= 8 && Int.random(in: 0..<10, using: &random) < 7
        add("page_view", 0, traits: ["region": isThere ? region : "North"])
        add("order_placed", 1)
        if isLate { add("delivery_delayed", 3) }
        add("delivery", 4)
        if isLate || Int.random(in: 0..<10, using: &random) < 2 { add("ticket_opened", 5) }
        add("survey_csat", 6, Score(Double(Int.random(in: 0..<10, using: &random) < 9 ? 5 : 3), on: .csat))
        add("survey_nps", 8, Score(Double(isLate ? Int.random(in: 2...7, using: &random) : Int.random(in: 8...10, using: &random)), on: .nps))
    }
    _ = try await line.append(touchpoints, from: source)
}

func withShop(_ region: String = "South", engine: Engine = .sqlite, _ body: @escaping @Sendable (Line, JourneyStore) async throws -> Void)
    async throws
{
    try await withMigratedDatabase(engine) { database in
        try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
        let line = try await Line.open(database)
        try await shop(region, line)
        let engine = LineEngine(source: LineFeedStore(line: line))
        try await body(line, JourneyStore(line: line, quick: .seconds(3_600)) { try await engine.line() })
    }
}

@Suite struct `The page of the journey` {
    @Test(arguments: engines) func `says what is wrong, where, since when, and whose it is`(engine: Engine) async throws {
        try await withShop(engine: engine) { line, store in
            let journey = try await store.journey(everything, at: noon()).answer
            let words = DiagnosisWords(t: Texts(.en, now: noon()), journey: journey)
            #expect(words.verdict.hasPrefix("Service is good, the experience is not"))
            let change = try #require(journey.diagnosis.change)
            #expect(change.group?.value == "South" && change.isFall)
            #expect(journey.diagnosis.causes.map(\.kind) == ["delivery_delayed"])
            #expect(words.sentences[0].contains("South") && words.sentences.contains { $0.contains("Delivery delayed (Logistics)") })
            #expect(journey.stages.map(\.stage.key) == ["search", "decision", "after_purchase", "opinion"])
        }
    }

    @Test func `leads to the people behind a figure, and gives the same rows as a file`() async throws {
        try await withShop { line, store in
            let journey = try await store.journey(everything, at: noon()).answer
            let page = JourneyPage(t: Texts(.en, now: noon()), journey: journey, scope: everything, query: Query()).html.text
            #expect(page.contains("/segments/draft?match=all&amp;name=Delivery") && page.contains("delivery_delayed"))
            let rows = CausesCSV(journey: journey).text.split(separator: "\r\n")
            #expect(rows.count == 1 + journey.diagnosis.causes.count && rows[1].hasPrefix("delivery_delayed,logistics,direct,"))
        }
    }

    @Test(arguments: ["<script>alert(1)</script>", "\"\u{301} onload=x", "{count}"]) func `cannot be broken out of`(region: String) async throws {
        try await withShop(region) { line, store in
            let journey = try await store.journey(everything, at: noon()).answer
            for language in ReaderLanguage.allCases {
                let page = JourneyPage(t: Texts(language, now: noon()), journey: journey, scope: everything, query: Query()).html.text
                #expect(!page.contains("<script>alert") && !page.contains("\"\u{301} onload"))
                #expect(page.contains(journey.people == 1_200 ? "1" : "–"))
            }
        }
    }

    @Test func `is read anew when something has happened, and not before`() async throws {
        try await withShop { line, store in
            #expect(try await store.journey(everything, at: noon()).answer.people == 1_200)
            let source = try await line.source("shop", name: "Shop", medium: .file)
            let by = [Identifier(.userID, "newcomer")].compactMap(\.self)
            _ = try await line.append([NewTouchpoint("page_view", channel: "web", by: by, at: noon())], from: source)
            #expect(try await store.journey(everything, at: noon()).answer.people == 1_201)
        }
    }

    @Test func `teaches what it is for while nothing has happened`() async throws {
        try await withMigratedDatabase(.sqlite) { database in
            let line = try await Line.open(database)
            let engine = LineEngine(source: LineFeedStore(line: line))
            let store = JourneyStore(line: line, quick: .seconds(3_600)) { try await engine.line() }
            let journey = try await store.journey(everything, at: noon()).answer
            let page = JourneyPage(t: Texts(.en, now: noon()), journey: journey, scope: everything, query: Query()).html.text
            #expect(page.contains("No journey yet"))
        }
    }
}
