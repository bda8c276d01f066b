import Analytics
import Kernel
import Language
import Statistics
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

/// Whom 200 people answered twice a year ago, and three of them lately: service is bad and the experience is good.
private func journey(_ days: Filter, _ plan: JourneyPlan? = nil) async throws -> Journey {
    var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
    let (csat, nps) = (try builder.kind("survey_csat"), try builder.kind("survey_nps"))
    let mail = try builder.channel("email")
    for person in 0..<200 {
        for day in person < 3 ? [-300, -5] : [-300] as [Int64] {
            let at = noon().adding(.days(day + Int64(person % 60)))
            for (kind, score) in [(csat, ScaledScore(person % 2 == 0 ? 5 : 2, on: .csat)), (nps, ScaledScore(person % 10 == 0 ? 5 : 10, on: .nps))] {
                builder.add(
                    Touch(
                        person: Int64(person), position: Int64(person), at: at, kind: kind, channel: mail, stage: builder.stage("opinion"),
                        score: score))
            }
        }
    }
    let (log, catalogue) = (builder.build(), Timeline.Catalogue())
    return try await Journey(log, try await Diagnosed(log, [], catalogue, .everything), catalogue, plan: plan, nil, days)
}

@Suite struct `The verdict` {
    private let lately = Filter(from: noon().adding(.days(-30)))

    @Test func `is of all days where too few answered in those shown, and says so`() async throws {
        let journey = try await journey(lately)
        #expect(journey.level.verdict == nil && journey.verdict == .serviceBadExperienceGood)
        for language in ReaderLanguage.allCases {
            let t = Texts(language, now: noon())
            let words = DiagnosisWords(t: t, journey: journey)
            #expect(words.verdict.contains(t("journey.verdict.all_days")) && words.tone == "warn")
        }
        let whole = try await self.whole()
        #expect(
            whole.verdict == .serviceBadExperienceGood && !DiagnosisWords(t: Texts(.en, now: noon()), journey: whole).verdict.contains("all days"))
    }

    private func whole() async throws -> Journey { try await journey(.everything) }

    @Test func `needs all of the interval on one side of the mark`() {
        let (question, good) = (DiagnosisQuestion(), NPS(promoters: 90, passives: 5, detractors: 5).estimate)
        // 75.4 % of 134: from 67.5 to 81.9.
        #expect(question.verdict(service: Proportion(101, of: 134).estimate, experience: good) == .unsure)
        #expect(question.verdict(service: Proportion(1_010, of: 1_340).estimate, experience: good) == .serviceBadExperienceGood)
        #expect(question.verdict(service: Proportion(130, of: 134).estimate, experience: good) == .bothGood)
        #expect(question.verdict(service: Proportion(29, of: 29).estimate, experience: good) == nil)
        // What has fallen for good is bad, however it stands.
        #expect(question.verdict(service: Proportion(101, of: 134).estimate, experience: good, serviceFell: true) == .serviceBadExperienceGood)
    }

    @Test(arguments: ReaderLanguage.allCases) func `says of whom it is beside a journey of one's own`(language: ReaderLanguage) async throws {
        let t = Texts(language, now: noon())
        let plan = JourneyPlan(name: "Order to opinion", owner: "", stages: [])
        for own in [nil, plan] {
            let journey = try await journey(.everything, own)
            let scope = JourneyScope(Query(), today: noon().day)
            let map = JourneyPage(t: t, journey: journey, scope: scope, query: Query()).html.text
            let summary = SummaryPage(
                t: t,
                summary: Summary(
                    [], journey, InsightBoard(news: [], followers: [:], taken: [], done: [], dismissed: [], ahead: [:], stakes: [:]), []),
                choice: try StakeChoice(Query()), scope: scope, query: Query()
            ).html.text
            #expect(map.contains(t("journey.whole", ["name": plan.name])) == (own != nil))
            #expect(summary.contains(t("journey.summary.whole", ["name": plan.name])) == (own != nil))
            #expect(!map.contains(">journey.") && !summary.contains(">journey."))
        }
    }
}
