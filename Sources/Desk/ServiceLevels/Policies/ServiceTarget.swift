package import Kernel

/// Within which time something is to be done, and by which clock.
package struct ServiceTarget: Hashable, Sendable {
    package let goal: Goal
    /// Above 0, at most a year.
    package let within: Duration
    package let clock: Clock
    /// So long before the deadline, by the same clock, somebody is warned; `nil` is never.
    package let warning: Duration?
    /// While which the clock stands still.
    package let pauses: Set<Pause>

    package enum Goal: String, Sendable, Codable, CaseIterable {
        /// The first reply to the customer.
        case firstResponse = "first_response"
        /// Each reply after that.
        case nextResponse = "next_response"
        /// The conversation's being resolved; reopened, the time goes on.
        case resolution
    }

    package enum Clock: String, Sendable, Codable, CaseIterable { case business, calendar }

    package enum Pause: String, Sendable, Codable, CaseIterable {
        /// The customer is waited for.
        case waiting
        case snoozed
    }

    /// - Throws: `invalid` for a target of no time or of more than a year, and for a warning that comes before the clock runs or with the deadline.
    package init(_ goal: Goal, within: Duration, clock: Clock = .business, warning: Duration? = nil, pauses: Set<Pause> = []) throws {
        try Failure.require(within > .zero && within <= .days(366), "within", "must be more than nothing and at most a year")
        if let warning {
            try Failure.require(warning > .zero && warning < within, "warning", "must be before the deadline, by less than the time that is given")
        }
        (self.goal, self.within, self.clock, self.warning, self.pauses) = (goal, within, clock, warning, pauses)
    }
}

extension ServiceTarget {
    /// By when it is due if the clock starts at an instant and is never paused; `nil` when it is not open for so long within five years.
    package func due(since start: Instant, _ hours: BusinessHours) -> Instant? { instant(after: within, since: start, hours) }

    func instant(after duration: Duration, since start: Instant, _ hours: BusinessHours) -> Instant? {
        clock == .calendar ? start.adding(duration) : hours.instant(after: duration, since: start)
    }

    func time(from start: Instant, to end: Instant, _ hours: BusinessHours) -> Duration {
        clock == .calendar ? end.duration(since: start) : hours.businessTime(from: start, to: end)
    }
}

/// As it is kept, times in seconds: `{"goal":"first_response","within":3600,"clock":"business","warning":600,"pauses":["waiting"]}`.
extension ServiceTarget: Codable {
    private struct Stored: Codable {
        var goal: Goal
        var within: Int64
        var clock: Clock
        var warning: Int64?
        var pauses: [Pause]?
    }

    /// - Throws: `invalid`, as when it is made.
    package init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        try self.init(
            stored.goal, within: .seconds(stored.within), clock: stored.clock, warning: stored.warning.map { .seconds($0) },
            pauses: Set(stored.pauses ?? []))
    }

    package func encode(to encoder: any Encoder) throws {
        try Stored(
            goal: goal, within: within.components.seconds, clock: clock, warning: warning?.components.seconds,
            pauses: pauses.isEmpty ? nil : pauses.sorted { $0.rawValue < $1.rawValue }
        ).encode(to: encoder)
    }
}
