/// How much less those bring whom something has hit than comparable people, person for person: means are compared within strata of people who are
/// alike, and the strata weigh as much as people in them were hit.
package struct MatchedDifference: Hashable, Sendable {
    /// People of both sides in strata where there is somebody on either.
    package let hit: Int
    package let spared: Int
    /// Their means, both over the strata as those who were hit are spread. `nil` where nobody can be compared.
    package let meanOfHit: Double?
    package let meanOfSpared: Double?
    /// Of the difference, 95 %: percentiles over as many people of each side of each stratum, drawn anew with replacement a thousand times. Of more
    /// than a thousand people the mean of those drawn is taken from the normal distribution that it then has.
    package let interval: Interval?

    /// What each of both sides brought, of people who are alike.
    package struct Stratum: Hashable, Sendable {
        package var hit: [Double] = []
        package var spared: [Double] = []

        package init() {}
    }

    /// - Parameters:
    ///   - strata: in an order that is always the same, as are the values in them; so is then the interval, to the last digit.
    package init(_ strata: [Stratum], seed: UInt64 = 1) {
        let known = strata.filter { !$0.hit.isEmpty && !$0.spared.isEmpty }
        (hit, spared) = (known.reduce(0) { $0 + $1.hit.count }, known.reduce(0) { $0 + $1.spared.count })
        guard hit > 0 else {
            (meanOfHit, meanOfSpared, interval) = (nil, nil, nil)
            return
        }
        let weights = known.map { [hit] in Double($0.hit.count) / Double(hit) }
        meanOfHit = zip(known, weights).reduce(0) { $0 + $1.1 * Self.mean($1.0.hit) }
        meanOfSpared = zip(known, weights).reduce(0) { $0 + $1.1 * Self.mean($1.0.spared) }
        interval = Self.interval(known, weights, seed)
    }

    package var difference: Double? { zip(meanOfSpared, meanOfHit).map { $0 - $1 } }

    /// Of the difference of one person; too few where either side is.
    package var estimate: Estimate { Estimate(difference, interval, n: min(hit, spared)) }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    private static let rounds = 1_000

    private static func interval(_ strata: [Stratum], _ weights: [Double], _ seed: UInt64) -> Interval {
        var random = SplitMix(seed)
        let sides = strata.map { (hit: Side($0.hit), spared: Side($0.spared)) }
        var found: [Double] = []
        for _ in 0..<rounds {
            found.append(zip(sides, weights).reduce(0) { $0 + $1.1 * ($1.0.spared.drawn(&random) - $1.0.hit.drawn(&random)) })
        }
        found.sort()
        let last = Double(found.count - 1)
        return Interval(found[Int((0.025 * last).rounded())], found[Int((0.975 * last).rounded())])
    }
}

private func zip(_ a: Double?, _ b: Double?) -> (Double, Double)? { a.flatMap { a in b.map { (a, $0) } } }

/// What one side of a stratum brought, to be drawn from.
private struct Side {
    let values: [Double]
    let mean: Double
    /// Of the mean of as many, drawn with replacement.
    let error: Double

    private static let many = 1_000

    /// - Parameter values: at least one.
    init(_ values: [Double]) {
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        (self.values, self.mean) = (values, mean)
        error = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n / n).squareRoot()
    }

    /// The mean of as many people, drawn anew.
    func drawn(_ random: inout SplitMix) -> Double {
        guard values.count <= Self.many else {
            // Between 0 and 1, neither of them.
            let share = (Double(random.next() >> 11) + 0.5) * 0x1p-53
            return mean + error * (Normal.quantile(share) ?? 0)
        }
        var sum = 0.0
        for _ in values.indices { sum += values[Int(random.next() % UInt64(values.count))] }
        return sum / Double(values.count)
    }
}
