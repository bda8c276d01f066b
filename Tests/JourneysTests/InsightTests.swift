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

private func staff() -> Viewer { Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .manager) }

@Suite struct `Insights` {
    @Test(arguments: engines) func `name what changed, for whom, since when, and whose it is; and let somebody take it up`(engine: Engine)
        async throws
    {
        try await withShop(engine: engine) { line, store in
            let found = try await store.findings(at: noon()).answer
            let fall = try #require(found.first { $0.what == .experience })
            #expect(fall.value == "South" && fall.isWorse && fall.kind == "delivery_delayed" && fall.high < 0)
            let delays = try #require(found.first { $0.what == .touchpoint && $0.kind == "delivery_delayed" })
            #expect(delays.value == "South" && delays.isWorse && delays.low > 0)
            #expect(!found.contains { $0.what == .service }, "service is as it was")

            let insights = InsightStore(database: line.database) { _, _ in }
            try await insights.put(fall, .taken, action: "Call the carrier", actedOn: nil, by: staff())
            var board = try await store.board(try await insights.all(), try StakeChoice(Query()), at: noon()).answer
            #expect(!board.news.contains { $0.isSame(as: fall) } && board.taken.map(\.action) == ["Call the carrier"])

            let day = Month(number: fall.month + 2).firstDay
            try await insights.put(fall, .done, action: "Another carrier", actedOn: day, by: staff())
            board = try await store.board(try await insights.all(), try StakeChoice(Query()), at: noon()).answer
            #expect(board.taken.isEmpty && board.done.count == 1)
            let effect = try #require(board.done.first?.effect)
            #expect(effect.acted.before.n > 0 && effect.acted.after.n > 0 && effect.heldOut == nil)
            // The same mood before that day and after it: no effect beyond chance.
            if let difference = effect.difference { #expect(difference.interval.low < 0 && difference.interval.high > 0) }
        }
    }

    @Test func `say nothing of mere noise`() async throws {
        var random = SeededGenerator(seed: 11)
        let catalogue = try await withMigratedDatabase(.sqlite) { database in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            return try await Line.open(database).catalogue
        }
        var alarms = 0
        for _ in 0..<20 {
            var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
            let (survey, visit, hurt) = (try builder.kind("survey_nps"), try builder.kind("delivery"), try builder.kind("delivery_delayed"))
            let mail = try builder.channel("email")
            for number in 0..<4_000 {
                let person = Int64(number % 900)
                let at = Instant(seconds: Int64.random(in: 0..<(24 * 30), using: &random) * 86_400)
                let kind = [survey, visit, visit, hurt].randomElement(using: &random) ?? visit
                let score = kind == survey ? ScaledScore(Double(Int.random(in: 4...10, using: &random)), on: .nps) : nil
                builder.add(
                    Touch(
                        person: person, position: Int64(number), at: at, kind: kind, channel: mail,
                        stage: builder.stage(kind == survey ? "opinion" : "after_purchase"), score: score))
            }
            let groups = (0..<5).map { group in PeopleGroup("region", "\(group)", Set((0..<900).filter { $0 % 5 == group })) }
            alarms += try await FindingSearch(line: builder.build(), groups: groups, catalogue: catalogue).findings().count
        }
        // Twenty installations of a dozen series and more over two years each.
        #expect(alarms <= 1, "\(alarms) false alarms")
    }
}

@Suite struct `The scope of the journey` {
    @Test(arguments: [
        ("", true, nil as String?, nil as JourneyScope.Comparison?), ("period=30d", false, nil, nil), ("period=all&compare=before", true, nil, nil),
        ("period=90d&compare=before&segment=x", false, "x", .before), ("segment=&compare=y", true, nil, .segment("y")),
        ("from=2025-12-01", false, nil, nil), ("to=2020-01-01", false, nil, nil), ("period=nonsense", true, nil, nil),
        ("from=99999-99-99&to=x", true, nil, nil), ("from=2030-01-01&to=1900-01-01", false, nil, nil),
    ])
    func `stands in the address`(query: String, isAll: Bool, segment: String?, comparison: JourneyScope.Comparison?) {
        let scope = JourneyScope(Query(query), today: noon().day)
        #expect((scope.period.choice == .all) == isAll && scope.segment == segment && scope.comparison == comparison)
        #expect((scope.filter(nil) == .everything) == isAll)
    }

    @Test func `leaves the answers of the chosen days, and sets others beside them`() async throws {
        try await withShop { _, store in
            let all = try await store.journey(JourneyScope(Query(), today: noon().day), at: noon()).answer
            let query = Query("from=2025-07-01&to=2025-12-31&compare=before")
            let part = try await store.journey(JourneyScope(query, today: noon().day), at: noon()).answer
            #expect(part.people < all.people && part.compared.count <= part.stages.count)
            let page = JourneyPage(t: Texts(.en, now: noon()), journey: all, scope: JourneyScope(query, today: noon().day), query: query).html.text
            #expect(page.contains("/journey/map.csv?from=2025-07-01&amp;to=2025-12-31"))
            #expect(MapCSV(journey: all).text.split(separator: "\r\n").count == 1 + all.stages.count)
            #expect(!MapCSV(journey: all).text.contains("compared_"))
            let half = JourneyScope(Query("from=\(noon().day.adding(days: -180))&compare=before"), today: noon().day)
            let journey = try await store.journey(half, at: noon()).answer
            let rows = MapCSV(journey: journey).text.split(separator: "\r\n")
            let stage = try #require(journey.compared.first { $0.stage == journey.stages[0].stage })
            #expect(rows[0].hasSuffix(",compared_content_n,compared_nps,compared_nps_n"))
            #expect(rows[1].contains(",\(stage.reach.count),\(CSV.figure(stage.reach.share)),"))
            let map = JourneyMap(t: Texts(.en, now: noon()), journey: journey, query: Query()).html.text
            #expect(map.contains("Compared with: \(Texts(.en, now: noon()).percent(stage.reach.share ?? 0)), n "))
        }
    }
}
