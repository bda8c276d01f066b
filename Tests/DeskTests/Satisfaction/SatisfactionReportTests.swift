import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `The report of satisfaction` {
    private let t = Texts(.en, now: noon())

    private func page(_ report: ServiceReport, _ query: String = "") -> String {
        let query = Query(query)
        return ServiceReportPage(t: t, report: report, query: query, narrowing: SurveyFilter(query).map { .satisfaction($0) }).html.text
    }

    @Test(arguments: engines) func `tells what each number is made of, and opens its conversations`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            try await asking.set { $0.restDays = 0 }
            let (ada, bob) = (asking.office.ada, asking.office.bob)
            for (place, score) in [5, 4, 2].enumerated() {
                let number = try await asking.resolved("m-\(place)", by: place == 2 ? bob : ada)
                let survey = try await asking.rate(number, score)
                try await asking.answers.explain(survey.id, ["speed"] + (score > 3 ? ["kindness"] : []), "", at: asking.clock.now())
            }
            // Asked, and silent.
            try await asking.answers.handOver(in: try await asking.resolved("m-3", by: bob), at: asking.clock.now())
            // To be asked, and not yet.
            _ = try await asking.resolved("m-4", by: bob)

            let report = try await asking.report()
            let figures = SatisfactionFigures(report.questions)
            #expect(figures.answers.topTwo == Proportion(2, of: 3) && figures.responses == Proportion(3, of: 4))
            #expect(report.satisfactionByAgent.map(\.name) == ["Ada", "Bob"])
            #expect(report.satisfactionByAgent.map(\.figures.responses) == [Proportion(2, of: 2), Proportion(1, of: 2)])
            let reasons = ReasonCount.all(of: report.questions, report.satisfactionSettings)
            #expect(reasons.map(\.reason.key) == ["speed", "kindness"] && reasons.map(\.high) == [2, 2] && reasons.map(\.low) == [1, 0])
            #expect(report.rows(SurveyFilter(part: .asked)).count == 4 && report.rows(SurveyFilter(part: .high, agent: ada.id)).count == 2)
            #expect(report.rows(SurveyFilter(part: .low, reason: "speed")).count == 1 && report.rows(SurveyFilter(part: .low, agent: ada.id)).isEmpty)

            let html = page(report)
            #expect(html.contains("n 3 · mean 3.7: too few to tell much") && html.contains("3 of 4 who were asked"))
            #expect(html.contains("csat=low&amp;resolver=\(bob.id)#conversations"))
            #expect(page(report, "csat=low&resolver=\(bob.id)").contains("One conversation: answered 1 to 3 · resolved by Bob."))

            let sheet = ServiceReportCSV(report: report, narrowing: .satisfaction(SurveyFilter(part: .low))).text.split(separator: "\r\n")
            #expect(sheet.count == 2 && sheet[0].contains("csat_score,csat_resolved_by,csat_asked_at,csat_answered_at,csat_reasons"))
            #expect(sheet[1].contains(",2,Bob,2026-"))
        }
    }

    @Test func `has a mean and an interval where enough have answered`() {
        func result(_ place: Int, _ score: Int) -> SurveyResult {
            let answer = Survey.Answer(score: score, comment: "", reasons: [], firstAt: noon(), at: noon())
            return SurveyResult(
                survey: Survey(
                    id: ID(bits: UInt128(place)), conversation: 1, resolution: Int64(place), staff: nil, way: .link, channel: "chat", language: "",
                    plannedAt: noon(), askedAt: noon(), dropped: nil, answer: answer, seenAt: nil), agent: nil, isLost: false)
        }
        let figures = SatisfactionFigures((0..<40).map { result($0, $0 < 32 ? 5 : 1) })
        #expect(figures.answers.topTwo.share == 0.8 && figures.answers.mean == 4.2)
        // Wilson: (0.8 + 1.92/40 ± 1.96 √(0.16/40 + 0.96/1600)) ÷ (1 + 3.84/40)
        let interval = figures.answers.topTwo.interval
        #expect(abs((interval?.low ?? 0) - 0.6524) < 0.0005 && abs((interval?.high ?? 0) - 0.8950) < 0.0005)
    }
}
