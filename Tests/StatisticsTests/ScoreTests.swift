import Statistics
import Testing

@Suite struct `The satisfaction score` {
    @Test func `is the share of fours and fives with Wilson's interval`() {
        let then = Proportion(2_206, of: 2_688)
        #expect(close(then.share, 0.8207, 5e-5))
        #expect(close(then.interval?.low, 0.805728, 5e-7))
        #expect(close(then.interval?.high, 0.834726, 5e-7))
        let now = Proportion(2_059, of: 2_625)
        #expect(close(now.interval?.low, 0.768239, 5e-7))
        #expect(close(now.interval?.high, 0.799692, 5e-7))
    }

    @Test func `tells top two, mean and standard deviation`() {
        var score = Satisfaction()
        for answer in [1, 3, 4, 5, 5, 6, 0] as [Double] { score.add(answer) }
        #expect(score.topTwo == Proportion(3, of: 5))
        #expect(close(score.share.value, 0.6, 1e-12))
        #expect(close(score.mean, 3.6, 1e-12))
        #expect(close(score.standardDeviation, 2.8.squareRoot(), 1e-12))
        #expect(score.isWeighted == false)
    }

    @Test func `has the plain interval when weights are equal, a wider one when they are not`() throws {
        var (plain, equal, weighted) = (Satisfaction(), Satisfaction(), Satisfaction())
        for place in 0..<100 {
            let answer = place.isMultiple(of: 4) ? 2.0 : 5
            plain.add(answer)
            equal.add(answer, weight: 3)
            weighted.add(answer, weight: place.isMultiple(of: 3) ? 1 : 4)
        }
        let wilson = try #require(plain.topTwo.interval)
        #expect(close(equal.share.interval?.low, wilson.low, 1e-12))
        let wider = try #require(weighted.share.interval)
        #expect(wider.high - wider.low > wilson.high - wilson.low)
        #expect(weighted.isWeighted)
    }

    @Test func `of nobody is not known`() {
        #expect(Satisfaction().mean == nil)
        #expect(Satisfaction().share.estimate == .none)
        #expect(Satisfaction().topTwo.share == nil)
        #expect(Proportion(0, of: 0).estimate == .none)
    }

    @Test func `adds up from parts`() {
        var (a, b) = (Satisfaction(), Satisfaction())
        a.add(5)
        b.add(1)
        b.add(4)
        #expect((a + b).topTwo == Proportion(2, of: 3))
    }
}

@Suite struct `A proportion` {
    @Test func `of none and of all still has an interval`() throws {
        let none = try #require(Proportion(0, of: 40).interval)
        let all = try #require(Proportion(40, of: 40).interval)
        #expect(none.low == 0 && none.high > 0.05)
        #expect(all.high == 1 && all.low < 0.95)
    }

    @Test func `of fewer than thirty is not printed`() {
        #expect(Proportion(29, of: 29).estimate == .tooFew(n: 29))
        #expect(Proportion(30, of: 30).estimate.value == 1)
    }
}

@Suite struct `The effort score` {
    @Test func `is the mean of 1 to 7 and the share of 5 to 7`() {
        var score = Effort()
        for answer in [1, 4, 5, 7, 7, 8] as [Double] { score.add(answer) }
        #expect(score.n == 5)
        #expect(close(score.mean, 4.8, 1e-12))
        #expect(close(score.easyShare.value, 0.6, 1e-12))
        #expect(score.estimate == .tooFew(n: 5))
    }

    @Test func `has an interval within its scale`() throws {
        var score = Effort()
        for place in 0..<40 { score.add(place == 0 ? 1 : 7) }
        let interval = try #require(score.interval)
        #expect(interval.high == 7 && interval.low < 6.85)
        #expect(score.estimate.value == score.mean)
    }
}

@Suite struct `The difference of two weighted shares` {
    private func satisfaction(_ content: Int, _ others: Int, weight: Double) -> Satisfaction {
        var satisfaction = Satisfaction()
        satisfaction.add(5, weight: weight, times: content)
        satisfaction.add(2, weight: 1, times: others)
        return satisfaction
    }

    @Test func `is that of the shares, as sure as what the answers are worth`() throws {
        let (now, before) = (satisfaction(300, 100, weight: 2), satisfaction(300, 100, weight: 1))
        let difference = try #require(now.share.difference(from: before.share))
        let heavy: Double = 600.0 / 700
        #expect(abs(difference.value - (heavy - 0.75)) < 1e-12)
        // √(n/(n−1)·Σ(wᵢ(xᵢ−s))²)/Σw for each.
        let squares: Double = 300 * (2.0 / 7) * (2.0 / 7) + 100 * (6.0 / 7) * (6.0 / 7)
        let first: Double = (400.0 / 399 * squares).squareRoot() / 700
        let plain: Double = 300 * 0.0625 + 100 * 0.5625
        let second: Double = (400.0 / 399 * plain).squareRoot() / 400
        #expect(abs(difference.standardError - (first * first + second * second).squareRoot()) < 1e-12)
    }

    @Test func `is none of nobody`() {
        #expect(Satisfaction().share.difference(from: satisfaction(3, 1, weight: 1).share) == nil)
    }
}
