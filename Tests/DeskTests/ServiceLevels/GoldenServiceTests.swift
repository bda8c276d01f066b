import Kernel
import Testing

@testable import Desk

@Suite struct `The figures of service` {
    @Test func `give an hour asked on Friday at 16:30 until Monday at 9:30, or Tuesday where Monday is a holiday`() throws {
        let asked = try record("2026-11-27 16:30 customer_message")
        let hour = try policy(ServiceTarget(.firstResponse, within: .minutes(60), warning: .minutes(30)))
        #expect(
            try asked.runs(hour, at: "2026-11-27T18:00Z", office()).map(\.state)
                == [.running(due: moment("2026-11-30T09:30Z"), warning: moment("2026-11-27T17:00Z"))])
        #expect(
            try asked.runs(hour, at: "2026-11-27T18:00Z", officeHours("GMT", holidays: "2026-11-30")).map(\.state)
                == [.running(due: moment("2026-12-01T09:30Z"), warning: moment("2026-11-27T17:00Z"))])
    }

    @Test func `stand still over noon where shifts are split`() throws {
        let target = try ServiceTarget(.firstResponse, within: .minutes(30))
        #expect(try target.due(since: moment("2026-11-27T12:30Z"), daily("08:00-12:00 13:30-18:00", "GMT")) == moment("2026-11-27T14:00Z"))
    }

    @Test func `count what really passes of a night in which clocks are changed`() throws {
        let nights = try daily("22:00-06:00", "Europe/Warsaw")
        let target = try ServiceTarget(.resolution, within: .hours(8))
        #expect(try target.due(since: moment("2026-03-28T22:00+01:00"), nights) == moment("2026-03-29T23:00+02:00"))
        #expect(try target.due(since: moment("2026-10-24T22:00+02:00"), nights) == moment("2026-10-25T05:00+01:00"))
    }

    @Test func `take the next response from the first of three messages`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-30 09:00 customer_message
                2026-11-30 09:10 customer_message
                2026-11-30 09:20 customer_message
                2026-11-30 09:45 reply maja
                """
            ).figures(at: "2026-11-30T12:00Z", office()))
        #expect(figures.nextResponses.map(\.customer.calendar) == [.minutes(45)])
        #expect(figures.nextResponses.map(\.team?.calendar) == [.minutes(45)])
    }

    @Test func `give the team ten minutes where a bot resolved and the customer came back five days later`() throws {
        let story = """
            2026-11-23 09:00 customer_message
            2026-11-23 09:01 bot_message
            2026-11-23 09:02 resolved
            2026-11-28 09:00 customer_message
            2026-11-28 09:00 reopened
            2026-11-28 09:10 reply maja
            """
        let first = try #require(try record(story).figures(at: "2026-11-29T00:00Z", office())?.firstResponse)
        #expect(first.time.team?.calendar == .minutes(10))
        #expect(first.time.customer.calendar == .days(5) + .minutes(10))
        #expect(first.agent == maja)
        let target = try policy(ServiceTarget(.firstResponse, within: .minutes(15), clock: .calendar))
        #expect(try record(story).runs(target, at: "2026-11-29T00:00Z", office()).map(\.state) == [.met(at: moment("2026-11-28T09:10Z"))])
    }

    @Test func `give four minutes, not 14 days, where a bot had answered and the customer wrote again`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-02 09:00 customer_message
                2026-11-02 09:01 bot_message
                2026-11-16 09:00 customer_message
                2026-11-16 09:04 reply maja
                """
            ).figures(at: "2026-11-17T00:00Z", office()))
        #expect(figures.firstResponse?.time.team?.calendar == .minutes(4))
        #expect(figures.nextResponses.map(\.team?.calendar) == [.minutes(4)])
    }

    @Test func `know the exact time of a breach that began and ended between two looks`() throws {
        let story = try record(
            """
            2026-11-30 10:00 customer_message
            2026-11-30 10:30:20 reply oskar
            """)
        let target = try policy(ServiceTarget(.firstResponse, within: .minutes(30)))
        #expect(
            try story.runs(target, at: "2026-11-30T10:29Z", office()).map(\.state)
                == [.running(due: moment("2026-11-30T10:30Z"), warning: nil)])
        #expect(
            try story.runs(target, at: "2026-11-30T10:31Z", office()).map(\.state)
                == [.breached(at: moment("2026-11-30T10:30Z"), until: moment("2026-11-30T10:30:20Z"))])
    }

    @Test func `keep the first resolution apart from the last, and credit the second agent`() throws {
        let story = try record(
            """
            2026-11-30 09:00 customer_message
            2026-11-30 10:00 resolved maja
            2026-11-30 13:00 reopened
            2026-11-30 13:30 resolved oskar
            2026-12-04 13:30 resolved
            """)
        let figures = try #require(try story.figures(at: "2026-12-05T00:00Z", office()))
        #expect(figures.firstResolution?.calendar == .hours(1))
        #expect(figures.fullResolution?.calendar == .minutes(90), "three hours of them it stood resolved")
        #expect(
            figures.resolutions == [
                Resolution(at: try moment("2026-11-30T10:00Z"), agent: maja), .init(at: try moment("2026-11-30T13:30Z"), agent: oskar),
            ])
        #expect(figures.reopens == 1)
        #expect(try story.resolution(ratedAt: moment("2026-11-30T14:00Z"))?.agent == oskar)
        #expect(try story.resolution(ratedAt: moment("2026-11-30T12:00Z"))?.agent == maja)
    }

    @Test func `stand still while snoozed where the policy says so, and not otherwise`() throws {
        let story = try record(
            """
            2026-11-30 10:00 customer_message
            2026-11-30 10:20 snooze_began
            2026-11-30 11:20 snooze_ended
            """)
        let running = try policy(ServiceTarget(.resolution, within: .minutes(30)))
        let pausing = try policy(ServiceTarget(.resolution, within: .minutes(30), pauses: [.snoozed]))
        #expect(try story.runs(running, at: "2026-11-30T11:00Z", office()).map(\.state) == [.breached(at: moment("2026-11-30T10:30Z"), until: nil)])
        #expect(try story.runs(pausing, at: "2026-11-30T11:00Z", office()).map(\.state) == [.paused(left: .minutes(10))])
        #expect(
            try story.runs(pausing, at: "2026-11-30T11:25Z", office()).map(\.state)
                == [.running(due: moment("2026-11-30T11:30Z"), warning: nil)])
        #expect(
            try story.runs(pausing, at: "2026-11-30T11:31Z", office()).map(\.state)
                == [.breached(at: moment("2026-11-30T11:30Z"), until: nil)])
    }
}
