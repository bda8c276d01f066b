package import Foundation
package import Kernel
import Language

extension Texts {
    /// `22 Nov 2026`
    package func date(_ day: Day) -> String { phrases.phrase(.date, day).inOneLine }
    package func date(_ instant: Instant) -> String { date(day(of: instant)) }
    /// `Nov 2026`
    package func date(_ month: Month) -> String { phrases.phrase(.month, month.firstDay).inOneLine }
    /// A month within a sentence, behind "since": Russian and Polish decline it, as they do beside a day.
    package func monthWithin(_ month: Month) -> String {
        guard language == .ru || language == .pl else { return date(month) }
        let day = phrases.phrase(.wideDate, month.firstDay)
        return day.hasPrefix("1 ") || day.hasPrefix("1\u{a0}") ? String(day.dropFirst(2)).inOneLine : date(month)
    }
    /// `22 Nov`, for axes and rows where the year is plain.
    package func shortDate(_ day: Day) -> String { phrases.phrase(.shortDate, day).inOneLine }
    /// `Sunday, 22 November`; with the year when it is not the reader's.
    package func longDate(_ instant: Instant) -> String {
        let day = day(of: instant)
        return phrases.phrase(day.civil.year == today.civil.year ? .longDate : .longDateWithYear, day)
    }
    /// `08:14`
    package func time(_ instant: Instant) -> String { phrases.time(minute: local(instant).minute) }
    /// `22 Nov 2026, 08:14`
    package func moment(_ instant: Instant) -> String {
        let (day, minute) = local(instant)
        return phrases.moment(day, minute: minute)
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

    package func day(of instant: Instant) -> Day { local(instant).day }

    /// What the reader's calendar and clock show.
    private func local(_ instant: Instant) -> (day: Day, minute: Int32) {
        let local = timeZone == .gmt ? instant : instant.adding(.seconds(timeZone.secondsFromGMT(for: instant.date)))
        let day = local.day
        return (day, Int32((local.microseconds - day.start.microseconds) / 60_000_000))
    }

    private var phrases: CalendarPhrases { CalendarPhrases(language: language) }
}

extension Instant {
    package var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}

extension String {
    /// With blanks at which no line is broken: a date is read as one.
    fileprivate var inOneLine: String { replacing(" ", with: "\u{a0}") }
}
