import Kernel

/// The months from a first moment to a last one, counted from 0. Months are of UTC.
struct MonthTable {
    let first: Int
    let count: Int
    /// Where each begins, in microseconds, and where the last one ends.
    let starts: Table<Int64>

    init(_ bounds: ClosedRange<Instant>) {
        let first = bounds.lowerBound.day.month.number
        let count = bounds.upperBound.day.month.number - first + 1
        (self.first, self.count) = (first, count)
        starts = Table((0...count).map { Month(number: first + $0).firstDay.start.microseconds })
    }

    subscript(place: Int) -> Month { Month(number: first + place) }

    /// The month of a moment within the bounds.
    func place(of time: Int64) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }
}
