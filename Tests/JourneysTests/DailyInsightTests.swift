import Analytics
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let monday = Day(year: 2026, month: 1, day: 5) ?? Day(number: 0)

/// Forty people a day look around. From the hundredth day on three in ten of them get a late parcel, from the hundred-and-fiftieth one in twenty.
private func lateParcels() throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
    let (page, late, web) = (try builder.kind("page_view"), try builder.kind("delivery_delayed"), try builder.channel("web"))
    var (random, position) = (SeededGenerator(seed: 4), Int64(0))
    for day in 0..<200 {
        for _ in 0..<40 {
            let person = Int64.random(in: 0..<3_000, using: &random)
            func add(_ kind: Code<JourneyLog.Kind>) {
                position += 1
                builder.add(Touch(person: person, position: position, at: monday.adding(days: day).start, kind: kind, channel: web))
            }
            add(page)
            if day >= 100, Int.random(in: 0..<100, using: &random) < (day < 150 ? 30 : 5) { add(late) }
        }
    }
    return builder.build()
}

@Suite struct `Insights dated to the day` {
    @Test(arguments: engines) func `are taken up like the others, and their effect is measured`(engine: Engine) async throws {
        let (log, acted) = (try lateParcels(), monday.adding(days: 150))
        let found = try await log.episodes(Filter(until: acted.start), now: acted.start)
        let incident = try #require(found.flatMap(\.incidents).first { $0.kind == "delivery_delayed" })
        let finding = Finding(incident)
        #expect(abs(finding.day.map { $0 - Int(monday.number) - 100 } ?? 99) <= 2 && finding.end == nil && finding.after > 0.2)
        #expect(finding.isSame(as: Finding(incident)) && finding.token != finding.key)

        try await withMigratedDatabase(engine) { database in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            let catalogue = try await Line.open(database).catalogue
            let insights = InsightStore(database: database) { _, _ in }
            let staff = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .manager)
            func section(_ known: [Insight], _ language: ReaderLanguage = .en) -> String {
                EpisodeSection(
                    t: Texts(language, now: acted.start), episodes: found, catalogue: catalogue, insights: known,
                    form: InsightFormMaker(t: Texts(language, now: acted.start), seal: "seal")
                ).html.text
            }
            let token = "value=\"\(finding.token)\""
            #expect(section([]).contains(token) && section([]).contains("Logistics"), "it has an owner, and can be taken up")

            try await insights.put(finding, .done, action: "Another carrier", actedOn: acted, by: staff)
            let known = try await insights.all()
            #expect(known.count == 1 && known[0].finding == finding && !section(known).contains(token) && section(known).contains(">Done<"))
            let board = try await InsightBoard([], known, try StakeChoice(Query()), log, [], catalogue, at: noon())
            let effect = try #require(board.done.first?.effect?.difference)
            #expect(effect.interval.high < -0.15 && effect.interval.contains(-0.25))
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: acted.start)
                let page = InsightPage(
                    t: t, seal: "seal", board: board, choice: try StakeChoice(Query()), episodes: found, catalogue: catalogue, mayAct: true,
                    query: Query()
                ).html.text
                #expect(page.contains("Another carrier") && page.contains(t.date(known[0].updatedAt)) && !page.contains(">journey."))
                #expect(page.contains(t.date(incident.from)), "since which day stands in the sentence, in \(language)")
            }
        }
    }
}
