/// So many of so many.
package struct Proportion: Hashable, Sendable {
    package let count: Int
    package let total: Int

    package init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }
}

extension Proportion {
    /// 0…1; `nil` of nobody.
    package var share: Double? { total > 0 ? Double(count) / Double(total) : nil }

    /// Wilson's score interval, which stays within 0…1 and has a width also where the share is 0 or 1.
    /// Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference".
    package var interval: Interval? { share.map { wilson(share: $0, n: Double(total)) } }

    package var estimate: Estimate { Estimate(share, interval, n: total) }
}

extension Proportion {
    /// This share less another one of other people; unpooled. `nil` when either is of nobody.
    package func difference(from other: Proportion) -> Difference? {
        guard let share, let otherShare = other.share else { return nil }
        let variance = share * (1 - share) / Double(total) + otherShare * (1 - otherShare) / Double(other.total)
        return Difference(value: share - otherShare, standardError: variance.squareRoot())
    }

    /// The same, with its interval and test of the shares with one more of each kind on both sides, so that a share of 0 or 1 of few is not taken
    /// for certain.
    /// Agresti & Caffo 2000, "Simple and Effective Confidence Intervals for Proportions and Differences of Proportions".
    package func adjustedDifference(from other: Proportion) -> Difference? {
        guard let plain = difference(from: other),
            let adjusted = Proportion(count + 1, of: total + 2).difference(from: Proportion(other.count + 1, of: other.total + 2))
        else { return nil }
        return Difference(value: plain.value, standardError: adjusted.standardError, center: adjusted.value)
    }
}

/// - Parameter n: answers, or what weighted answers are worth (`Sample.effectiveSize`); above 0.
func wilson(share: Double, n: Double) -> Interval {
    let z = Normal.z95
    let denominator = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / denominator
    let reach = z / denominator * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // Of none and of all the two ends meet exactly; what is left of a subtraction would be a share of 1e-17.
    return Interval(share == 0 ? 0 : max(0, centre - reach), share == 1 ? 1 : min(1, centre + reach))
}
