import Foundation
import Kernel
import Web

/// Until when a conversation may be put off with one choice, as the reader's clock has it.
struct Snooze {
    let until: Instant
    let label: String

    private static let morning = 9

    static func choices(_ t: Texts) -> [Snooze] {
        let tomorrow = t.today.adding(days: 1)
        let monday = t.today.startOfWeek.adding(days: 7)
        var choices = [
            Snooze(until: t.now.adding(.hours(1)), label: t("desk.snooze.hours", ["count": 1])),
            Snooze(until: t.now.adding(.hours(3)), label: t("desk.snooze.hours", ["count": 3])),
            Snooze(until: morning(of: tomorrow, t), label: t("desk.snooze.tomorrow", ["date": t.date(tomorrow)])),
        ]
        if monday != tomorrow { choices.append(Snooze(until: morning(of: monday, t), label: t("desk.snooze.monday", ["date": t.date(monday)]))) }
        return choices
    }

    private static func morning(of day: Day, _ t: Texts) -> Instant { instant(day, morning * 60, in: t.timeZone) }

    /// A minute of a day, as the clock on the wall has it there.
    private static func instant(_ day: Day, _ minute: Int, in zone: TimeZone) -> Instant {
        if let clock = WallClock(named: zone.identifier) { return clock.instant(day, minute) }
        return day.start.adding(.minutes(Int64(minute))).adding(.seconds(-Int64(zone.secondsFromGMT())))
    }

    /// A minute of a day as somebody has typed it.
    ///
    /// - Parameter field: that of the time.
    static func moment(_ day: Day, _ typed: String, _ field: String, in zone: TimeZone) throws -> Instant {
        let time = typed.split(separator: ":").prefix(2).compactMap { Int($0) }
        guard time.count == 2, (0...23).contains(time[0]), (0...59).contains(time[1]) else {
            throw Failure.invalid(field, "must be a time such as 08:30")
        }
        return instant(day, time[0] * 60 + time[1], in: zone)
    }

    /// Until when a form says: the day and the time that were typed, at nine where there is no time, else what was chosen.
    static func until(_ form: Form, in zone: TimeZone) throws -> Instant {
        guard !form["snooze_day"].isEmpty else {
            guard let until = Instant(form["snooze"]) else { throw Failure.invalid("until", "must be a time such as 2026-11-22T08:14:00Z") }
            return until
        }
        guard let day = Day(form["snooze_day"]) else { throw Failure.invalid("snooze_day", "must be a day, such as 2026-11-22") }
        let time = form["snooze_time"].split(separator: ":").prefix(2).compactMap { Int($0) }
        guard form["snooze_time"].isEmpty || time.count == 2 && (0...23).contains(time[0]) && (0...59).contains(time[1]) else {
            throw Failure.invalid("snooze_time", "must be a time such as 08:30")
        }
        return instant(day, time.count == 2 ? time[0] * 60 + time[1] : morning * 60, in: zone)
    }
}
