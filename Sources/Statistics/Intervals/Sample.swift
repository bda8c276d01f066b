/// Answers and how much each of them counts, kept as sums: two samples can be added, and order does not matter but for
/// the last digits.
package struct Sample: Hashable, Sendable {
    package private(set) var n = 0
    private var weights = 0.0
    private var squares = 0.0
    private var values = 0.0
    private var valueSquares = 0.0
    private var squaresOfValues = 0.0
    private var squaresOfValueSquares = 0.0

    package init() {}

    /// - Parameter weight: above 0; 1 where nothing is weighted.
    package mutating func add(_ value: Double, weight: Double = 1) { add(value, weight: weight, times: 1) }

    /// So many answers that are alike.
    package mutating func add(_ value: Double, weight: Double, times: Int) {
        let count = Double(times)
        n += times
        weights += count * weight
        squares += count * weight * weight
        values += count * weight * value
        valueSquares += count * weight * value * value
        squaresOfValues += count * weight * weight * value
        squaresOfValueSquares += count * weight * weight * value * value
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.n += b.n
        sum.weights += b.weights
        sum.squares += b.squares
        sum.values += b.values
        sum.valueSquares += b.valueSquares
        sum.squaresOfValues += b.squaresOfValues
        sum.squaresOfValueSquares += b.squaresOfValueSquares
        return sum
    }

    /// What is left without answers that are part of it.
    package static func - (a: Self, b: Self) -> Self {
        var rest = a
        rest.n -= b.n
        rest.weights -= b.weights
        rest.squares -= b.squares
        rest.values -= b.values
        rest.valueSquares -= b.valueSquares
        rest.squaresOfValues -= b.squaresOfValues
        rest.squaresOfValueSquares -= b.squaresOfValueSquares
        return rest
    }
}

extension Sample {
    /// Σwx / Σw; `nil` when nothing was answered.
    package var mean: Double? { weights > 0 ? values / weights : nil }

    /// √(Σw(x − mean)² / Σw · n/(n − 1)): with equal weights the usual one of a sample. `nil` below two answers.
    package var standardDeviation: Double? {
        guard n > 1, let mean else { return nil }
        let spread = max(0, valueSquares / weights - mean * mean)
        return (spread * Double(n) / Double(n - 1)).squareRoot()
    }

    /// The standard error of the mean by linearisation: √(n/(n − 1) · Σ(w(x − mean))²) / Σw. `nil` below two answers.
    package var standardError: Double? {
        guard n > 1, let mean else { return nil }
        let residuals = max(0, squaresOfValueSquares - 2 * mean * squaresOfValues + mean * mean * squares)
        return (Double(n) / Double(n - 1) * residuals).squareRoot() / weights
    }

    /// What the weighted answers are worth in unweighted ones: (Σw)² / Σw² (Kish 1965).
    package var effectiveSize: Double? { squares > 0 ? weights * weights / squares : nil }

    /// How much larger the variance is for the weighting: n / effective size.
    package var designEffect: Double? { effectiveSize.map { Double(n) / $0 } }

    /// Whether some answers count more than others.
    package var isWeighted: Bool { designEffect.map { $0 > 1 + 1e-9 } ?? false }

    /// mean ± 1.96 standard errors.
    package var interval: Interval? {
        guard let mean, let standardError else { return nil }
        return Interval(mean - Normal.z95 * standardError, mean + Normal.z95 * standardError)
    }
}
