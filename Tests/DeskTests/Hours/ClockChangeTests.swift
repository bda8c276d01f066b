import Kernel
import TestKit
import Testing

@testable import Desk

@Suite struct `When clocks are changed` {
    /// The moments of 2026 at which they are put forward and back, as tables of the IANA database say.
    static let changes = [
        ("Europe/Warsaw", "2026-03-29T01:00:00Z", Duration.hours(1)), ("Europe/Warsaw", "2026-10-25T01:00:00Z", .hours(-1)),
        ("America/New_York", "2026-03-08T07:00:00Z", .hours(1)), ("America/New_York", "2026-11-01T06:00:00Z", .hours(-1)),
        ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", .minutes(30)), ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", .minutes(-30)),
    ]

    @Test(arguments: changes) func `the clock on the wall jumps within one second`(zone: String, at: String, by: Duration) throws {
        let (clock, change) = (try #require(WallClock(named: zone)), try moment(at))
        let (before, after) = (clock.shown(at: change.adding(.seconds(-1))), clock.shown(at: change.adding(.seconds(1))))
        #expect(after.duration(since: before) == .seconds(2) + by)
        #expect(clock.shown(at: change).duration(since: before) == .seconds(1) + by)
    }

    @Test(arguments: changes) func `a second before and a second after are two seconds of business time`(zone: String, at: String, by: Duration)
        throws
    {
        let (hours, change) = (try BusinessHours.roundTheClock(zone: zone), try moment(at))
        let (before, after) = (change.adding(.seconds(-1)), change.adding(.seconds(1)))
        #expect(hours.businessTime(from: before, to: after) == .seconds(2))
        #expect(hours.instant(after: .seconds(2), since: before) == after)
    }

    @Test(arguments: changes) func `a day lasts as much less as they are put forward`(zone: String, at: String, by: Duration) throws {
        let clock = try #require(WallClock(named: zone))
        let day = clock.shown(at: try moment(at)).day
        #expect(clock.instant(day.adding(days: 1), 0).duration(since: clock.instant(day, 0)) == .hours(24) - by)
    }

    @Test func `what is left out is passed over, and of an hour that comes twice the first is meant`() throws {
        let hours = try daily("02:15-02:45", "Europe/Warsaw")
        let clock = hours.clock
        #expect(try hours.businessTime(from: moment("2026-03-28T12:00Z"), to: moment("2026-03-29T12:00Z")) == .zero)
        #expect(try clock.instant(day("2026-10-25"), 135) == moment("2026-10-25T02:15+02:00"))
        #expect(try hours.businessTime(from: moment("2026-10-24T12:00Z"), to: moment("2026-10-25T12:00Z")) == .minutes(30))
        #expect(try !hours.isOpen(at: moment("2026-10-25T02:30+01:00")))
    }

    @Test func `a day that a country left out has no hours`() throws {
        let hours = try daily("09:00-17:00", "Pacific/Apia")
        #expect(try hours.businessTime(from: moment("2011-12-29T00:00-10:00"), to: moment("2012-01-01T00:00+14:00")) == .hours(16))
    }

    @Test func `what the clock shows leads back to the moment, at any time and in any zone`() throws {
        let zones = [
            "Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago", "Asia/Kathmandu", "Pacific/Apia",
        ]
        let clocks = try zones.map { try #require(WallClock(named: $0)) }
        try fuzzing { chance, seed in
            let clock = clocks[Int.random(in: clocks.indices, using: &chance)]
            let minute = Instant(seconds: 60 * Int64.random(in: 0...70_000_000, using: &chance))
            let shown = clock.shown(at: minute)
            let back = clock.instant(shown.day, Int((shown.seconds - shown.day.start.seconds) / 60))
            // Of a time that comes twice, the first.
            #expect(back == minute || (back < minute && clock.shown(at: back) == shown), "seed \(seed)")
        }
    }
}
