import Kernel
import Testing

@testable import Desk

@Suite struct `Two conversations that are one` {
    // Ada asks on Monday and, since nobody answers, again on Tuesday.
    private let first = """
        2026-11-23 09:00 customer_message
        2026-11-23 10:00 resolved oskar
        2026-11-23 11:00 reopened
        """
    private let second = """
        2026-11-24 09:00 customer_message
        2026-11-24 09:30 reply maja
        """

    private func desk(merged: Bool, undone: Bool = false) throws -> [ServiceRecord] {
        let away = first + (merged ? "\n2026-11-24 12:00 merged_away" : "") + (undone ? "\n2026-11-24 15:00 merge_undone" : "")
        let part = ServiceRecord.Absorption(
            try happenings(first, firstOrder: 100), at: try moment("2026-11-24T12:00Z"), undoneAt: undone ? try moment("2026-11-24T15:00Z") : nil)
        return [try record(away), ServiceRecord(try happenings(second), absorbed: merged ? [part] : [])]
    }

    private func figures(_ desk: [ServiceRecord], at now: String) throws -> [ServiceFigures] {
        try desk.compactMap { try $0.figures(at: now, office()) }
    }

    @Test func `are one less, with as many messages and the same resolution to rate`() throws {
        let (before, after) = (try figures(desk(merged: false), at: "2026-11-24T16:00Z"), try figures(desk(merged: true), at: "2026-11-24T16:00Z"))
        #expect((before.count, after.count) == (2, 1))
        #expect(before.reduce(0) { $0 + $1.messages } == 3)
        #expect(after.reduce(0) { $0 + $1.messages } == 3)
        #expect(try desk(merged: true)[0].resolution(ratedAt: moment("2026-11-25T00:00Z"))?.agent == oskar)
    }

    @Test func `begin with the earliest message`() throws {
        let survivor = try #require(try figures(desk(merged: true), at: "2026-11-24T16:00Z").first)
        #expect(survivor.firstResponse?.time.customer.calendar == .hours(24) + .minutes(30))
        #expect(survivor.open.calendar == .hours(31))
    }

    @Test func `are two again in every number once that is undone`() throws {
        #expect(try figures(desk(merged: true, undone: true), at: "2026-11-24T16:00Z") == figures(desk(merged: false), at: "2026-11-24T16:00Z"))
        let ends = try ["2026-11-24T00:00Z", "2026-11-24T16:00Z"].map(moment)
        let (undone, apart) = (
            Backlog.all(of: try desk(merged: true, undone: true), from: .distantPast, ends: ends),
            Backlog.all(of: try desk(merged: false), from: .distantPast, ends: ends)
        )
        #expect(undone == apart)
        #expect(apart.map(\.unresolved) == [1, 2])
    }

    @Test func `owe nothing while they are a part of another one, nor as spam`() throws {
        let target = try policy(ServiceTarget(.resolution, within: .hours(1)))
        #expect(try desk(merged: true)[0].runs(target, at: "2026-11-24T16:00Z", office()).isEmpty)
        let spam = try record("2026-11-24 09:00 customer_message\n2026-11-24 09:01 marked_spam\n2026-11-24 12:00 unmarked_spam")
        #expect(try spam.runs(target, at: "2026-11-24T11:00Z", office()).isEmpty)
        #expect(try spam.figures(at: "2026-11-24T11:00Z", office()) == nil)
        #expect(try spam.runs(target, at: "2026-11-24T12:00Z", office()).map(\.state) == [.breached(at: moment("2026-11-24T10:00Z"), until: nil)])
    }
}
