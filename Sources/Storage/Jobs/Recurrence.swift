package import Kernel

/// A time of day, in UTC, at which something is to be done again.
package struct Recurrence: Hashable, Sendable {
    private let minute: Int64
    /// Whether it is done late when no server was there at its time. Otherwise its next time will do.
    package let catchesUp: Bool

    package static func daily(at hour: Int, _ minute: Int = 0, catchingUp: Bool = true) -> Recurrence {
        Recurrence(minute: Int64(60 * hour + minute), catchesUp: catchingUp)
    }

    /// The last time that has come.
    package func last(at now: Instant) -> Instant {
        let today = now.day.start.adding(.minutes(minute))
        return today <= now ? today : today.adding(.days(-1))
    }

    /// The first time that has not come yet.
    package func next(after now: Instant) -> Instant { last(at: now).adding(.days(1)) }
}
