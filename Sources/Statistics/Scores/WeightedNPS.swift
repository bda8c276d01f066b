/// Net promoter score of a survey whose answers stand for more or fewer people each.
package struct WeightedNPS: Hashable, Sendable {
    /// What was answered, each answer counted once.
    package private(set) var counts = NPS()
    private var votes = Sample()

    package init() {}

    /// - Parameter weight: above 0. What is no answer of 0…10 counts nowhere.
    package mutating func add(_ answer: Double, weight: Double, times: Int = 1) {
        guard let vote = NPS.vote(answer) else { return }
        counts.add(answer, times: times)
        votes.add(Double(vote), weight: weight, times: times)
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.counts = a.counts + b.counts
        sum.votes = a.votes + b.votes
        return sum
    }

    package static func - (a: Self, b: Self) -> Self {
        var rest = a
        rest.counts = a.counts - b.counts
        rest.votes = a.votes - b.votes
        return rest
    }
}

extension WeightedNPS {
    package var n: Int { counts.n }
    package var isWeighted: Bool { votes.isWeighted }

    /// −100…100: Σwx / Σw with x = 1, 0, −1.
    package var value: Double? { votes.mean.map { 100 * $0 } }

    /// In points, by linearisation.
    package var standardError: Double? { votes.standardError.map { 100 * $0 } }

    /// What the answers are worth in unweighted ones (Kish).
    package var effectiveSize: Double? { votes.effectiveSize }
    package var designEffect: Double? { votes.designEffect }

    /// 95 %, in points, within ±100. Where the plain score needs the adjusted interval, so does the weighted one: it then has
    /// that interval's reach, widened by the design effect, around its own value.
    package var interval: Interval? {
        guard let value, let standardError, let designEffect, let plain = counts.interval else { return nil }
        let adjusted = counts.needsAdjusting ? (plain.high - plain.low) / 2 * designEffect.squareRoot() : 0
        let reach = max(Normal.z95 * standardError, adjusted)
        return Interval(value - reach, value + reach).clamped(to: -100...100)
    }

    package var estimate: Estimate { isWeighted ? Estimate(value, interval, n: n) : counts.estimate }

    /// This score less another one of other people. `nil` when either has fewer than two answers.
    package func difference(from other: WeightedNPS) -> Difference? {
        guard let value, let standardError, let otherValue = other.value, let otherError = other.standardError else { return nil }
        return Difference(value: value - otherValue, standardError: (standardError * standardError + otherError * otherError).squareRoot())
    }
}
