import Foundation

/// Where a share changed, to the day: looked for in whole weeks, so that the rhythm of a week is no news, and then moved to the day that suits
/// it best. Days scatter more widely than coins do – the same people come again, a newsletter goes out –, and a change must stand out of that.
package struct DatedChanges: Hashable, Sendable {
    /// The days that begin a new stretch, as places in the series, in order; never 0.
    package let places: [Int]
    /// How many of how many, of each stretch; one more than there are places.
    package let stretches: [Proportion]
    /// As of `ChangePoints`, in weeks.
    package let gain: Double

    /// - Parameters:
    ///   - days: of each day, how many of how many; the first is a Monday.
    ///   - series: how many series are looked at together.
    package init(_ days: [Proportion], series: Int = 1) {
        let weeks = stride(from: 0, to: days.count, by: 7).map { Self.sum(days[$0..<min($0 + 7, days.count)]) }
        let dispersion = Self.dispersion(weeks)
        let found = ChangePoints(weeks.map(\.sorts), series: series, dispersion: dispersion)
        let total = weeks.reduce(0) { $0 + $1.total }
        let sums = ChangePoints.running(days.map(\.sorts), 2)
        let dated = Dated(sums: sums, price: 0.5 * log(Double(max(total, 2))) * dispersion)
        let bounds = dated.bounds(found.places.map { $0 * 7 }, count: days.count)
        places = Array(bounds.dropFirst().dropLast())
        stretches = zip(bounds, bounds.dropFirst()).map { Self.sum(days[$0..<$1]) }
        gain = places.isEmpty ? 0 : found.gain
    }

    private static func sum(_ days: ArraySlice<Proportion>) -> Proportion {
        Proportion(days.reduce(0) { $0 + $1.count }, of: days.reduce(0) { $0 + $1.total })
    }

    /// Of the squared differences of neighbours, each in units of what chance alone makes, the median over that of χ² with one degree of
    /// freedom; at least 1. A change for good moves one difference only, so it does not pass for scatter.
    static func dispersion(_ periods: [Proportion]) -> Double {
        let squares = zip(periods, periods.dropFirst()).compactMap { one, other -> Double? in
            let pooled = Double(one.count + other.count) / Double(max(1, one.total + other.total))
            let variance = pooled * (1 - pooled) * (1 / Double(max(1, one.total)) + 1 / Double(max(1, other.total)))
            guard let share = one.share, let next = other.share, variance > 0 else { return nil }
            return (share - next) * (share - next) / variance
        }
        guard squares.count >= leastDifferences else { return 1 }
        return max(1, squares.sorted()[squares.count / 2] / medianOfChiSquare)
    }

    private static let leastDifferences = 8
    private static let medianOfChiSquare = 0.4549364
}

extension Proportion {
    fileprivate var sorts: [Int] { [count, total - count] }
}

/// Moves cuts to the day, one after the other, until each stands where its two neighbours leave it best.
private struct Dated {
    let sums: [Int]
    /// What a cut must be worth to stay, in plain log-likelihood.
    let price: Double

    /// 0, the cuts and the end.
    func bounds(_ weekly: [Int], count: Int) -> [Int] {
        var bounds = [0] + weekly + [count]
        guard count > 0 else { return [0, 0] }
        moveAll(&bounds)
        while let weakest = bounds.indices.dropFirst().dropLast().min(by: { worth($0, bounds) < worth($1, bounds) }), worth(weakest, bounds) < price {
            bounds.remove(at: weakest)
            moveAll(&bounds)
        }
        return bounds
    }

    private func moveAll(_ bounds: inout [Int]) {
        // Twice: a cut that has moved leaves its neighbours another choice.
        for _ in 0..<2 {
            for cut in bounds.indices.dropFirst().dropLast() {
                let days = max(bounds[cut - 1] + 1, bounds[cut] - 7)...min(bounds[cut + 1] - 1, bounds[cut] + 7)
                let (before, after) = (bounds[cut - 1], bounds[cut + 1])
                bounds[cut] = days.max { fit(before, $0) + fit($0, after) < fit(before, $1) + fit($1, after) } ?? bounds[cut]
            }
        }
    }

    private func worth(_ cut: Int, _ bounds: [Int]) -> Double {
        fit(bounds[cut - 1], bounds[cut]) + fit(bounds[cut], bounds[cut + 1]) - fit(bounds[cut - 1], bounds[cut + 1])
    }

    private func fit(_ start: Int, _ end: Int) -> Double { ChangePoints.likelihood(sums, 2, from: start, to: end) }
}
