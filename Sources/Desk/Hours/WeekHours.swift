import Kernel

/// The hours of an ordinary week: for each day the intervals that open on it, in their order, none reaching into another.
package struct WeekHours: Hashable, Sendable {
    /// Seven, Monday first.
    package let days: [[OpenInterval]]

    /// - Parameter days: seven, Monday first, the intervals of each in any order.
    /// - Throws: `invalid` for another number of days, for two intervals that overlap (also over midnight, and from Sunday into Monday), and
    ///   for a week in which it is never open.
    package init(_ days: [[OpenInterval]]) throws {
        try Failure.require(days.count == 7, "hours", "must be given for seven days, not \(days.count)")
        try Failure.require(days.contains { !$0.isEmpty }, "hours", "must be open at some time of the week")
        self.days = days.map { $0.sorted { $0.opens < $1.opens } }
        for day in 0..<7 {
            if let (one, other) = overlap(in: self.days[day], next: self.days[(day + 1) % 7]) {
                throw Failure.invalid("hours", "must not overlap: \(one) and \(other), from \(weekdayNames[day])")
            }
        }
    }
}

extension WeekHours {
    /// Open at any time.
    package static var roundTheClock: WeekHours {
        get throws { try WeekHours(Array(repeating: [OpenInterval(opens: 0, closes: OpenInterval.minutesOfDay)], count: 7)) }
    }

    /// The same hours on some days of the week, 1 Monday to 7 Sunday (ISO 8601); the others are closed.
    package init(_ weekdays: ClosedRange<Int>, _ intervals: OpenInterval...) throws {
        try self.init((1...7).map { weekdays.contains($0) ? intervals : [] })
    }
}

let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

/// The first two intervals that are open at one time: of a day, in order, or of its night and the `next` day.
func overlap(in day: [OpenInterval], next: [OpenInterval]) -> (OpenInterval, OpenInterval)? {
    for (one, other) in zip(day, day.dropFirst()) where one.closes > other.opens { return (one, other) }
    if let last = day.last, let first = next.first, last.closes > first.opens + OpenInterval.minutesOfDay { return (last, first) }
    return nil
}
