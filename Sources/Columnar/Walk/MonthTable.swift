import Kernel

/// The months from a first moment to a last one, counted from 0. Months are of UTC.
struct MonthTable {
    let first: Int
    let count: Int
    /// By day since the first one.
    private let ofDay: Table<UInt16>
    /// Where the first day begins, in microseconds.
    private let origin: Int64

    init(_ bounds: ClosedRange<Instant>) {
        let days = bounds.lowerBound.day.number...bounds.upperBound.day.number
        let months = days.map { Day(number: $0).month.number }
        let first = months[0]
        (self.first, count) = (first, months[months.count - 1] - first + 1)
        ofDay = Table(months.map { UInt16(truncatingIfNeeded: $0 - first) })
        origin = Day(number: days.lowerBound).start.microseconds
    }

    subscript(place: Int) -> Month { Month(number: first + place) }

    /// The month of a moment within the bounds.
    @inline(__always)
    func place(of time: Int64) -> Int { Int(ofDay[Int(UInt64(bitPattern: time &- origin) / UInt64(dayLength))]) }
}

/// Microseconds; a number that is known here is divided by with a multiplication.
let dayLength: Int64 = 86_400_000_000
