import Foundation
import Kernel
import Web

/// Whether somebody is there, and when somebody will be, as a visitor is told.
enum ChatHours: Hashable, Sendable {
    case open
    /// Nobody has set opening hours: nothing is promised.
    case unknown
    /// `nil` where it does not open within five years.
    case closed(until: Instant?)

    init(_ hours: BusinessHours?, at now: Instant) {
        guard let hours else {
            self = .unknown
            return
        }
        self = hours.isOpen(at: now) ? .open : .closed(until: hours.nextOpening(after: now))
    }

    /// “We are back on Monday at 9:00”; of this day or the next without its name. `nil` where nothing is known.
    func sentence(_ t: Texts) -> String? {
        switch self {
        case .unknown: return nil
        case .open: return t("chat.open")
        case .closed(nil): return t("chat.closed")
        case .closed(let until?):
            let days = t.day(of: until).number - t.today.number
            let time = t.time(until)
            if days == 0 { return t("chat.back.today", ["time": time]) }
            if days == 1 { return t("chat.back.tomorrow", ["time": time]) }
            if days < 7 { return t("chat.back.\(HoursForm.days[t.day(of: until).weekday - 1])", ["time": time]) }
            return t("chat.back.day", ["day": t.date(until), "time": time])
        }
    }
}
