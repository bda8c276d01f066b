import Analytics
import Kernel
import Statistics
import Testing

@Suite struct `The retention triangle` {
    /// Person and day.
    private func visits(_ visits: (Int64, String)...) throws -> JourneyLog {
        try log(
            visits.enumerated().map { position, visit in
                Told(person: visit.0, position: Int64(position), at: Day(visit.1)?.start ?? .distantPast, kind: "visit")
            })
    }

    @Test func `follows those first seen in a month through the months since`() throws {
        let log = try visits((1, "2026-01-05"), (1, "2026-01-20"), (1, "2026-03-01"), (2, "2026-01-31"), (2, "2026-02-01"), (3, "2026-02-10"))
        let retention = log.retention(now: Day("2026-04-01")?.start ?? .distantPast)
        #expect(retention.cohorts.map(\.month.description) == ["2026-01", "2026-02"])
        #expect(retention.cohorts[0].months == [Proportion(2, of: 2), Proportion(1, of: 2), Proportion(1, of: 2), nil])
        #expect(retention.cohorts[1].months == [Proportion(1, of: 1), Proportion(0, of: 1), nil])
    }

    @Test func `leaves blank what is not over`() throws {
        let log = try visits((1, "2026-01-05"), (1, "2026-02-03"), (2, "2026-02-02"))
        let retention = log.retention(now: Day("2026-02-28")?.start ?? .distantPast)
        #expect(retention.cohorts[0].months == [Proportion(1, of: 1), nil])
        #expect(retention.cohorts[1].months == [nil])
        #expect(retention.cohorts[1].people == 1)
    }

    @Test func `pools cohorts by their counts`() throws {
        let log = try visits((1, "2026-01-05"), (2, "2026-01-06"), (2, "2026-02-01"), (3, "2026-02-10"), (3, "2026-03-10"))
        let together = log.retention(now: Day("2026-04-01")?.start ?? .distantPast).together
        #expect(together == [Proportion(3, of: 3), Proportion(2, of: 3), Proportion(0, of: 2)])
    }

    @Test func `begins with everybody`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let log = try log(randomTouches(seed: seed))
            let retention = log.retention(now: Instant(seconds: 500 * 86_400))
            #expect(retention.cohorts.reduce(0) { $0 + $1.people } == log.people)
            #expect(retention.cohorts.allSatisfy { $0.months.first == Proportion($0.people, of: $0.people) })
        }
    }
}
