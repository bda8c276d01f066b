import Analytics
import Kernel
import Statistics
import Testing

/// Person and day.
private func visits(_ visits: (Int64, String)...) throws -> JourneyLog {
    try log(
        visits.enumerated().map { position, visit in
            Told(person: visit.0, position: Int64(position), at: Day(visit.1)?.start ?? .distantPast, kind: "visit")
        })
}

private func moment(_ day: String) -> Instant { Day(day)?.start ?? .distantPast }

@Suite struct `The retention triangle` {
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

@Suite struct `Coming back` {
    @Test func `is counted on the very day, within days, or from a day on`() throws {
        let log = try visits((1, "2026-01-05"), (1, "2026-01-06"), (1, "2026-01-12"), (2, "2026-01-05"), (2, "2026-01-09"), (3, "2026-01-05"))
        let now = moment("2026-06-01")
        func shares(_ measure: ReturnQuestion.Measure) -> [Int?] { log.returns(ReturnQuestion(measure), now: now).together.map { $0?.count } }
        #expect(shares(.within([1...1, 4...4, 7...7])) == [1, 1, 1])
        #expect(shares(.within([1...3, 4...6, 1...7])) == [1, 1, 2])
        #expect(shares(.from([1, 2, 5, 8])) == [2, 2, 1, 0])
    }

    @Test func `is blank until it is over for everybody of the row`() throws {
        let log = try visits((1, "2026-01-05"), (1, "2026-01-06"), (2, "2026-01-30"))
        func figures(_ cohorts: ReturnQuestion.Cohorts, at now: String) -> [[Int?]] {
            log.returns(ReturnQuestion(.within([1...1, 2...3]), by: cohorts), now: moment(now)).cohorts.map { $0.figures.map { $0?.count } }
        }
        #expect(figures(.month, at: "2026-02-01") == [[nil, nil]])
        #expect(figures(.month, at: "2026-02-02") == [[1, nil]])
        #expect(figures(.month, at: "2026-02-04") == [[1, 0]])
        #expect(figures(.week, at: "2026-02-01") == [[1, 0], [nil, nil]])
    }

    @Test func `begins with the first touch of a kind, and counts only later ones of another`() throws {
        let told = [("a", 1), ("b", 0), ("b", 5), ("a", 3)].enumerated().map { place, touch in
            Told(person: 1, position: Int64(place), at: moment("2026-01-05").adding(.days(Int64(touch.1))), kind: touch.0)
        }
        let question = ReturnQuestion(first: ["a"], returning: ["b"], .within([0...0, 2...2, 4...4]))
        #expect(try log(told).returns(question, now: moment("2026-06-01")).together.map { $0?.count } == [0, 0, 1])
        var late = question
        late.from = moment("2026-01-07")
        #expect(try log(told).returns(late, now: moment("2026-06-01")).cohorts.isEmpty)
    }

    @Test func `month by month is the triangle`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let (log, now) = (try log(randomTouches(seed: seed)), Instant(seconds: 390 * 86_400))
            let (returns, triangle) = (log.returns(ReturnQuestion(.months(12)), now: now), log.retention(now: now))
            for (row, cohort) in zip(returns.cohorts, triangle.cohorts) {
                #expect(row.people == cohort.people && row.first.month == cohort.month)
                for since in 1...12 { #expect(row.figures[since - 1] == (cohort.months.indices.contains(since) ? cohort.months[since] : nil)) }
            }
        }
    }
}
