/// How far two figures of different people lie apart, and how easily chance alone does that.
package struct Difference: Hashable, Sendable {
    /// The first less the second.
    package let value: Double
    package let standardError: Double

    package init(value: Double, standardError: Double) {
        self.value = value
        self.standardError = standardError
    }
}

extension Difference {
    /// In standard errors; unpooled. `nil` when there is no error to measure with.
    package var z: Double? { standardError > 0 ? value / standardError : nil }

    /// The probability of a difference at least as large if there were none (two-sided).
    package var p: Double? { z.map(Normal.twoSided) }

    package var interval: Interval {
        Interval(value - Normal.z95 * standardError, value + Normal.z95 * standardError)
    }
}
