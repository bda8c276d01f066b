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
    private let firstMonth: Int
    private let months: Int
    /// Where each month begins, in microseconds, and where the last one ends.
    private let starts: Table<Int64>
    /// People of a month of beginning, by months since.
    private let counts: Table<Int>

    init(_ bounds: ClosedRange<Instant>) {
        firstMonth = bounds.lowerBound.day.month.number
        months = bounds.upperBound.day.month.number - firstMonth + 1
        let first = firstMonth
        starts = Table((0...months).map { Month(number: first + $0).firstDay.start.microseconds })
        counts = Table(months * months, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (starts, counts, months) = (starts, counts, months)
        var month = month(of: line.time(0))
        let row = month * months - month
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

    private func month(of time: Int64) -> Int {
        var (low, high) = (0, months)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    mutating func merge(_ other: RetentionTally) { counts.add(other.counts) }

    var active: [Month: [Int: Int]] {
        var active: [Month: [Int: Int]] = [:]
        for month in 0..<months {
            for since in 0..<(months - month) where counts[month * months + since] > 0 {
                active[Month(number: firstMonth + month), default: [:]][since] = counts[month * months + since]
            }
        }
        return active
    }
}
