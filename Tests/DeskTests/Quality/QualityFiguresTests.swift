import Foundation
import Kernel
import Language
import Statistics
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `The figures of quality` {
    private func card() throws -> Scorecard {
        Scorecard(
            version: 1, since: noon(),
            terms: try Scorecard.Terms(
                [
                    Scorecard.Criterion(key: "a", name: "A", sort: .scale, weight: 1),
                    Scorecard.Criterion(key: "gate", name: "Gate", sort: .pass, weight: 0, isCritical: true),
                ], share: 5, seed: ""))
    }

    private func review(
        _ number: Int, _ mark: Int?, agent: UInt64 = 1, reason: ReviewSample.Reason = .drawn, gate: Bool = true, day: Int64 = 0, second: Bool = false,
        state: QualityReview.Deed? = nil
    ) throws -> QualityReview {
        var marks: Marks = ["gate": .pass(gate)]
        marks["a"] = mark.map { .scale($0) }
        let entries = state.map { [QualityReview.Entry(at: noon(), staffName: nil, deed: $0, text: "", marks: nil)] } ?? []
        return QualityReview(
            id: ID(bits: UInt128(number)), conversation: Int64(number), agent: ID(bits: UInt128(agent)), agentName: "Agent \(agent)",
            reviewer: ID(bits: 9),
            reviewerName: "Cleo", at: noon().adding(.days(day)), card: try card(), reason: reason, given: marks, comments: [:], note: "=x",
            secondOf: second ? ID(bits: 1) : nil, awaitsSecond: false, entries: entries)
    }

    @Test func `are told apart for what was drawn, and have an interval from thirty on`() throws {
        // Fifteen of 80, fifteen of 100: mean 90, standard deviation 10·√(30/29), standard error √(100/29).
        let drawn = try (1...30).map { try review($0, $0.isMultiple(of: 2) ? 5 : 4) }
        let risky = try (31...40).map { try review($0, 0, agent: 2, reason: .risk(.late)) }
        let figures = QualityFigures(drawn + risky, newest: try card(), in: .gmt)
        #expect(figures.drawn.mean == 90 && figures.drawn.n == 30 && figures.all.n == 40)
        let interval = try #require(figures.drawn.interval)
        #expect(abs(interval.low - (90 - Normal.z95 * (100.0 / 29).squareRoot())) < 1e-9)
        #expect(try abs(#require(figures.all.mean) - 67.5) < 1e-9)
        #expect(figures.byAgent.map(\.name) == ["Agent 1", "Agent 2"] && figures.byAgent.last?.all.interval == nil)
        #expect(figures.byAgent.last?.drawn.n == 0 && figures.byAgent.last?.drawn.mean == nil)
    }

    /// Wilson's interval of 30 of 30 is 0.8865…1.
    @Test func `do not claim to be certain where all scores are alike`() throws {
        let figures = QualityFigures(try (1...30).map { try review($0, 5) }, newest: try card(), in: .gmt)
        let interval = try #require(figures.all.interval)
        #expect(abs(interval.low - 88.65) < 0.01 && abs(interval.high - 100) < 0.01)
        let gate = try #require(figures.byCriterion.last?.interval)
        #expect(abs(gate.low - 88.65) < 0.01)
    }

    @Test func `leave out what has no score, second reviews, and count what failed and was disputed`() throws {
        let reviews = [
            try review(1, 5), try review(2, nil), try review(3, 5, gate: false, state: .disputed), try review(4, 0, second: true),
            try review(5, 5, state: .changed),
        ]
        let figures = QualityFigures(reviews, newest: try card(), in: .gmt)
        #expect(figures.all.reviews == 4 && figures.all.n == 3 && figures.all.failed == 1)
        #expect(figures.all.disputed == 2 && figures.all.changed == 1)
        #expect(try abs(#require(figures.all.mean) - 200.0 / 3) < 1e-9)
        let marks = try #require(figures.byCriterion.first)
        #expect(marks.marks.n == 3 && marks.marks.mean == 100 && marks.skipped == 1)
    }

    /// noon() is a Monday.
    @Test func `go week by week from Monday on, empty weeks too`() throws {
        let reviews = [try review(1, 5, day: 0), try review(2, 4, day: 6), try review(3, 3, day: 14)]
        let weeks = QualityFigures(reviews, newest: nil, in: .gmt).byWeek
        #expect(weeks.map(\.monday) == [noon().day, noon().day.adding(days: 7), noon().day.adding(days: 14)])
        #expect(weeks.map(\.group.reviews) == [2, 0, 1] && weeks[1].group.mean == nil)
    }

    @Test func `lead each to the reviews behind it`() throws {
        let reviews = [
            try review(1, 5), try review(2, nil, agent: 2, reason: .chosen), try review(3, 5, gate: false, state: .upheld),
            try review(4, 1, second: true),
        ]
        func behind(_ query: String) -> [Int64] { reviews.filter(ReviewFilter(Query(query)).holds).map(\.conversation) }
        #expect(behind("") == [1, 2, 3, 4])
        #expect(
            behind("reason=drawn") == [1, 3] && behind("criterion=a") == [1, 3] && behind("state=failed") == [3] && behind("state=contested") == [3])
        #expect(behind("agent=\(ID<Viewer>(bits: 2))") == [2] && behind("state=upheld&reason=drawn") == [3])
    }

    @Test func `are a file for spreadsheets with a column for each criterion`() throws {
        let text = ReviewCSV(t: Texts(.en, now: noon()), reviews: [try review(7, 4)]).text
        #expect(text.hasPrefix("\u{FEFF}conversation,at,agent,reviewer,reason,scorecard,second,state,iqs,A,Gate,note\r\n"))
        #expect(text.hasSuffix("7,\(noon()),Agent 1,Cleo,drawn,1,no,given,80.0,4,yes,'=x\r\n"))
    }
}
