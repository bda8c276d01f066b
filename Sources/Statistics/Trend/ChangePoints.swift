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
        let total = sums.suffix(sorts).reduce(0, +)
        let price = 0.5 * Double(sorts - 1) * log(Double(max(total, 2)))
        var best = [0] + Array(repeating: -Double.infinity, count: periods.count)
        var before = Array(repeating: 0, count: periods.count + 1)
        for end in periods.indices.map({ $0 + 1 }) {
            var start = 0
            while start <= end - least {
                defer { start += 1 }
                guard best[start] > -.infinity else { continue }
                let value = best[start] + Self.likelihood(sums, sorts, from: start, to: end) / dispersion - price
                if value > best[end] { (best[end], before[end]) = (value, start) }
            }
        }
        var (cuts, end) = ([Int](), periods.count)
        while end > 0, best[end] > -.infinity {
            cuts.append(before[end])
            end = before[end]
        }
        let whole = periods.isEmpty ? 0 : Self.likelihood(sums, sorts, from: 0, to: periods.count) / dispersion - price
        let isNews = cuts.count > 1 && best[periods.count] - whole > 0.5 * log(Double(max(total, 2))) + log(Double(max(series, 1)))
        gain = isNews ? best[periods.count] - whole : 0
        let starts = isNews ? Array(cuts.reversed()) : periods.isEmpty ? [] : [0]
        places = Array(starts.dropFirst())
        let ends = places + [periods.count]
        stretches = zip(starts, ends).map { start, end in (0..<sorts).map { sums[end * sorts + $0] - sums[start * sorts + $0] } }
    }

    /// For each period the counts of all before it, sort by sort, one after the other.
    static func running(_ periods: [[Int]], _ sorts: Int) -> [Int] {
        var sums = Array(repeating: 0, count: (periods.count + 1) * sorts)
        for (place, period) in periods.enumerated() {
            for sort in 0..<sorts { sums[(place + 1) * sorts + sort] = sums[place * sorts + sort] + period[sort] }
        }
        return sums
    }

    /// Of the counts between two periods with the shares that make them likeliest: Σ c ln(c/n). Asked for each pair of periods of each series, so
    /// nothing is put into lists here.
    static func likelihood(_ sums: [Int], _ sorts: Int, from start: Int, to end: Int) -> Double {
        var (all, sum, sort) = (0, 0.0, 0)
        while sort < sorts {
            let count = sums[end * sorts + sort] - sums[start * sorts + sort]
            if count > 0 { sum += Double(count) * log(Double(count)) }
            all += count
            sort += 1
        }
        return all > 0 ? sum - Double(all) * log(Double(all)) : 0
    }
}
