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
        let (starts, counts, width) = (months.starts, counts, months.count)
        var month = months.place(of: line.time(0))
        let row = month * width - month
        counts[row + month] += 1
        var end = starts[month + 1]
        for index in 1..<max(1, line.count) {
            let time = line.time(index)
            if time < end { continue }
            repeat { month += 1 } while time >= starts[month + 1]
            end = starts[month + 1]
            counts[row + month] += 1
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
