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
            Snooze(until: morning(of: tomorrow, t), label: t("desk.snooze.tomorrow")),
        ]
        if monday != tomorrow { choices.append(Snooze(until: morning(of: monday, t), label: t("desk.snooze.monday"))) }
        return choices
    }

    /// Nine o'clock there; on a day whose clock changes, as it stands afterwards.
    private static func morning(of day: Day, _ t: Texts) -> Instant {
        let asUTC = day.start.adding(.hours(Int64(morning)))
        return asUTC.adding(.seconds(-t.timeZone.secondsFromGMT(for: asUTC.date)))
    }
}
