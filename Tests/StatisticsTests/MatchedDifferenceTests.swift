import Statistics
import Testing

private func stratum(_ hit: [Double], _ spared: [Double]) -> MatchedDifference.Stratum {
    var stratum = MatchedDifference.Stratum()
    (stratum.hit, stratum.spared) = (hit, spared)
    return stratum
}

@Suite struct `A difference between people who are alike` {
    @Test func `weighs each stratum as much as people in it were hit`() throws {
        let found = MatchedDifference([stratum([10, 20, 30], [50, 70]), stratum([4], [5, 5, 5, 9]), stratum([1], []), stratum([], [1])])
        #expect(found.hit == 4 && found.spared == 6)
        #expect(found.meanOfHit == 0.75 * 20 + 0.25 * 4 && found.meanOfSpared == 0.75 * 60 + 0.25 * 6)
        #expect(found.difference == 0.75 * 40 + 0.25 * 2)
        #expect(found.estimate == .tooFew(n: 4))
    }

    @Test func `of nobody is none`() {
        let none = MatchedDifference([stratum([1, 2], []), stratum([], [3])])
        #expect(none.difference == nil && none.interval == nil && none.estimate == .none)
    }

    /// Half of them bring 0, half 2, so that the error of each side is known: √(1 / n).
    @Test(arguments: [100, 1_000, 1_002, 4_000]) func `has the interval that theory has, whether few are drawn or many`(n: Int) throws {
        let values = (0..<n).map { Double($0 % 2 * 2) }
        let found = MatchedDifference([stratum(values, values)])
        let (interval, half) = (try #require(found.interval), 1.96 * (2 / Double(n)).squareRoot())
        #expect(abs(interval.high - half) < 0.15 * half && abs(interval.low + half) < 0.15 * half)
        #expect(MatchedDifference([stratum(values, values)]) == found)
        #expect(MatchedDifference([stratum(values, values)], seed: 2).interval != interval)
    }
}
