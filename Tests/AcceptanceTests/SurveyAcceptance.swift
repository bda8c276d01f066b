import Analytics
import Statistics
import Testing

private let survey2017 = "sfo_survey/2017_SFO_Customer_Survey.csv"
private let survey2018 = "sfo_survey/2018_SFO_Customer_Survey.csv"

private func recommendation(_ log: JourneyLog) throws -> WeightedNPS {
    guard case .nps(let nps) = try #require(log.scores(ScoreQuestion(.nps)).first).figure else { throw Missing() }
    return nps
}

private func satisfaction(_ log: JourneyLog) throws -> Satisfaction {
    guard case .satisfaction(let satisfaction) = try #require(log.scores(ScoreQuestion(.csat)).first).figure else { throw Missing() }
    return satisfaction
}

private struct Missing: Error {}

private func isClose(_ a: Double?, _ b: Double, within tolerance: Double) -> Bool { a.map { abs($0 - b) <= tolerance } ?? false }

@Suite struct `Real surveys, taken in by file` {
    @Test(.enabled(if: isThere(survey2017), skipped(survey2017))) func `give the recommendation and satisfaction of 2017, weighted and not`()
        async throws
    {
        let log = try await lineOf(survey2017, survey: "examples/maps/sfo-2017.yaml")
        let nps = try recommendation(log)
        #expect((nps.n, nps.counts.promoters, nps.counts.passives, nps.counts.detractors) == (2_746, 1_436, 968, 342))
        #expect(isClose(nps.counts.value, 39.8398, within: 1e-4) && isClose(nps.counts.standardError, 1.33414, within: 1e-5))
        #expect(isClose(nps.value, 40.3984, within: 1e-4) && isClose(nps.standardError, 1.4457, within: 1e-4))
        #expect(isClose(nps.effectiveSize, 2_266.5, within: 0.05) && isClose(nps.designEffect, 1.212, within: 1e-3))
        let csat = try satisfaction(log)
        #expect((csat.topTwo.count, csat.n) == (2_206, 2_688))
        #expect(isClose(csat.topTwo.interval?.low, 0.805728, within: 1e-6) && isClose(csat.topTwo.interval?.high, 0.834726, within: 1e-6))
    }

    @Test(.enabled(if: isThere(survey2018), skipped(survey2018))) func `give the fall from 2017 to 2018, weighted and not`() async throws {
        let before = try recommendation(await lineOf(survey2017, survey: "examples/maps/sfo-2017.yaml"))
        let after = try recommendation(await lineOf(survey2018, survey: "examples/maps/sfo-2018.yaml"))
        let plain = try #require(after.counts.difference(from: before.counts))
        #expect(isClose(plain.value, -8.859, within: 1e-3) && isClose(plain.z, -4.5090, within: 1e-4) && isClose(plain.p, 0.000007, within: 1e-6))
        let weighted = try #require(after.difference(from: before))
        #expect(
            isClose(weighted.value, -5.285, within: 1e-3) && isClose(weighted.z, -2.4694, within: 1e-4) && isClose(weighted.p, 0.01353, within: 1e-5))
    }

    @Test(.enabled(if: isThere(survey2018), skipped(survey2018)))
    func `are diagnosed: the passengers of 2018 recommend less, the contact is as good`()
        async throws
    {
        let surveys = [(survey2017, "examples/maps/sfo-2017.yaml"), (survey2018, "examples/maps/sfo-2018.yaml")]
        let diagnosis = try await lineOf(surveys: surveys).diagnosis(DiagnosisQuestion())
        let change = try #require(diagnosis.change)
        #expect(change.group == nil && "\(change.month)" == "2018-05" && change.isFall)
        #expect(isClose(change.experience.difference?.value, -5.285, within: 1e-3) && isClose(change.experience.difference?.p, 0.01353, within: 1e-5))
        #expect(change.experience.before?.n == 2_746 && diagnosis.verdict == .serviceGoodExperienceBad)
    }
}
