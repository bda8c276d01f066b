import Foundation
import Kernel
import Web

/// Some days or a month, as the reader's calendar has them: from a moment to just before another.
struct Stretch: Hashable, Sendable {
    let first: Day
    let since: Instant
    let until: Instant

    init(from first: Day, before next: Day, in zone: TimeZone) {
        self.first = first
        since = zone.start(of: first)
        until = zone.start(of: next)
    }
}

extension Stretch {
    /// The period in steps of a day, or of as many days as give at most 60 steps; the last one may be shorter.
    static func steps(of period: Period, in zone: TimeZone) -> [Stretch] {
        let width = (period.length + 59) / 60
        let end = period.last.adding(days: 1)
        return stride(from: 0, to: period.length, by: width).map { offset in
            Stretch(from: period.first.adding(days: offset), before: min(end, period.first.adding(days: offset + width)), in: zone)
        }
    }

    /// Whole months up to the one of `last`, the first one first.
    static func months(_ count: Int, until last: Day, in zone: TimeZone) -> [Stretch] {
        (0..<count).reversed().map { back in
            let month = Month(number: last.month.number - back)
            return Stretch(from: month.firstDay, before: Month(number: month.number + 1).firstDay, in: zone)
        }
    }
}

extension TimeZone {
    /// The first moment of a day. Where clocks are set at midnight, the one an hour off.
    func start(of day: Day) -> Instant {
        let guess = day.start.adding(.seconds(-secondsFromGMT(for: day.start.date)))
        return day.start.adding(.seconds(-secondsFromGMT(for: guess.date)))
    }
}
