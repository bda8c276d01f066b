package import Kernel

/// How long something took, by both clocks.
package struct Elapsed: Hashable, Sendable {
    package let calendar: Duration
    /// Inside the opening hours.
    package let business: Duration

    package init(calendar: Duration, business: Duration) { (self.calendar, self.business) = (calendar, business) }

    package init(from start: Instant, to end: Instant, _ hours: BusinessHours) {
        self.init(calendar: end.duration(since: start), business: hours.businessTime(from: start, to: end))
    }

    package static let zero = Elapsed(calendar: .zero, business: .zero)

    package static func + (a: Self, b: Self) -> Self { Elapsed(calendar: a.calendar + b.calendar, business: a.business + b.business) }
}
