import Kernel

/// `RRULE:FREQ=YEARLY`: a day that comes back each year, or every so many years (RFC 5545, 3.3.10).
struct YearlyRule {
    /// Every so many years.
    var interval = 1
    /// So many times in all, the first included.
    var count: Int?
    var until: Day?
    var months: [Int] = []
    /// 1…31, and −1…−31 from the end of the month.
    var monthDays: [Int] = []
    var weekdays: [Weekday] = []

    /// The `ordinal`-th of its kind in the month, or where no month is named in the year; counted from the end below 0; every one where it is 0.
    struct Weekday {
        let ordinal: Int
        /// 1 is Monday, 7 is Sunday.
        let weekday: Int
    }

    /// The days from the first one on, which always counts, to another one; ascending.
    func days(from start: Day, through last: Day) -> [Day] {
        let (most, end) = (count ?? .max, min(last, until ?? last))
        var days = [start]
        var year = start.civil.year
        while year <= end.civil.year, days.count < most {
            for day in self.days(in: year, like: start) where day > start && day <= end && days.count < most { days.append(day) }
            year += interval
        }
        return days.filter { $0 <= end }
    }

    /// What the rule names in a year, ascending, each once. What it does not say follows from the first day.
    private func days(in year: Int, like start: Day) -> [Day] {
        let (_, month, date) = start.civil
        if monthDays.isEmpty, weekdays.isEmpty {
            return Set(months.isEmpty ? [month] : months).compactMap { Day(year: year, month: $0, day: date) }.sorted()
        }
        let named = months.isEmpty ? Array(1...12) : months
        let byDate = monthDays.isEmpty ? nil : Set(named.flatMap { month in monthDays.compactMap { dated($0, of: month, year) } })
        let byWeekday = weekdays.isEmpty ? nil : Set(periods(of: year).flatMap { period in weekdays.flatMap { $0.days(in: period) } })
        guard let byDate else { return (byWeekday ?? []).sorted() }
        return (byWeekday.map(byDate.intersection) ?? byDate).sorted()
    }

    /// Within which weekdays are counted.
    private func periods(of year: Int) -> [ClosedRange<Day>] {
        if months.isEmpty, monthDays.isEmpty {
            guard let first = Day(year: year, month: 1, day: 1), let last = Day(year: year, month: 12, day: 31) else { return [] }
            return [first...last]
        }
        return (months.isEmpty ? Array(1...12) : months).compactMap { month in
            guard let first = dated(1, of: month, year), let last = dated(-1, of: month, year) else { return nil }
            return first...last
        }
    }
}

/// A day of a month by its date, from the end where that is below 0; `nil` where the month has none.
private func dated(_ date: Int, of month: Int, _ year: Int) -> Day? {
    Day(year: year, month: month, day: date > 0 ? date : Day.length(ofMonth: month, year: year) + 1 + date)
}

extension YearlyRule.Weekday {
    fileprivate func days(in period: ClosedRange<Day>) -> [Day] {
        let first = period.lowerBound.adding(days: (weekday - period.lowerBound.weekday + 7) % 7)
        let all = stride(from: first.number, through: period.upperBound.number, by: 7).map { Day(number: $0) }
        if ordinal == 0 { return all }
        let place = ordinal > 0 ? ordinal - 1 : all.count + ordinal
        return all.indices.contains(place) ? [all[place]] : []
    }
}
