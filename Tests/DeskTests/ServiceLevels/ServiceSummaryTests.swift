import Analytics
import Kernel
import People
import Statistics
import TestKit
import Testing

@testable import Desk

@Suite struct `The figures of many conversations` {
    @Test func `are median and p90 beside the mean, and shares with what they are of`() throws {
        // Replied after 10, 20, 30, 40 and 100 minutes; the last but one reopened twice, the last never resolved.
        let ends = ["10:00 resolved", "10:00 resolved", "10:00 resolved", "10:00 resolved\n2026-11-30 10:10 reopened\n2026-11-30 10:20 resolved"]
        let stories = zip(["09:10", "09:20", "09:30", "09:40", "10:40"], ends + ["11:00 note"]).map { reply, end in
            "2026-11-30 09:00 customer_message\n2026-11-30 \(reply) reply maja\n2026-11-30 \(end)"
        }
        let again = "\n2026-11-30 11:00 reopened\n2026-11-30 11:30 reply maja\n2026-11-30 12:00 resolved"
        let figures = try stories.enumerated().map { place, story in
            try #require(try record(story + (place == 3 ? again : "")).figures(at: "2026-12-01T00:00Z", office()))
        }
        let summary = ServiceSummary(of: figures)
        let first = try #require(summary.firstResponse?.calendar)
        #expect((first.n, first.mean, first.median, first.p90) == (5, .minutes(40), .minutes(30), .minutes(76)))
        #expect(summary.firstResolution?.business.median == .minutes(60))
        #expect(summary.reopened == .init(1, of: 4))
        #expect(summary.reopenings == 2)
        #expect(summary.oneTouch == .init(3, of: 4))
    }

    @Test func `of nobody are blank`() {
        let summary = ServiceSummary(of: [])
        #expect(summary.firstResponse == nil && summary.reopened.share == nil && summary.oneTouch.share == nil)
    }
}

@Suite struct `First contact resolution` {
    private let ada = ID<Person>(bits: 1)
    private let jan = ID<Person>(bits: 2)

    private func contact(_ customer: ID<Person>, _ topic: String?, _ created: Int64, resolved: Int64?, reopened: Int64...) -> Contact {
        func day(_ number: Int64) -> Instant { Instant(seconds: number * 86_400) }
        return Contact(customer: customer, topic: topic, created: day(created), firstResolved: resolved.map(day), reopened: reopened.map(day))
    }

    @Test func `is broken by reopening and by asking the same again within the window, and by nothing else`() {
        let contacts = [
            contact(ada, "delivery", 0, resolved: 1), contact(ada, "delivery", 8, resolved: 9), contact(ada, "delivery", 17, resolved: 18),
            contact(ada, "invoice", 2, resolved: 3), contact(jan, "delivery", 2, resolved: 3, reopened: 10),
            contact(jan, "invoice", 2, resolved: 3, reopened: 11),
            contact(jan, nil, 30, resolved: nil),
        ]
        // Ada's first came back on the last day of the window, her second a day after it; Jan's first was reopened within it.
        let all = FirstContactResolution(of: contacts, at: Instant(seconds: 100 * 86_400))
        #expect(all.resolved == .init(4, of: 6))
        #expect(all.pending == 0)
    }

    @Test func `is not told before the window ends`() {
        let contacts = [contact(ada, "delivery", 0, resolved: 1, reopened: 2)]
        let early = FirstContactResolution(of: contacts, at: Instant(seconds: 8 * 86_400 - 1))
        #expect((early.resolved.share, early.pending) == (nil, 1))
        let late = FirstContactResolution(of: contacts, at: Instant(seconds: 8 * 86_400))
        #expect((late.resolved.share, late.pending) == (0, 0))
    }
}

@Suite struct `The backlog` {
    @Test func `is told by age`() throws {
        let created = ["2026-11-30 12:00", "2026-11-29 12:01", "2026-11-29 12:00", "2026-11-27 12:00", "2026-11-23 12:00", "2026-11-23 11:59"]
        let records = try created.map { try record("\($0) customer_message") }
        let backlog = try #require(Backlog.all(of: records, from: .distantPast, ends: [try moment("2026-11-30T12:00Z")]).first)
        #expect(backlog.byAge == [2, 1, 2, 1])
        #expect(backlog.movement.created == 6)
    }

    @Test func `is that of yesterday and created and reopened less resolved, merged and spam, whatever happened`() throws {
        try fuzzing { chance, seed in
            let records = (0..<8).map { _ in ServiceRecord(anyStory(by: &chance)) }
            let ends = (0...12).map { noon().adding(.days($0)).adding(.minutes(Int64.random(in: 0...600, using: &chance))) }
            var yesterday = 0
            for backlog in Backlog.all(of: records, from: .distantPast, ends: ends) {
                #expect(backlog.unresolved == yesterday + backlog.movement.change, "seed \(seed)")
                yesterday = backlog.unresolved
            }
        }
    }
}
