import Foundation

/// Where shares changed for good: the series is cut into stretches within which nothing but chance moves it.
///
/// Each period holds counts of answers of each sort (bought or not; promoter, passive, detractor). Of all ways to cut, the one is taken whose
/// log-likelihood, less ½ ln n for each share that it needs (Schwarz 1978), is the highest; n is how many were counted. Optimal partitioning by
/// dynamic programming (Jackson and others 2005): exact, in the square of the number of periods. So that noise is not news, no cut is made at
/// all unless the cuts gain another ½ ln n for the first, whose place could have been any.
package struct ChangePoints: Hashable, Sendable {
    /// Places of the periods that begin a new stretch, in order; never 0.
    package let places: [Int]
    /// The counts of each stretch, one more than there are places.
    package let stretches: [[Int]]
    /// By how much the log-likelihood of the cuts, less their price, is above that of a series that never changed; 0 without cuts.
    package let gain: Double

    /// - Parameters:
    ///   - periods: counts by period, then by sort; all have as many sorts.
    ///   - least: so many periods a stretch has at least.
    ///   - series: how many series are looked at together; the more there are, the surer a change must be.
    ///   - dispersion: how many times wider than by chance alone the shares scatter, in squares (McCullagh & Nelder 1989, quasi-likelihood).
    package init(_ periods: [[Int]], least: Int = 1, series: Int = 1, dispersion: Double = 1) {
        let sorts = periods.first?.count ?? 0
        let sums = Self.running(periods, sorts)
        let total = (sums.last ?? []).reduce(0, +)
        let price = 0.5 * Double(sorts - 1) * log(Double(max(total, 2)))
        var best = [0] + Array(repeating: -Double.infinity, count: periods.count)
        var before = Array(repeating: 0, count: periods.count + 1)
        for end in periods.indices.map({ $0 + 1 }) {
            for start in 0..<end where end - start >= least && best[start] > -.infinity {
                let value = best[start] + Self.likelihood(from: sums[start], to: sums[end]) / dispersion - price
                if value > best[end] { (best[end], before[end]) = (value, start) }
            }
        }
        var (cuts, end) = ([Int](), periods.count)
        while end > 0, best[end] > -.infinity {
            cuts.append(before[end])
            end = before[end]
        }
        let whole = periods.isEmpty ? 0 : Self.likelihood(from: sums[0], to: sums[periods.count]) / dispersion - price
        let isNews = cuts.count > 1 && best[periods.count] - whole > 0.5 * log(Double(max(total, 2))) + log(Double(max(series, 1)))
        gain = isNews ? best[periods.count] - whole : 0
        let starts = isNews ? Array(cuts.reversed()) : periods.isEmpty ? [] : [0]
        places = Array(starts.dropFirst())
        let ends = places + [periods.count]
        stretches = zip(starts, ends).map { start, end in zip(sums[end], sums[start]).map { $0 - $1 } }
    }

    static func running(_ periods: [[Int]], _ sorts: Int) -> [[Int]] {
        var sums = [Array(repeating: 0, count: sorts)]
        for period in periods { sums.append(zip(sums[sums.count - 1], period).map { $0 + $1 }) }
        return sums
    }

    /// Of counts with the shares that make them likeliest: Σ c ln(c/n).
    static func likelihood(from start: [Int], to end: [Int]) -> Double {
        let counts = zip(end, start).map { Double($0 - $1) }
        let n = counts.reduce(0, +)
        return counts.reduce(0) { $1 > 0 ? $0 + $1 * log($1 / n) : $0 }
    }
}
