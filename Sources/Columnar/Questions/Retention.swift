package import Analytics
package import Kernel

extension ColumnarLine {
    package func retention(_ filter: Filter = .everything, now: Instant) -> Retention {
        guard let bounds = bounds else { return Retention(active: [:], until: now) }
        let tally = tally(filter) { RetentionTally(bounds) }
        return Retention(active: tally.active, until: now)
    }
}

/// Counts who was there in which month after their first one.
private struct RetentionTally: LineTally {
    private let months: MonthTable
    /// People of a month of beginning, by months since.
    private let counts: Table<Int>

    init(_ bounds: ClosedRange<Instant>) {
        months = MonthTable(bounds)
        counts = Table(months.count * months.count, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (months, counts) = (months, counts.pointer)
        let first = months.place(of: line.time(0))
        let row = counts + first * months.count
        guard months.place(of: line.time(line.count - 1)) - first < 64 else { return addLong(line, first, row) }
        // A bit for each month since the first: where months turn cannot be foretold, so no branch depends on it.
        var seen: UInt64 = 1
        for index in 1..<max(1, line.count) { seen |= 1 &<< UInt64(truncatingIfNeeded: months.place(of: line.time(index)) &- first) }
        while seen != 0 {
            row[seen.trailingZeroBitCount] += 1
            seen &= seen &- 1
        }
    }

    /// A line of more months than a word has bits.
    private func addLong<P: Places>(_ line: LineView<P>, _ first: Int, _ row: UnsafeMutablePointer<Int>) {
        var latest = -1
        for index in 0..<line.count {
            let since = months.place(of: line.time(index)) - first
            if since != latest { row[since] += 1 }
            latest = since
        }
    }

    mutating func merge(_ other: RetentionTally) { counts.add(other.counts) }

    var active: [Month: [Int: Int]] {
        var active: [Month: [Int: Int]] = [:]
        for month in 0..<months.count {
            for since in 0..<(months.count - month) where counts[month * months.count + since] > 0 {
                active[months[month], default: [:]][since] = counts[month * months.count + since]
            }
        }
        return active
    }
}
