import Analytics
import Kernel
import Statistics
import Testing

@Suite struct `The scores` {
    private func answer(
        _ person: Int64, _ day: String, _ value: Double, _ scale: ScoreScale, kind: String = "survey", weight: Double? = nil
    ) -> Told {
        Told(
            person: person, position: person, at: Day(day)?.start ?? .distantPast, kind: kind, stage: "opinion",
            score: ScaledScore(value, on: scale), weight: weight)
    }

    @Test func `of one scale stay apart from those of another`() throws {
        let log = try log([
            answer(1, "2026-01-05", 10, .nps), answer(2, "2026-01-05", 3, .nps),
            answer(3, "2026-01-05", 5, .csat), answer(4, "2026-01-05", 5, .rating),
            answer(5, "2026-01-05", 7, .ces), answer(6, "2026-01-05", 8, .rating10), answer(7, "2026-01-05", 1, .thumbs),
        ])
        #expect(ScoreScale.allCases.map { log.scores(ScoreQuestion($0)).map(\.figure.n) } == [[2], [1], [1], [1], [1], [1]])
        guard case .nps(let score) = try #require(log.scores(ScoreQuestion(.nps)).first).figure else { return #expect(Bool(false)) }
        #expect(score.counts == NPS(promoters: 1, detractors: 1))
    }

    @Test func `are told by month and by week`() throws {
        let log = try log([answer(1, "2026-01-31", 10, .nps), answer(2, "2026-02-01", 3, .nps), answer(3, "2026-02-02", 9, .nps)])
        #expect(log.scores(ScoreQuestion(.nps, every: .month)).map(\.period?.description) == ["2026-01-01", "2026-02-01"])
        let weeks = log.scores(ScoreQuestion(.nps, every: .week))
        #expect(weeks.map(\.period?.description) == ["2026-01-26", "2026-02-02"])
        #expect(weeks.map(\.figure.n) == [2, 1])
    }

    @Test func `are told by kind, channel and stage`() throws {
        let log = try log([
            answer(1, "2026-01-05", 5, .csat, kind: "delivery"), answer(2, "2026-01-05", 1, .csat, kind: "call"),
            answer(3, "2026-01-06", 4, .csat, kind: "call"),
        ])
        #expect(log.scores(ScoreQuestion(.csat, by: .kind)).map(\.name) == ["call", "delivery"])
        #expect(log.scores(ScoreQuestion(.csat, by: .channel)).map(\.name) == ["web"])
        #expect(log.scores(ScoreQuestion(.csat, by: .stage)).map(\.name) == ["opinion"])
    }

    @Test func `let weights count`() throws {
        let log = try log([answer(1, "2026-01-05", 10, .nps, weight: 3), answer(2, "2026-01-05", 0, .nps, weight: 1)])
        guard case .nps(let score) = try #require(log.scores(ScoreQuestion(.nps)).first).figure else { return #expect(Bool(false)) }
        #expect(score.value == 50)
        #expect(score.counts.value == 0)
    }

    @Test func `are too few below thirty, and are then known`() throws {
        let answers = (1...30).map { answer(Int64($0), "2026-01-05", 5, .csat) }
        #expect(try log(Array(answers.dropLast())).scores(ScoreQuestion(.csat)).map(\.figure.estimate) == [.tooFew(n: 29)])
        #expect(try log(answers).scores(ScoreQuestion(.csat)).first?.figure.estimate.value == 1)
    }

    @Test func `are none where nobody was asked`() throws {
        #expect(try log("ab").scores(ScoreQuestion(.nps)).isEmpty)
    }
}
