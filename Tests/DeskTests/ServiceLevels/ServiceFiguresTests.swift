import Kernel
import TestKit
import Testing

@testable import Desk

@Suite struct `The figures of a conversation` {
    @Test func `begin with the customer's first message where an agent began`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-30 09:00 reply maja
                2026-11-30 11:00 customer_message
                2026-11-30 11:20 reply maja
                """
            ).figures(at: "2026-11-30T12:00Z", office()))
        #expect(figures.firstResponse?.time.customer.calendar == .minutes(20))
        #expect(figures.firstResponse?.time.at == (try moment("2026-11-30T11:20Z")))
        #expect(figures.nextResponses.count == 1)
    }

    @Test func `tell what the customer felt from what the team took since handing over`() throws {
        let first = try #require(
            try record(
                """
                2026-11-30 08:00 customer_message
                2026-11-30 08:01 bot_message
                2026-11-30 08:02 customer_message
                2026-11-30 08:30 handed_over
                2026-11-30 08:31 bot_message
                2026-11-30 09:15 reply maja
                """
            ).figures(at: "2026-11-30T12:00Z", office())?.firstResponse?.time)
        #expect(first.customer == Elapsed(calendar: .minutes(75), business: .minutes(15)))
        #expect(first.team == Elapsed(calendar: .minutes(45), business: .minutes(15)))
    }

    @Test func `are the bot's again once it was resolved`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-23 09:00 customer_message
                2026-11-23 09:01 handed_over
                2026-11-23 09:10 reply maja
                2026-11-23 09:20 resolved maja
                2026-11-25 09:00 customer_message
                2026-11-25 09:00 reopened
                2026-11-25 09:01 bot_message
                2026-11-27 09:00 customer_message
                2026-11-27 09:05 reply oskar
                """
            ).figures(at: "2026-11-30T12:00Z", office()))
        #expect(figures.nextResponses.map(\.team?.calendar) == [.minutes(9), .minutes(5)])
    }

    @Test func `wait for nobody any more once resolved, also after reopening`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-30 09:00 customer_message
                2026-11-30 10:00 waiting_began
                2026-11-30 11:00 resolved maja
                2026-11-30 12:00 reopened
                """
            ).figures(at: "2026-11-30T15:00Z", office()))
        #expect((figures.open.calendar, figures.waiting.calendar) == (.hours(4), .hours(1)))
    }

    @Test func `take no automatic message and no note for an answer`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-30 09:00 customer_message
                2026-11-30 09:00:01 automatic_message
                2026-11-30 09:05 note maja
                """
            ).figures(at: "2026-11-30T12:00Z", office()))
        #expect(figures.firstResponse == nil)
        #expect(figures.cycles.map(\.ending) == [nil])
        #expect(figures.cycles.first?.since == (try moment("2026-11-30T09:00Z")))
        #expect(figures.firstResolution == nil && figures.fullResolution == nil && figures.isOneTouch == nil)
    }

    @Test func `wait for no answer to thanks that were marked as needing none`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-30 09:00 customer_message
                2026-11-30 09:10 reply maja
                2026-11-30 09:20 customer_message
                2026-11-30 09:21 needs_no_reply maja
                2026-11-30 11:00 customer_message
                2026-11-30 11:05 reply maja
                """
            ).figures(at: "2026-11-30T12:00Z", office()))
        #expect(figures.nextResponses.map(\.customer.calendar) == [.minutes(10), .minutes(5)])
        #expect(figures.cycles.map(\.ending) == [.answered, .needsNoReply, .answered])
    }

    @Test func `count a customer who was left without an answer`() throws {
        let figures = try #require(
            try record("2026-11-30 09:00 customer_message\n2026-11-30 10:00 resolved maja").figures(at: "2026-11-30T12:00Z", office()))
        #expect(figures.unanswered == 1)
        let bot = try #require(
            try record("2026-11-30 09:00 customer_message\n2026-11-30 09:01 bot_message\n2026-11-30 10:00 resolved").figures(
                at: "2026-11-30T12:00Z", office()))
        #expect(bot.unanswered == 0, "the bot had answered")
    }

    @Test func `are of one touch with fewer than two replies after handing over`() throws {
        func isOneTouch(_ story: String) throws -> Bool? { try record(story).figures(at: "2026-12-01T00:00Z", office())?.isOneTouch }
        let start = "2026-11-30 09:00 customer_message\n2026-11-30 09:10 reply maja\n"
        #expect(try isOneTouch(start) == nil)
        #expect(
            try isOneTouch(start + "2026-11-30 10:00 resolved maja\n2026-11-30 10:01 reply maja") == true, "what is said afterwards does not count")
        #expect(try isOneTouch(start + "2026-11-30 09:20 reply maja\n2026-11-30 10:00 resolved maja") == false)
        #expect(try isOneTouch(start + "2026-11-30 09:15 handed_over\n2026-11-30 09:20 reply maja\n2026-11-30 10:00 resolved maja") == true)
        #expect(try isOneTouch(start + "2026-11-30 10:00 resolved maja\n2026-11-30 11:00 reopened") == nil)
    }

    @Test func `part the time until it was resolved into open, waiting and on hold`() throws {
        let figures = try #require(
            try record(
                """
                2026-11-30 09:00 customer_message
                2026-11-30 10:00 waiting_began
                2026-11-30 12:00 snooze_began
                2026-11-30 13:00 snooze_ended
                2026-11-30 14:00 waiting_ended
                2026-11-30 14:00 hold_began
                2026-11-30 18:00 resolved maja
                """
            ).figures(at: "2026-12-01T00:00Z", office()))
        #expect(figures.open == Elapsed(calendar: .hours(1), business: .hours(1)))
        #expect(figures.waiting == Elapsed(calendar: .hours(3), business: .hours(3)))
        #expect(figures.onHold == Elapsed(calendar: .hours(5), business: .hours(4)))
        #expect(figures.fullResolution == Elapsed(calendar: .hours(9), business: .hours(8)))
    }
}

@Suite struct `The figures of any conversation` {
    @Test func `have three times that are together the full resolution, by both clocks`() throws {
        let hours = try officeHours()
        try fuzzing { chance, seed in
            let record = ServiceRecord(anyStory(by: &chance, without: [.mergedAway, .markedSpam]))
            let now = noon().adding(.days(11))
            let figures = try #require(ServiceFigures(record, hours: hours, at: now))
            let spent = figures.open + figures.waiting + figures.onHold
            var (passed, since) = (Elapsed.zero, Instant?.some(noon()))
            for happening in record.happenings {
                if happening.kind == .resolved, let from = since {
                    passed = passed + Elapsed(from: from, to: happening.at, hours)
                    since = nil
                }
                if happening.kind == .reopened, since == nil { since = happening.at }
            }
            if let since { passed = passed + Elapsed(from: since, to: now, hours) }
            #expect(spent == passed, "seed \(seed)")
            #expect(figures.fullResolution == (since == nil ? spent : nil), "seed \(seed)")
        }
    }

    @Test func `are the same in whichever order we heard of what happened`() throws {
        let hours = try officeHours()
        let target = try policy(
            ServiceTarget(.firstResponse, within: .hours(1)), ServiceTarget(.nextResponse, within: .hours(2), pauses: [.waiting]),
            ServiceTarget(.resolution, within: .hours(8), clock: .calendar, pauses: [.snoozed, .waiting]))
        try fuzzing { chance, seed in
            let story = anyStory(by: &chance)
            let (told, shuffled) = (ServiceRecord(story), ServiceRecord(story.shuffled(using: &chance)))
            let now = noon().adding(.minutes(Int64.random(in: 0...14_400, using: &chance)))
            #expect(ServiceFigures(told, hours: hours, at: now) == ServiceFigures(shuffled, hours: hours, at: now), "seed \(seed)")
            // As of a moment, what comes later makes no difference.
            let until = ServiceRecord(story.filter { $0.at <= now })
            #expect(ServiceFigures(until, hours: hours, at: now) == ServiceFigures(told, hours: hours, at: now), "seed \(seed)")
            #expect(
                TargetRun.all(of: until, policy: target, hours: hours, at: now) == TargetRun.all(of: shuffled, policy: target, hours: hours, at: now),
                "seed \(seed)")
        }
    }
}
