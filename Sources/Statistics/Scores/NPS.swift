/// Net promoter score: the share of promoters (9, 10) less the share of detractors (0…6), −100…100.
///
/// Segments are pooled by adding their counts, never by averaging their scores.
package struct NPS: Hashable, Sendable {
    package var promoters: Int
    package var passives: Int
    package var detractors: Int

    package init(promoters: Int = 0, passives: Int = 0, detractors: Int = 0) {
        self.promoters = promoters
        self.passives = passives
        self.detractors = detractors
    }

    package static func + (a: Self, b: Self) -> Self {
        NPS(promoters: a.promoters + b.promoters, passives: a.passives + b.passives, detractors: a.detractors + b.detractors)
    }

    package static func - (a: Self, b: Self) -> Self {
        NPS(promoters: a.promoters - b.promoters, passives: a.passives - b.passives, detractors: a.detractors - b.detractors)
    }
}

extension NPS {
    /// What one answer counts: 1 for a promoter, 0, −1 for a detractor; `nil` for anything but a whole number of 0…10.
    package static func vote(_ answer: Double) -> Int? {
        guard answer == answer.rounded(), (0...10).contains(answer) else { return nil }
        return answer >= 9 ? 1 : answer >= 7 ? 0 : -1
    }

    /// Counts an answer; what is no answer counts nowhere.
    package mutating func add(_ answer: Double, times: Int = 1) {
        switch Self.vote(answer) {
        case 1: promoters += times
        case 0: passives += times
        case -1: detractors += times
        default: break
        }
    }

    package var n: Int { promoters + passives + detractors }

    /// −100…100; `nil` of no answers.
    package var value: Double? { n > 0 ? 100 * Double(promoters - detractors) / Double(n) : nil }

    /// The variance of one answer, counted as 1, 0 or −1: p₊ + p₋ − (p₊ − p₋)².
    package var variance: Double? {
        guard n > 0 else { return nil }
        return Votes(promoters: Double(promoters), passives: Double(passives), detractors: Double(detractors)).variance
    }

    /// In points: 100 · √(variance / n).
    package var standardError: Double? { variance.map { 100 * ($0 / Double(n)).squareRoot() } }
}

// MARK: - Interval

extension NPS {
    /// 95 %, in points, within ±100. The plain one (value ± 1.96 standard errors) where there are answers enough on either
    /// side; else the adjusted Wald interval, which is centred a little nearer to 0 and never has a width of 0.
    package var interval: Interval? {
        guard let value, let standardError else { return nil }
        return (needsAdjusting ? adjustedInterval : Self.interval(around: value, standardError)).clamped(to: -100...100)
    }

    /// Below 50 answers, or with fewer than ten outside of the largest group, the normal curve is no picture of the error.
    var needsAdjusting: Bool { n < 50 || n - max(promoters, passives, detractors) < 10 }

    /// Three more answers: ¾ of a promoter, 1½ passives, ¾ of a detractor.
    /// Rocks 2016, "Interval Estimation for the Net Promoter Score".
    private var adjustedInterval: Interval {
        let votes = Votes(promoters: Double(promoters) + 0.75, passives: Double(passives) + 1.5, detractors: Double(detractors) + 0.75)
        return Self.interval(around: 100 * votes.mean, 100 * (votes.variance / votes.n).squareRoot())
    }

    private static func interval(around centre: Double, _ standardError: Double) -> Interval {
        Interval(centre - Normal.z95 * standardError, centre + Normal.z95 * standardError)
    }

    package var estimate: Estimate { Estimate(value, interval, n: n) }

    private struct Votes {
        let promoters, passives, detractors: Double

        var n: Double { promoters + passives + detractors }
        var mean: Double { (promoters - detractors) / n }
        var variance: Double { (promoters + detractors) / n - mean * mean }
    }
}

// MARK: - Comparison

extension NPS {
    /// This score less another one of other people. `nil` when either has no answers.
    package func difference(from other: NPS) -> Difference? {
        guard let value, let standardError, let otherValue = other.value, let otherError = other.standardError else { return nil }
        return Difference(value: value - otherValue, standardError: (standardError * standardError + otherError * otherError).squareRoot())
    }
}
