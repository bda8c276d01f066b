import Statistics
import Testing

/// Whether two figures are the same to so many decimals.
func close(_ a: Double?, _ b: Double, _ tolerance: Double) -> Bool { a.map { abs($0 - b) <= tolerance } ?? false }

@Suite struct `The net promoter score` {
    /// An airport's survey of 2017 and of 2018.
    let then = NPS(promoters: 1_436, passives: 968, detractors: 342)
    let now = NPS(promoters: 1_268, passives: 935, detractors: 447)

    @Test func `is promoters less detractors in percent`() {
        #expect(close(then.value, 39.8398, 5e-5))
        #expect(close(now.value, 30.9811, 5e-5))
        #expect(NPS(promoters: 3).value == 100)
        #expect(NPS(detractors: 3).value == -100)
    }

    @Test func `tells how sure it is`() {
        #expect(close(then.variance, 0.48877, 5e-6))
        #expect(close(then.standardError, 1.33414, 5e-6))
        #expect(close(then.interval?.low, 37.225, 5e-4))
        #expect(close(then.interval?.high, 42.455, 5e-4))
        #expect(close(now.variance, 0.55119, 5e-6))
        #expect(close(now.standardError, 1.44220, 5e-6))
        #expect(close(now.interval?.low, 28.154, 5e-4))
        #expect(close(now.interval?.high, 33.808, 5e-4))
    }

    @Test func `of two surveys differs by more than chance`() throws {
        let change = try #require(now.difference(from: then))
        #expect(close(change.value, -8.859, 5e-4))
        #expect(close(change.z, -4.5090, 5e-5))
        #expect(close(change.p, 0.000007, 5e-7))
        #expect(change.interval.high < 0)
    }

    @Test func `of nobody is not known`() {
        #expect(NPS().value == nil)
        #expect(NPS().interval == nil)
        #expect(NPS().estimate == .none)
        #expect(NPS().difference(from: then) == nil)
    }

    @Test func `of few is not printed`() {
        #expect(NPS(promoters: 29).estimate == .tooFew(n: 29))
        #expect(NPS(promoters: 30).estimate.value == 100)
    }

    @Test func `counts whole numbers from 0 to 10 and nothing else`() {
        #expect([0, 6, 7, 8, 9, 10].map(NPS.vote) == [-1, -1, 0, 0, 1, 1])
        #expect([-1, 11, 8.5, .nan, .infinity].map(NPS.vote) == [nil, nil, nil, nil, nil])
        var score = NPS()
        for answer in [10, 9, 8, 6.5, 0, 11] as [Double] { score.add(answer) }
        #expect(score == NPS(promoters: 2, passives: 1, detractors: 1))
    }

    @Test(arguments: [
        NPS(promoters: 1), NPS(promoters: 40), NPS(passives: 45), NPS(detractors: 4_000), NPS(promoters: 10, passives: 10, detractors: 10),
    ])
    func `always has an interval with a width, within its limits`(score: NPS) throws {
        let interval = try #require(score.interval)
        #expect(interval.low < interval.high)
        #expect(interval.low >= -100 && interval.high <= 100)
    }

    @Test func `of few adds three answers to find its interval`() throws {
        // (10.75 − 5.75) / 23 with a variance of 16.5/23 − (5/23)² over 23 answers.
        let interval = try #require(NPS(promoters: 10, passives: 5, detractors: 5).interval)
        #expect(close((interval.low + interval.high) / 2, 21.7391304, 1e-6))
        #expect(close(interval.high - interval.low, 2 * 1.959963985 * 100 * (0.6701323 / 23).squareRoot(), 1e-4))
    }

    @Test func `of two segments is that of their counts together`() {
        #expect((then + now).n == 5_396)
        #expect(close((then + now).value, 100 * Double(2_704 - 789) / 5_396, 1e-9))
    }
}

@Suite struct `The weighted net promoter score` {
    @Test func `is the plain one where everybody counts the same`() {
        var score = WeightedNPS()
        for answer in 0..<110 { score.add(Double(answer % 11), weight: 2.5) }
        #expect(score.isWeighted == false)
        #expect(close(score.value, 100 * (20.0 - 70) / 110, 1e-9))
        #expect(close(score.effectiveSize, 110, 1e-9))
        #expect(score.estimate == score.counts.estimate)
    }

    @Test func `lets some answers count more`() {
        var score = WeightedNPS()
        score.add(10, weight: 3)
        score.add(0, weight: 1)
        score.add(11, weight: 100)
        #expect(score.n == 2)
        #expect(score.value == 50)
        // n_eff = 16 / 10; residuals 3 · 0.5 and 1 · −1.5: √(2 · (2.25 + 2.25)) / 4.
        #expect(close(score.effectiveSize, 1.6, 1e-12))
        #expect(close(score.designEffect, 1.25, 1e-12))
        #expect(close(score.standardError, 75, 1e-9))
        #expect(score.estimate == .tooFew(n: 2))
    }

    @Test func `adds up from parts`() {
        var (first, second, whole) = (WeightedNPS(), WeightedNPS(), WeightedNPS())
        for answer in 0..<60 {
            let weight = 0.5 + Double(answer % 4)
            if answer < 25 { first.add(Double(answer % 11), weight: weight) } else { second.add(Double(answer % 11), weight: weight) }
            whole.add(Double(answer % 11), weight: weight)
        }
        #expect(close((first + second).value, whole.value ?? .nan, 1e-9))
        #expect(close((first + second).standardError, whole.standardError ?? .nan, 1e-9))
        #expect((first + second).counts == whole.counts)
    }

    @Test func `of two surveys is compared by its own errors`() throws {
        var (a, b) = (WeightedNPS(), WeightedNPS())
        for answer in 0..<220 {
            a.add(Double(answer % 11), weight: answer.isMultiple(of: 2) ? 1 : 3)
            b.add(Double(min(10, answer % 11 + 2)), weight: 1)
        }
        let change = try #require(b.difference(from: a))
        let (errorA, errorB) = (try #require(a.standardError), try #require(b.standardError))
        #expect(close(change.standardError, (errorA * errorA + errorB * errorB).squareRoot(), 1e-9))
        #expect(change.value > 0)
    }
}
