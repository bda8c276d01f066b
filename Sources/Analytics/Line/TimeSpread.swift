import Statistics

/// How long something took those who did it.
package struct TimeSpread: Hashable, Sendable {
    package let n: Int
    package let median: Duration
    /// Nine in ten were at least as fast.
    package let p90: Duration
    package let mean: Duration

    package init(n: Int, median: Duration, p90: Duration, mean: Duration) {
        self.n = n
        self.median = median
        self.p90 = p90
        self.mean = mean
    }
}

extension TimeSpread {
    /// - Parameter microseconds: in any order.
    /// - Returns: `nil` of nothing.
    package init?(microseconds: [Int64]) { self.init(ascending: ascending(microseconds)) }

    /// - Parameter sorted: microseconds, ascending.
    init?(ascending sorted: [Int64]) {
        guard let median = quantile(0.5, ofSorted: sorted), let p90 = quantile(0.9, ofSorted: sorted) else { return nil }
        self.init(n: sorted.count, median: median, p90: p90, total: sorted.reduce(Int128(0)) { $0 + Int128($1) })
    }

    /// In microseconds; `total` is of all together.
    package init(n: Int, median: Double, p90: Double, total: Int128) {
        self.init(
            n: n, median: .microseconds(Int64(median.rounded())), p90: .microseconds(Int64(p90.rounded())),
            mean: .microseconds(Int64(total / Int128(n))))
    }
}
