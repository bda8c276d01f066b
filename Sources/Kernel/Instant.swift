/// A moment in time: microseconds since 1970-01-01T00:00:00Z. Stored and compared as an integer; has no time zone.
package struct Instant: Hashable, Comparable, Sendable {
    package var microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }
}

extension Instant {
    package static let distantPast = Instant(microseconds: .min)
    package static let distantFuture = Instant(microseconds: .max)

    package init(seconds: Int64) { self.init(microseconds: seconds * 1_000_000) }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { microseconds.flooredDivision(by: 1_000_000) }

    package func adding(_ duration: Duration) -> Instant {
        Instant(microseconds: microseconds + duration.microseconds)
    }

    package func duration(since earlier: Instant) -> Duration {
        .microseconds(microseconds - earlier.microseconds)
    }

    /// The day in UTC.
    package var day: Day { Day(number: Int32(truncatingIfNeeded: microseconds.flooredDivision(by: Day.microseconds))) }
}

extension Duration {
    /// Whole microseconds, rounded towards zero.
    package var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }

    package static func minutes(_ count: Int64) -> Duration { .seconds(60 * count) }
    package static func hours(_ count: Int64) -> Duration { .seconds(3_600 * count) }
    package static func days(_ count: Int64) -> Duration { .seconds(86_400 * count) }
}

extension Int64 {
    /// Division that rounds towards minus infinity, so that moments before 1970 fall into the right day.
    package func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
