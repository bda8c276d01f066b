/// A day of the calendar (proleptic Gregorian), without a time zone: days since 1970-01-01.
package struct Day: Hashable, Comparable, Sendable {
    package let number: Int32

    package init(number: Int32) { self.number = number }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }

    package static let microseconds: Int64 = 86_400_000_000
}

extension Day {
    /// `nil` when there is no such day in the calendar.
    package init?(year: Int, month: Int, day: Int) {
        guard (-9999...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year) else { return nil }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years begin in March, eras last 400 years.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, day)
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The first moment of the day in UTC.
    package var start: Instant { Instant(microseconds: Int64(number) * Self.microseconds) }

    package func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int { Int(((Int64(number) + 3) % 7 + 7) % 7) + 1 }

    /// The Monday of the day's week.
    package var startOfWeek: Day { adding(days: 1 - weekday) }

    package var month: Month { Month(year: civil.year, month: civil.month) }
}

extension Day: CustomStringConvertible {
    /// `2026-11-22`
    package var description: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }
}

/// A month of the calendar: months since January of the year 0.
package struct Month: Hashable, Comparable, Sendable {
    package let number: Int

    package init(number: Int) { self.number = number }
    package init(year: Int, month: Int) { number = year * 12 + month - 1 }

    package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

extension Month: CustomStringConvertible {
    package var year: Int { Int(Int64(number).flooredDivision(by: 12)) }
    package var month: Int { number - year * 12 + 1 }
    package var firstDay: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }

    /// `2026-11`
    package var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}

/// A number with leading zeros.
func padded(_ number: some BinaryInteger, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
