package import Kernel

/// A calendar of opening hours: those of an ordinary week in a time zone, holidays, and special days with hours of their own.
///
/// An interval over midnight belongs to the day on which it opens and goes on into the next. A holiday or special day decides about all of its own
/// hours: what reaches into it from the day before ends at its midnight.
package struct BusinessHours: Hashable, Sendable {
    /// A name of the IANA database, such as `Europe/Warsaw`.
    package let zone: String
    package let week: WeekHours
    package let holidays: [Day: String]
    /// Instead of the hours of the week, in their order. What is closed all day is a holiday.
    package let specialDays: [Day: [OpenInterval]]
    let clock: WallClock
    /// Those that were in force before, each until the next, the oldest first: what has passed is counted as it was promised.
    private(set) var earlier: [Earlier] = []

    package struct Earlier: Hashable, Sendable {
        package let hours: BusinessHours
        package let until: Instant

        package init(_ hours: BusinessHours, until: Instant) { (self.hours, self.until) = (hours, until) }
    }

    /// - Throws: `invalid` for a zone that is none, a special day without hours or with hours that overlap (also with those of the day after), and
    ///   a day that is both a holiday and a special day.
    package init(zone: String, week: WeekHours, holidays: [Holiday] = [], specialDays: [Day: [OpenInterval]] = [:]) throws {
        guard let clock = WallClock(named: zone) else {
            throw Failure.invalid("zone", "must be a time zone, such as Europe/Warsaw, not “\(zone)”")
        }
        (self.zone, self.week, self.clock) = (zone, week, clock)
        self.holidays = Dictionary(holidays.map { ($0.day, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.specialDays = specialDays.mapValues { $0.sorted { $0.opens < $1.opens } }
        for (day, intervals) in self.specialDays.sorted(by: { $0.key < $1.key }) { try check(day, intervals) }
    }

    private func check(_ day: Day, _ intervals: [OpenInterval]) throws {
        try Failure.require(!intervals.isEmpty, "hours", "must be given for the special day \(day); a day without any is a holiday")
        try Failure.require(holidays[day] == nil, "hours", "must not be given for \(day), which is a holiday")
        if let (one, other) = overlap(in: intervals, next: governsItself(day.adding(days: 1)) ? [] : self.intervals(on: day.adding(days: 1))) {
            throw Failure.invalid("hours", "must not overlap: \(one) and \(other), from \(day)")
        }
    }

    package static func == (a: Self, b: Self) -> Bool {
        a.zone == b.zone && a.week == b.week && a.holidays == b.holidays && a.specialDays == b.specialDays && a.earlier == b.earlier
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(zone)
        hasher.combine(week)
        hasher.combine(holidays)
        hasher.combine(specialDays)
        hasher.combine(earlier)
    }
}

extension BusinessHours {
    /// Open at any time.
    package static func roundTheClock(zone: String = "GMT") throws -> BusinessHours { try BusinessHours(zone: zone, week: .roundTheClock) }

    /// The same with further holidays; a day that is one already keeps its name, and a special day its hours.
    func adding(_ further: [Holiday]) throws -> BusinessHours {
        let known = holidays.map { Holiday($0.key, $0.value) }
        let new = further.filter { !governsItself($0.day) }
        return try BusinessHours(zone: zone, week: week, holidays: known + new, specialDays: specialDays)
    }

    /// The same, in force from where the last of the earlier ones ends.
    ///
    /// - Parameter earlier: the oldest first, without earlier ones of their own.
    func succeeding(_ earlier: [Earlier]) -> BusinessHours {
        var hours = self
        hours.earlier = earlier
        return hours
    }

    /// The intervals that open on a day, in their order.
    func intervals(on day: Day) -> [OpenInterval] {
        if let special = specialDays[day] { return special }
        return holidays[day] == nil ? week.days[day.weekday - 1] : []
    }

    /// Whether a day's hours are not those of its weekday.
    func governsItself(_ day: Day) -> Bool { specialDays[day] != nil || holidays[day] != nil }
}
