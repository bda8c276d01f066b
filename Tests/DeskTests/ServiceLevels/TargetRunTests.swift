import Kernel
import Statistics
import TestKit
import Testing

@testable import Desk

@Suite struct `What is owed to the customer` {
    private func both(_ clock: ServiceTarget.Clock = .calendar) throws -> ServicePolicy {
        try policy(
            ServiceTarget(.firstResponse, within: .minutes(60), clock: clock), ServiceTarget(.nextResponse, within: .minutes(30), clock: clock))
    }

    @Test func `is a first response once, then the next ones`() throws {
        let story = try record(
            """
            2026-11-30 09:00 customer_message
            2026-11-30 10:00 reply maja
            2026-11-30 11:00 customer_message
            2026-11-30 11:31 reply maja
            2026-11-30 12:00 customer_message
            """)
        let runs = try story.runs(both(), at: "2026-11-30T12:10Z", office())
        #expect(runs.map(\.goal) == [.firstResponse, .nextResponse, .nextResponse])
        #expect(
            try runs.map(\.state) == [
                .met(at: moment("2026-11-30T10:00Z")), .breached(at: moment("2026-11-30T11:30Z"), until: moment("2026-11-30T11:31Z")),
                .running(due: moment("2026-11-30T12:30Z"), warning: nil),
            ])
        #expect(compliance(.nextResponse, of: runs) == .init(0, of: 1))
        #expect(compliance(.firstResponse, of: runs) == .init(1, of: 1))
        #expect(compliance(.resolution, of: runs).share == nil)
    }

    @Test func `is not owed any more once a bot answered in time, and stays breached where it was late`() throws {
        func states(_ botAt: String) throws -> [TargetRun.State] {
            try record("2026-11-30 09:00 customer_message\n2026-11-30 \(botAt) bot_message").runs(both(), at: "2026-11-30T12:00Z", office()).map(
                \.state)
        }
        #expect(try states("09:59").isEmpty)
        #expect(try states("10:01") == [.breached(at: moment("2026-11-30T10:00Z"), until: moment("2026-11-30T10:01Z"))])
    }

    @Test func `is met at the deadline itself and late a second after it`() throws {
        func state(_ reply: String) throws -> TargetRun.State? {
            try record("2026-11-30 09:00 customer_message\n2026-11-30 \(reply) reply maja").runs(both(), at: "2026-11-30T12:00Z", office()).first?
                .state
        }
        #expect(try state("10:00:00") == .met(at: moment("2026-11-30T10:00Z")))
        #expect(try state("10:00:01") == .breached(at: moment("2026-11-30T10:00Z"), until: moment("2026-11-30T10:00:01Z")))
    }

    @Test func `is resolved when it is, and owed again with what is left once it is reopened`() throws {
        let story = try record(
            """
            2026-11-30 09:00 customer_message
            2026-11-30 09:50 resolved maja
            2026-11-30 15:00 reopened
            """)
        let hour = try policy(ServiceTarget(.resolution, within: .minutes(60), clock: .calendar))
        #expect(try story.runs(hour, at: "2026-11-30T14:00Z", office()).map(\.state) == [.met(at: moment("2026-11-30T09:50Z"))])
        #expect(
            try story.runs(hour, at: "2026-11-30T15:00Z", office()).map(\.state)
                == [.running(due: moment("2026-11-30T15:10Z"), warning: nil)])
        #expect(
            try story.runs(hour, at: "2026-11-30T16:00Z", office()).map(\.state)
                == [.breached(at: moment("2026-11-30T15:10Z"), until: nil)])
    }

    @Test func `is met by resolving at the deadline itself`() throws {
        let hour = try policy(ServiceTarget(.resolution, within: .minutes(60), clock: .calendar))
        let story = try record("2026-11-30 09:00 customer_message\n2026-11-30 10:00 resolved maja")
        #expect(try story.runs(hour, at: "2026-11-30T14:00Z", office()).map(\.state) == [.met(at: moment("2026-11-30T10:00Z"))])
    }

    @Test func `is a next response after a first one was late, also where only a bot answered`() throws {
        let story = try record("2026-11-30 09:00 customer_message\n2026-11-30 10:01 bot_message\n2026-11-30 11:00 customer_message")
        let runs = try story.runs(both(), at: "2026-11-30T11:10Z", office())
        #expect(runs.map(\.goal) == [.firstResponse, .nextResponse])
        #expect(try runs.last?.state == .running(due: moment("2026-11-30T11:30Z"), warning: nil))
    }

    @Test func `stays breached for ever, at the same moment`() throws {
        let hours = try officeHours()
        let all = try policy(
            ServiceTarget(.firstResponse, within: .minutes(90), pauses: [.snoozed]),
            ServiceTarget(.nextResponse, within: .hours(5), clock: .calendar),
            ServiceTarget(.resolution, within: .hours(20), pauses: [.waiting]))
        try fuzzing { chance, seed in
            let record = ServiceRecord(anyStory(by: &chance, without: [.mergedAway, .markedSpam]))
            let times = (0..<2).map { _ in noon().adding(.minutes(Int64.random(in: 0...16_000, using: &chance))) }.sorted()
            let (early, late) = (
                TargetRun.all(of: record, policy: all, hours: hours, at: times[0]), TargetRun.all(of: record, policy: all, hours: hours, at: times[1])
            )
            for run in early {
                guard case .breached(let at, _) = run.state else { continue }
                let then = late.contains { $0.goal == run.goal && $0.since == run.since && $0.isBreached(at: at) }
                #expect(then, "seed \(seed)")
                #expect(at < times[0])
            }
        }
    }

    @Test func `is due when one has counted so many minutes, one by one, that were open and not paused`() throws {
        let target = try ServiceTarget(.resolution, within: .minutes(600), pauses: [.waiting, .snoozed])
        let all = try policy(target)
        for seed in UInt64(1)...10 {
            var chance = SeededGenerator(seed: seed)
            let hours = try `Business time`.hours(by: &chance)
            let record = ServiceRecord(anyStory(by: &chance, without: [.mergedAway, .markedSpam]))
            var (left, minute, due) = (600, noon(), Instant?.none)
            while due == nil, minute < noon().adding(.days(12)) {
                let before = record.happenings.filter { $0.at <= minute }.map(\.kind)
                if !isPaused(before), hours.isOpen(at: minute) { left -= 1 }
                minute = minute.adding(.minutes(1))
                if left == 0 { due = minute }
            }
            let state = TargetRun.all(of: record, policy: all, hours: hours, at: noon().adding(.days(12))).last?.state
            switch state {
            case .breached(let at, _)?: #expect(due == at, "seed \(seed)")
            case .running(let at?, _)?: #expect(due == nil || due == at, "seed \(seed)")
            default: #expect(due == nil || record.happenings.contains { $0.kind == .resolved && $0.at == due }, "seed \(seed)")
            }
        }
    }

    /// By the plain word of what happened last.
    private func isPaused(_ kinds: [Happening.Kind]) -> Bool {
        var (paused, resolved): (Set<Happening.Kind>, Bool) = ([], false)
        for kind in kinds {
            switch kind {
            case .resolved: (paused, resolved) = ([], true)
            case .reopened: resolved = false
            case .waitingBegan, .snoozeBegan: if !resolved { paused.insert(kind) }
            case .waitingEnded: paused.remove(.waitingBegan)
            case .snoozeEnded: paused.remove(.snoozeBegan)
            default: continue
            }
        }
        return resolved || !paused.isEmpty
    }
}

extension TargetRun {
    fileprivate func isBreached(at deadline: Instant) -> Bool {
        if case .breached(let at, _) = state { return at == deadline }
        return false
    }
}
