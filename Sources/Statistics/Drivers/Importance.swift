/// How much of what people answer overall each driver stands for: shares of R², which add up to it.
package struct Importance: Hashable, Sendable {
    package let explained: Double
    /// One for each driver, in their order.
    package let shares: [Double]

    /// Relative weights (Johnson 2000): the drivers are replaced by the uncorrelated variables that lie closest to them, and what those
    /// explain is handed back. `nil` where correlations cannot be told.
    package static func relativeWeights(_ data: DriverData) -> Importance? { Correlations(data).flatMap { relativeWeights($0) } }

    static func relativeWeights(_ correlations: Correlations) -> Importance? {
        let size = correlations.outcome.count
        let (values, vectors) = correlations.drivers.eigen()
        guard values.allSatisfy({ $0 > 1e-10 }) else { return nil }
        var loadings = SquareMatrix(size: size)
        var inverse = SquareMatrix(size: size)
        for row in 0..<size {
            for column in 0..<size {
                for k in 0..<size {
                    let product = vectors[row, k] * vectors[column, k]
                    loadings[row, column] += product * values[k].squareRoot()
                    inverse[row, column] += product / values[k].squareRoot()
                }
            }
        }
        let slopes = (0..<size).map { row in (0..<size).reduce(0) { $0 + inverse[row, $1] * correlations.outcome[$1] } }
        let shares = (0..<size).map { row in
            (0..<size).reduce(0) { $0 + loadings[row, $1] * loadings[row, $1] * slopes[$1] * slopes[$1] }
        }
        return Importance(explained: shares.reduce(0, +), shares: shares)
    }

    /// More drivers than these are too many for `shapley`: it looks at every subset of them.
    package static let mostForShapley = 14

    /// Shapley values of R² (Lindeman, Merenda and Gold 1980): what a driver adds, on average over all orders in which they could come.
    /// `nil` for too many drivers, and where correlations cannot be told.
    package static func shapley(_ data: DriverData) -> Importance? { Correlations(data).flatMap { shapley($0) } }

    static func shapley(_ correlations: Correlations) -> Importance? {
        let size = correlations.outcome.count
        guard size > 0, size <= mostForShapley else { return nil }
        var explained: [Double] = []
        for subset in 0..<(1 << size) {
            guard let share = correlations.explained(by: (0..<size).filter { subset >> $0 & 1 == 1 }) else { return nil }
            explained.append(share)
        }
        // |S|! (p − |S| − 1)! / p!
        var chances = [1 / Double(size)]
        for count in 1..<max(size, 1) { chances.append(chances[count - 1] * Double(count) / Double(size - count)) }
        let shares = (0..<size).map { driver in
            explained.indices.reduce(0.0) { sum, subset in
                guard subset >> driver & 1 == 0 else { return sum }
                return sum + chances[subset.nonzeroBitCount] * (explained[subset | 1 << driver] - explained[subset])
            }
        }
        return Importance(explained: explained[explained.count - 1], shares: shares)
    }
}

extension Importance {
    /// 95 % intervals of each share of R² (as a share of the whole), by taking as many answers with replacement, again and again.
    ///
    /// - Parameter rounds: how often; percentiles are taken of them.
    package static func intervals(
        _ data: DriverData, rounds: Int = 200, seed: UInt64 = 1, by method: (DriverData) -> Importance? = { relativeWeights($0) }
    ) -> [Interval?] {
        var random = SplitMix(seed)
        var found = Array(repeating: [Double](), count: data.drivers.count)
        let distinct = data.distinct
        for _ in 0..<rounds {
            guard let importance = method(distinct.drawn(&random)), importance.explained > 0 else { continue }
            for (driver, share) in importance.shares.enumerated() { found[driver].append(share / importance.explained) }
        }
        return found.map { shares in
            guard shares.count * 2 > rounds else { return nil }
            let sorted = shares.sorted()
            let last = Double(sorted.count - 1)
            return Interval(sorted[Int((0.025 * last).rounded())], sorted[Int((0.975 * last).rounded())])
        }
    }
}

/// Numbers that look like chance and are the same in every run (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
