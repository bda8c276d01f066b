package import Foundation
package import Kernel
import Language

extension Texts {
    /// `22 Nov 2026`
    package func date(_ day: Day) -> String { style(.gmt).day().month(.abbreviated).year().format(day.start.date).inOneLine }
    package func date(_ instant: Instant) -> String { style(timeZone).day().month(.abbreviated).year().format(instant.date).inOneLine }
    /// `Nov 2026`
    package func date(_ month: Month) -> String { style(.gmt).month(.abbreviated).year().format(month.firstDay.start.date).inOneLine }
    /// A month within a sentence, behind "since": Russian and Polish decline it, as they do beside a day.
    package func monthWithin(_ month: Month) -> String {
        guard language == .ru || language == .pl else { return date(month) }
        let day = style(.gmt).day().month(.wide).year().format(month.firstDay.start.date)
        return day.hasPrefix("1 ") || day.hasPrefix("1\u{a0}") ? String(day.dropFirst(2)).inOneLine : date(month)
    }
    /// `22 Nov`, for axes and rows where the year is plain.
    package func shortDate(_ day: Day) -> String { style(.gmt).day().month(.abbreviated).format(day.start.date).inOneLine }
    /// `Sunday, 22 November`; with the year when it is not the reader's.
    package func longDate(_ instant: Instant) -> String {
        let plain = style(timeZone).weekday(.wide).day().month(.wide)
        return (day(of: instant).civil.year == today.civil.year ? plain : plain.year()).format(instant.date)
    }
    /// `08:14`
    package func time(_ instant: Instant) -> String { style(timeZone).hour().minute().format(instant.date) }
    /// `22 Nov 2026, 08:14`
    package func moment(_ instant: Instant) -> String {
        style(timeZone).day().month(.abbreviated).year().hour().minute().format(instant.date)
    }

    /// `3 hours ago`, `in 2 days`, counted from the reader's now.
    package func ago(_ instant: Instant) -> String {
        let seconds = instant.duration(since: now).components.seconds
        return abs(seconds) < 60 ? self("time.now") : AgoPhrases.phrase(seconds, on: now.day, in: language)
    }

    /// `4 min`, `2 h 10 min`, `3 d 4 h`: the two largest units.
    package func span(_ duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
        let parts: [(String, Int64)] =
            days > 0
            ? [("time.days", days), ("time.hours", hours)]
            : hours > 0
                ? [("time.hours", hours), ("time.minutes", minutes)]
                : minutes > 0 ? [("time.minutes", minutes)] : [("time.seconds", seconds)]
        return parts.filter { $0.1 > 0 || parts.count == 1 }.map { self($0.0, ["count": Int($0.1)]) }.joined(separator: " ")
    }

    /// The day it is for the reader.
    package var today: Day { day(of: now) }

    package func day(of instant: Instant) -> Day {
        let offset = timeZone.secondsFromGMT(for: instant.date)
        return instant.adding(.seconds(offset)).day
    }

    private func style(_ zone: TimeZone) -> Date.FormatStyle { Date.FormatStyle(locale: language.locale, timeZone: zone) }
}

extension Instant {
    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}

extension String {
    /// With blanks at which no line is broken: a date is read as one.
    fileprivate var inOneLine: String { replacing(" ", with: "\u{a0}") }
}
