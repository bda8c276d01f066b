import Foundation

/// Least squares with a constant: what each column adds to the outcome while the others are held.
package struct LinearFit: Hashable, Sendable {
    package struct Coefficient: Hashable, Sendable {
        package let value: Double
        package let standardError: Double
    }

    package let n: Int
    package let constant: Double
    /// One for each column, in their order.
    package let coefficients: [Coefficient]
    /// R².
    package let explained: Double
    /// What is left over, squared, weighted and added up.
    package let residual: Double

    /// - Parameter columns: each of the outcome's length.
    /// - Returns: `nil` with fewer rows than it takes, or where a column follows from the others.
    package init?(_ outcome: [Double], by columns: [[Double]], weights: [Double]? = nil) {
        var sums = CrossProducts(columns: columns.count)
        for row in outcome.indices { sums.add(outcome[row], columns.map { $0[row] }, weight: weights?[row] ?? 1) }
        self.init(sums, of: Array(columns.indices))
    }

    /// - Parameter chosen: which of the columns that were added up.
    package init?(_ sums: CrossProducts, of chosen: [Int]) {
        let places = [0] + chosen.map { $0 + 1 }
        guard sums.n > places.count, let lower = sums.products.part(places).cholesky() else { return nil }
        let right = places.map { sums.withOutcome[$0] }
        let slopes = lower.solved(right)
        let residual = max(0, sums.outcomeSquared - zip(slopes, right).reduce(0) { $0 + $1.0 * $1.1 })
        let mean = sums.withOutcome[0] / sums.products[0, 0]
        let spread = sums.outcomeSquared - mean * sums.withOutcome[0]
        // Weights say whom an answer stands for, not how sure it is: they are scaled to the number of answers.
        let variance = residual / sums.products[0, 0] * Double(sums.n) / Double(sums.n - places.count)
        let errors = lower.inverseDiagonal.map { ($0 * variance * sums.products[0, 0] / Double(sums.n)).squareRoot() }
        n = sums.n
        constant = slopes[0]
        coefficients = chosen.indices.map { Coefficient(value: slopes[$0 + 1], standardError: errors[$0 + 1]) }
        explained = spread > 0 ? max(0, 1 - residual / spread) : 0
        self.residual = residual
    }
}

/// All that least squares needs to know of rows, so that many choices of columns can be tried without reading them again.
package struct CrossProducts: Hashable, Sendable {
    package private(set) var n = 0
    /// The constant first.
    fileprivate private(set) var products: SquareMatrix
    fileprivate private(set) var withOutcome: [Double]
    fileprivate private(set) var outcomeSquared = 0.0

    package init(columns: Int) {
        products = SquareMatrix(size: columns + 1)
        withOutcome = Array(repeating: 0, count: columns + 1)
    }

    package mutating func add(_ outcome: Double, _ values: [Double], weight: Double = 1) {
        add(outcome, values.indices.filter { values[$0] != 0 }.map { ($0, values[$0]) }, weight: weight)
    }

    /// Of a row with few values that are not 0: those, each with its column.
    package mutating func add(_ outcome: Double, _ values: [(column: Int, value: Double)], weight: Double = 1) {
        n += 1
        outcomeSquared += weight * outcome * outcome
        let row = [(0, 1.0)] + values.map { ($0.column + 1, $0.value) }
        for (place, value) in row {
            withOutcome[place] += weight * value * outcome
            for (other, second) in row { products[place, other] += weight * value * second }
        }
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.n += b.n
        sum.products.add(b.products)
        for place in sum.withOutcome.indices { sum.withOutcome[place] += b.withOutcome[place] }
        sum.outcomeSquared += b.outcomeSquared
        return sum
    }

    /// How much weight has a value that is not 0 in this column, where all of them are 0 or 1.
    package func weight(of column: Int) -> Double { products[column + 1, column + 1] }
    package var weight: Double { products[0, 0] }
}

extension CrossProducts {
    /// Columns taken one by one, each time the one that explains most, as long as the Bayesian information criterion (Schwarz 1978) falls.
    ///
    /// - Parameter candidates: columns that may be taken.
    package func steps(among candidates: [Int], most: Int) -> [Int] {
        var (chosen, best) = ([Int](), criterion([]) ?? .infinity)
        while chosen.count < most {
            let tried = candidates.filter { !chosen.contains($0) }.compactMap { column in criterion(chosen + [column]).map { (column, $0) } }
            guard let next = tried.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), next.1 < best else { break }
            chosen.append(next.0)
            best = next.1
        }
        return chosen
    }

    /// n ln(RSS/n) + k ln n: the smaller, the better these columns explain the outcome for their number. `nil` where they cannot be told apart.
    package func criterion(_ columns: [Int]) -> Double? {
        guard let fit = LinearFit(self, of: columns), fit.residual > 0 else { return nil }
        return Double(n) * log(fit.residual / weight) + Double(columns.count + 1) * log(Double(n))
    }
}
