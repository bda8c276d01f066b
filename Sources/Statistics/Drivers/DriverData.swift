/// Answers to be explained, and what may explain them: each driver has a value for an answer, or was not experienced.
package struct DriverData: Hashable, Sendable {
    /// One for each answer.
    package let outcome: [Double]
    /// One for each answer; 1 where nothing is weighted.
    package let weights: [Double]
    /// By driver, then by answer; not a number where it was not experienced.
    package let drivers: [[Double]]

    /// - Precondition: all are of one length.
    package init(outcome: [Double], weights: [Double]? = nil, drivers: [[Double]]) {
        let weights = weights ?? Array(repeating: 1, count: outcome.count)
        precondition(weights.count == outcome.count && drivers.allSatisfy { $0.count == outcome.count }, "columns are of one length")
        (self.outcome, self.weights, self.drivers) = (outcome, weights, drivers)
    }

    package var count: Int { outcome.count }

    /// Drivers that can be weighed against one another: any two were experienced together often enough, and all vary. Found by leaving out, one
    /// after the other, whichever lacks most others.
    package var ratedTogether: [Int] {
        var kept = drivers.indices.filter { Correlation.of(drivers[$0], outcome, weights) != nil }
        while true {
            let lacking = kept.map { driver in kept.count { $0 != driver && !areRatedTogether(driver, $0) } }
            guard let most = lacking.max(), most > 0 else { return kept }
            // Of several that lack as many, the one with the fewest values.
            let worst = kept.indices.filter { lacking[$0] == most }.min { values(kept[$0]) < values(kept[$1]) }
            if let worst { kept.remove(at: worst) }
        }
    }

    private func values(_ driver: Int) -> Int { drivers[driver].count { !$0.isNaN } }

    private func areRatedTogether(_ a: Int, _ b: Int) -> Bool {
        let common = zip(drivers[a], drivers[b]).count { !$0.isNaN && !$1.isNaN }
        return common >= Self.enoughTogether && Correlation.of(drivers[a], drivers[b], weights) != nil
    }

    /// A correlation of fewer says more of chance than of the two.
    private static let enoughTogether = Estimate.enough

    /// Only the answers that have a value of every driver.
    package var completeCases: DriverData {
        let kept = (0..<count).filter { row in drivers.allSatisfy { !$0[row].isNaN } }
        return part(kept)
    }

    /// The answers at these places.
    fileprivate func part(_ places: [Int]) -> DriverData {
        DriverData(
            outcome: places.map { outcome[$0] }, weights: places.map { weights[$0] }, drivers: drivers.map { column in places.map { column[$0] } })
    }
}

extension DriverData {
    /// Answers that are alike in all, and which of them each one is: there are far fewer than answers, since all are marks on short scales.
    struct Distinct {
        /// One of each.
        fileprivate let data: DriverData
        /// For each answer its place among them.
        fileprivate let places: [Int]
    }

    var distinct: Distinct {
        var (known, first, places) = ([[UInt64]: Int](), [Int](), [Int]())
        places.reserveCapacity(count)
        for row in 0..<count {
            // By its bits, one missing value is like another.
            let bits = ([outcome[row], weights[row]] + drivers.map { $0[row].isNaN ? .nan : $0[row] }).map(\.bitPattern)
            let place = known[bits, default: first.count]
            if place == first.count {
                known[bits] = place
                first.append(row)
            }
            places.append(place)
        }
        return Distinct(data: part(first), places: places)
    }
}

extension DriverData.Distinct {
    /// As many answers as there are, drawn with replacement; of those that are alike one, which weighs as much.
    func drawn(_ random: inout SplitMix) -> DriverData {
        var times = Array(repeating: 0.0, count: data.count)
        for _ in places.indices { times[places[Int(random.next() % UInt64(places.count))]] += 1 }
        let drawn = times.indices.filter { times[$0] > 0 }
        let some = data.part(drawn)
        return DriverData(outcome: some.outcome, weights: zip(some.weights, drawn).map { $0 * times[$1] }, drivers: some.drivers)
    }
}

/// Correlations of drivers with one another and with the outcome, each from the answers that have both.
struct Correlations: Hashable, Sendable {
    let drivers: SquareMatrix
    let outcome: [Double]

    /// `nil` where a driver does not vary, or two were never experienced together.
    init?(_ data: DriverData) {
        var drivers = SquareMatrix(size: data.drivers.count)
        var outcome: [Double] = []
        for (row, column) in data.drivers.enumerated() {
            drivers[row, row] = 1
            for other in 0..<row {
                guard let correlation = Correlation.of(column, data.drivers[other], data.weights) else { return nil }
                (drivers[row, other], drivers[other, row]) = (correlation, correlation)
            }
            guard let correlation = Correlation.of(column, data.outcome, data.weights) else { return nil }
            outcome.append(correlation)
        }
        (self.drivers, self.outcome) = (drivers, outcome)
    }

    /// The share of variance of the outcome that these drivers explain together: rᵀR⁻¹r.
    func explained(by places: [Int]) -> Double? {
        guard !places.isEmpty else { return 0 }
        guard let lower = drivers.part(places).cholesky() else { return nil }
        let right = places.map { outcome[$0] }
        return zip(lower.solved(right), right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

package enum Correlation {
    /// Pearson's, weighted, from the rows that have both; `nil` where one does not vary.
    package static func of(_ a: [Double], _ b: [Double], _ weights: [Double]) -> Double? {
        var (total, meanA, meanB, squaresA, squaresB, products) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for row in a.indices where !a[row].isNaN && !b[row].isNaN {
            total += weights[row]
            let (fromA, fromB) = (a[row] - meanA, b[row] - meanB)
            meanA += fromA * weights[row] / total
            meanB += fromB * weights[row] / total
            squaresA += weights[row] * fromA * (a[row] - meanA)
            squaresB += weights[row] * fromB * (b[row] - meanB)
            products += weights[row] * fromA * (b[row] - meanB)
        }
        let scale = (squaresA * squaresB).squareRoot()
        return scale > 0 ? products / scale : nil
    }
}
