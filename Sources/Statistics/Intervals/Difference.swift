/// How far two figures of different people lie apart, and how easily chance alone does that.
package struct Difference: Hashable, Sendable {
    /// The first less the second, as the figures themselves stand.
    package let value: Double
    package let standardError: Double
    /// Where the interval stands and what is tested: the value, unless an adjusted estimate takes its place there.
    package let center: Double

    package init(value: Double, standardError: Double, center: Double? = nil) {
        (self.value, self.standardError, self.center) = (value, standardError, center ?? value)
    }
}

extension Difference {
    /// In standard errors; unpooled. `nil` when there is no error to measure with.
    package var z: Double? { standardError > 0 ? center / standardError : nil }

    /// The probability of a difference at least as large if there were none (two-sided).
    package var p: Double? { z.map(Normal.twoSided) }

    package var interval: Interval {
        Interval(center - Normal.z95 * standardError, center + Normal.z95 * standardError)
    }
}
