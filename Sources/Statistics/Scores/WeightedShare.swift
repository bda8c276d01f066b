/// A share of answers of which some count more than others.
package struct WeightedShare: Hashable, Sendable {
    /// Of ones and zeros.
    private let sample: Sample

    init(sample: Sample) { self.sample = sample }
}

extension WeightedShare {
    package var n: Int { sample.n }

    /// 0…1; `nil` of nobody.
    package var value: Double? { sample.mean }

    /// Wilson's interval with as many answers as the weighted ones are worth. Without weights it is the plain one.
    package var interval: Interval? {
        guard let value, let effectiveSize = sample.effectiveSize else { return nil }
        // Sums of weights may leave the share a last digit outside of 0…1.
        return wilson(share: min(1, max(0, value)), n: effectiveSize)
    }

    package var estimate: Estimate { Estimate(value, interval, n: n) }
    package var effectiveSize: Double? { sample.effectiveSize }
    package var designEffect: Double? { sample.designEffect }

    /// This share less another one of other people, each with its linearised error. `nil` when either has fewer than two answers.
    package func difference(from other: WeightedShare) -> Difference? {
        guard let value, let error = sample.standardError, let otherValue = other.value, let otherError = other.sample.standardError else {
            return nil
        }
        return Difference(value: value - otherValue, standardError: (error * error + otherError * otherError).squareRoot())
    }
}
