import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `What is to be reviewed` {
    private func facts(_ numbers: ClosedRange<Int64>, _ agent: UInt64, on day: Int64 = 0, risks: [ReviewFacts.Risk] = []) -> [ReviewFacts] {
        numbers.map {
            ReviewFacts(
                number: $0, agent: ID(bits: UInt128(agent)), involved: [], resolvedAt: noon().adding(.days(day)), speed: nil, risks: risks)
        }
    }

    @Test func `is drawn with the same chance for each, and the same whenever one looks`() {
        let sample = ReviewSample(share: 20, seed: "one")
        let all = facts(1...5_000, 1)
        let drawn = sample.drawn(of: all)
        // 1,000 are expected; 150 off is more than five standard errors.
        #expect((850...1_150).contains(drawn.count))
        #expect(sample.drawn(of: all.reversed()) == drawn)
        let fewer = sample.drawn(of: Array(all.prefix(2_500)))
        #expect(fewer.isSubset(of: drawn), "What comes later takes nothing back.")
        #expect(ReviewSample(share: 20, seed: "two").drawn(of: all) != drawn)
        #expect(ReviewSample(share: 100, seed: "one").drawn(of: all).count == 5_000)
    }

    @Test func `has one of each agent and week at least, unless none is drawn at all`() {
        let all = facts(1...3, 1) + facts(4...6, 1, on: 7) + facts(7...9, 2)
        let drawn = ReviewSample(share: 1, seed: "a").drawn(of: all)
        #expect(drawn.count { $0 <= 3 } >= 1 && drawn.count { (4...6).contains($0) } >= 1 && drawn.count { $0 >= 7 } >= 1)
        #expect(ReviewSample(share: 0, seed: "a").drawn(of: all).isEmpty)
    }

    @Test func `names what may have gone wrong behind what was drawn`() {
        let all = facts(1...1, 1, risks: [.reopened, .late]) + facts(2...2, 2)
        #expect(ReviewSample(share: 100, seed: "a").reasons(of: all)[1] == [.drawn, .risk(.reopened), .risk(.late)])
        #expect(ReviewSample(share: 0, seed: "a").reasons(of: all) == [1: [.risk(.reopened), .risk(.late)]])
    }

    @Test(arguments: engines) func `is late, reopened, long, or what a customer was not content with`(engine: Engine) async throws {
        try await withPanel(engine, promise: 10) { panel in
            let office = panel.office
            try await panel.cards.save(Scorecard.Criterion.usual, share: 0, after: 1, by: panel.cleo.id)
            let fine = try await panel.conversation("fine", answeredBy: office.ada)
            let late = try await panel.conversation("late", answeredBy: office.ada, after: 11)
            let again = try await panel.conversation("again", answeredBy: office.bob)
            try await office.receive(office.message("m-again-2", thread: "t-again", after: 20))
            try await office.work.reply(
                office.writing("Now it does.", in: again, once: "answer-again-2", then: .resolved), in: again, by: office.bob,
                at: noon().adding(.minutes(25)))
            let long = try await panel.conversation("long", answeredBy: office.ada, then: nil)
            for count in 0..<ReviewFacts.long {
                try await office.work.reply(
                    office.writing("And \(count)", in: long, once: "long-\(count)-of-it", then: count == ReviewFacts.long - 1 ? .resolved : nil),
                    in: long,
                    by: office.ada, at: noon().adding(.minutes(6 + Int64(count))))
            }
            let unhappy = try await panel.conversation("unhappy", answeredBy: office.bob)
            let kim = [Identifier(.email, "kim@example.com")].compactMap(\.self)
            for (number, score) in [(unhappy, 2.0), (fine, 3.0)] {
                let answer = NewTouchpoint(
                    "csat_answered", channel: "email", by: kim, at: noon().adding(.minutes(40)), score: Score(score, on: .csat),
                    key: SourceKey("csat-\(number)"), subject: Subject("conversation", "\(number)"))
                _ = try await office.line.append([answer], from: office.shop)
            }
            let asked = try await panel.conversation("asked", answeredBy: office.ada)
            try await office.line.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO csat_survey (id, conversation, resolution, staff, way, channel, language, planned_at, dropped, score, comment)
                    VALUES (\(ID<Never>(bits: 77)), \(asked), \(asked), NULL, 'link', 'email', '', \(tx.now), '', 1, '')
                    """)
            }
            let rows = try await panel.sample.list(for: panel.dan.id, at: noon().adding(.hours(1))).rows
            let risks = Dictionary(uniqueKeysWithValues: rows.map { ($0.conversation.number, $0.facts.risks) })
            #expect(risks == [late: [.late], again: [.reopened], long: [.long], unhappy: [.unhappy], asked: [.unhappy]])
            #expect(rows.first { $0.conversation.number == again }?.agentName == "Bob")
            #expect(try await panel.sample.list(for: panel.dan.id, at: noon().adding(.days(29))).rows.isEmpty, "After 28 days it is left alone.")
        }
    }

    @Test(arguments: engines) func `is done when it is reviewed, and says by what it came`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let now = noon().adding(.hours(1))
            let drawn = try await panel.conversation("1", answeredBy: panel.office.ada)
            let open = try await panel.conversation("2", answeredBy: panel.office.ada, then: nil)
            #expect(try await panel.sample.list(for: panel.dan.id, at: now).rows.map(\.conversation.number) == [drawn])
            let first = try await panel.reviews.give(panel.draft(), for: drawn, by: panel.cleo, at: now)
            let second = try await panel.reviews.give(panel.draft(), for: open, by: panel.cleo, at: now)
            let list = try await panel.sample.list(for: panel.dan.id, at: now)
            #expect(list.rows.isEmpty && list.done == 1)
            let reasons = [try await panel.given(first).reason, try await panel.given(second).reason]
            #expect(reasons == [.drawn, .chosen])
        }
    }

    @Test(arguments: engines) func `is the work of who answered most, of several who answered last`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let office = panel.office
            let number = try await panel.conversation("1", answeredBy: office.ada, then: nil)
            try await office.work.reply(
                office.writing("So it is.", in: number, once: "second-one"), in: number, by: office.bob, at: noon().adding(.minutes(9)))
            let now = noon().adding(.hours(1))
            #expect(try await panel.reviews.subject(number, for: panel.dan, at: now).agentName == "Bob")
            try await office.work.reply(
                office.writing("I saw it.", in: number, once: "third-one"), in: number, by: office.ada, at: noon().adding(.minutes(10)))
            #expect(try await panel.reviews.subject(number, for: panel.dan, at: now).agentName == "Ada")
        }
    }
}
