import Analytics
import Kernel
import Statistics
import Testing

@Suite struct `People who are asked once a year` {
    /// 300 answers in May of each year, by share of promoters; the rest are detractors.
    private func answers(_ promoters: [Int]) throws -> JourneyLog {
        try log(
            promoters.enumerated().flatMap { year, count in
                (0..<300).map { number in
                    let at = (Day(year: 2020 + year, month: 5, day: 3 + number % 20) ?? Day(number: 0)).start
                    let place = Int64(year * 300 + number)
                    return Told(person: place, position: place, at: at, kind: "survey", score: ScaledScore(number < count ? 10 : 5, on: .nps))
                }
            })
    }

    @Test func `are diagnosed by the last round against the one before`() throws {
        let change = try #require(try answers([140, 210, 165]).diagnosis(DiagnosisQuestion()).change)
        #expect("\(change.month)" == "2022-05" && change.isFall)
        #expect(change.experience.now.n == 300 && change.experience.before?.n == 300)
        #expect(abs((change.experience.before?.estimate.value ?? 0) - 40) < 1e-9)
    }

    @Test func `have not changed where chance alone may have done it`() throws {
        #expect(try answers([210, 205]).diagnosis(DiagnosisQuestion()).change == nil)
        #expect(try answers([210]).diagnosis(DiagnosisQuestion()).change == nil)
    }
}
