import Foundation
import Kernel
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A review` {
    private let now = noon().adding(.hours(2))

    @Test(arguments: engines) func `has speed worked out, whatever else was given`(engine: Engine) async throws {
        try await withPanel(engine, promise: 10) { panel in
            let (early, late) = (
                try await panel.conversation("1", answeredBy: panel.office.ada, after: 5),
                try await panel.conversation("2", answeredBy: panel.office.bob, after: 30)
            )
            var marks = Panel.good
            marks["speed"] = .speed(kept: 9, of: 9)
            let first = try await panel.given(panel.reviews.give(panel.draft(marks), for: early, by: panel.cleo, at: now))
            let second = try await panel.given(panel.reviews.give(panel.draft(marks), for: late, by: panel.cleo, at: now))
            #expect(first.marks["speed"] == .speed(kept: 1, of: 1) && second.marks["speed"] == .speed(kept: 0, of: 1))
            #expect(first.agent == panel.office.ada.id && first.reviewerName == "Cleo" && first.comments == ["clarity": "Shorter"])
            // (20 + 20 + 12 + 20 + 12 + 10) of 100, and without the 20 of speed.
            #expect(try abs(#require(first.score) - 94) < 1e-9 && abs(#require(second.score) - 74) < 1e-9)
        }
    }

    @Test(arguments: engines) func `leaves speed out where nothing was promised`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let number = try await panel.conversation("1", answeredBy: panel.office.ada)
            let review = try await panel.given(panel.reviews.give(panel.draft(), for: number, by: panel.cleo, at: now))
            #expect(review.marks["speed"] == nil)
            #expect(try abs(#require(review.score) - 100 * 74 / 80) < 1e-9)
        }
    }

    @Test(arguments: engines) func `is given by nobody who has a part in the conversation`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let failure = Failure.forbidden("Nobody reviews a conversation that they have a part in.")
            let answered = try await panel.conversation("1", answeredBy: panel.cleo)
            await #expect(throws: failure) { try await panel.reviews.give(panel.draft(), for: answered, by: panel.cleo, at: now) }
            let assigned = try await panel.conversation("2", answeredBy: panel.office.ada)
            try await panel.office.work.assign(assigned, to: panel.cleo.id, by: panel.office.ada, at: now)
            await #expect(throws: failure) { try await panel.reviews.give(panel.draft(), for: assigned, by: panel.cleo, at: now) }
            #expect(try await panel.sample.list(for: panel.cleo.id, at: now).rows.isEmpty)
            #expect(
                try await panel.sample.list(for: panel.dan.id, at: now).rows.map(\.conversation.number).sorted() == [answered, assigned].sorted())
        }
    }

    @Test(arguments: engines) func `is given once, of what somebody answered, by the newest scorecard`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let silent = try await panel.office.receive(panel.office.message("m-0", thread: "t-0"))
            await #expect(throws: Failure.conflict("Nobody has answered in this conversation yet.")) {
                try await panel.reviews.give(panel.draft(), for: silent, by: panel.cleo, at: now)
            }
            let number = try await panel.conversation("1", answeredBy: panel.office.ada)
            try await panel.cards.save(Array(Scorecard.Criterion.usual.dropFirst()), share: 5, after: 1, by: panel.cleo.id)
            await #expect(throws: Failure.conflict("The scorecard has changed meanwhile: look at the conversation anew.")) {
                try await panel.reviews.give(panel.draft(card: 1), for: number, by: panel.cleo, at: now)
            }
            try await panel.reviews.give(panel.draft(card: 2), for: number, by: panel.cleo, at: now)
            for again in [panel.cleo, panel.dan] {
                await #expect(throws: Failure.conflict("This conversation is reviewed already.")) {
                    try await panel.reviews.give(panel.draft(card: 2), for: number, by: again, at: now)
                }
            }
        }
    }

    @Test func `is none where everything was skipped`() async throws {
        let card = Scorecard(version: 1, since: noon(), terms: try Scorecard.Terms(Scorecard.Criterion.usual, share: 5, seed: ""))
        func draft(_ fields: [(name: String, value: String)]) throws -> ReviewDraft { try ReviewDraft(Form(fields), on: card) }
        let reason = "must be given, or another one: of a review that skips everything nothing is left"
        #expect(throws: Failure.invalid("mark_knowledge", reason)) { try draft([("card", "1"), ("mark_knowledge", ""), ("note", "Fine")]) }
        #expect(throws: Failure.invalid("mark_clarity", "must be one of the choices")) { try draft([("card", "1"), ("mark_clarity", "6")]) }
        let given = try draft([("card", "1"), ("mark_clarity", "0"), ("mark_speed", "3/3"), ("comment_speed", "Quick"), ("second", "on")])
        #expect(given.marks == ["clarity": .scale(0)] && given.comments == ["speed": "Quick"] && given.wantsSecond)
    }

    @Test(arguments: engines) func `keeps the criteria that it was made with when they are there no more`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let number = try await panel.conversation("1", answeredBy: panel.office.ada)
            let id = try await panel.reviews.give(panel.draft(), for: number, by: panel.cleo, at: now)
            let before = try await panel.given(id).score
            try await panel.cards.save(Scorecard.Criterion.usual.filter { $0.key != "patience" }, share: 5, after: 1, by: panel.cleo.id)
            let review = try await panel.given(id)
            #expect(review.score == before && review.marks["patience"] == .scale(4) && review.card.version == 1)
            let newest = try await panel.cards.versions().last
            let figures = QualityFigures([review], newest: newest, in: .gmt)
            let gone = try #require(figures.byCriterion.last)
            #expect(gone.criterion.key == "patience" && !gone.isInUse && gone.marks.mean == 80)
            #expect(figures.byCriterion.dropLast().allSatisfy { $0.isInUse })
        }
    }

    // MARK: - Disputes

    @Test(arguments: engines) func `is disputed by who it is about, once, and decided by somebody else`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let (ada, bob) = (panel.office.ada, panel.office.bob)
            let number = try await panel.conversation("1", answeredBy: ada)
            let id = try await panel.reviews.give(panel.draft(["clarity": .scale(1)]), for: number, by: panel.cleo, at: now)
            await #expect(throws: Failure.missing("This review")) { try await panel.reviews.dispute(id, saying: "No", by: bob, at: now) }
            await #expect(throws: Failure.forbidden("Only who is reviewed disputes a review.")) {
                try await panel.reviews.dispute(id, saying: "No", by: panel.dan, at: now)
            }
            await #expect(throws: Failure.conflict("Nothing is disputed here.")) {
                try await panel.reviews.decide(id, nil, saying: "So", by: panel.dan, at: now)
            }
            try await panel.reviews.dispute(id, saying: "The date was there.", by: ada, at: now)
            await #expect(throws: Failure.conflict("This review was disputed before.")) {
                try await panel.reviews.dispute(id, saying: "Still", by: ada, at: now)
            }
            await #expect(throws: Failure.forbidden("Somebody else than the reviewer decides about a dispute.")) {
                try await panel.reviews.decide(id, nil, saying: "So", by: panel.cleo, at: now)
            }
            try await panel.reviews.decide(id, ["clarity": .scale(4)], saying: "It was.", by: panel.dan, at: now)
            let review = try await panel.given(id)
            #expect(
                review.state == .changed && review.given == ["clarity": .scale(1)] && review.marks == ["clarity": .scale(4)] && review.score == 80)
            #expect(review.entries.map(\.text) == ["The date was there.", "It was."] && review.entries.map(\.staffName) == ["Ada", "Dan"])
            await #expect(throws: Failure.conflict("Nothing is disputed here.")) {
                try await panel.reviews.decide(id, nil, saying: "Again", by: panel.dan, at: now)
            }
        }
    }

    @Test(arguments: engines) func `is decided by the reviewer where there is no other lead`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let number = try await panel.conversation("1", answeredBy: panel.office.ada)
            let id = try await panel.reviews.give(panel.draft(), for: number, by: panel.cleo, at: now)
            try await panel.reviews.dispute(id, saying: "No", by: panel.office.ada, at: now)
            try await panel.office.line.database.write { try $0.run("UPDATE staff SET disabled_at = \(now) WHERE id = \(panel.dan.id)") }
            try await panel.reviews.decide(id, nil, saying: "It stands.", by: panel.cleo, at: now)
            let review = try await panel.given(id)
            #expect(review.state == .upheld && review.marks == review.given)
        }
    }

    // MARK: - Two reviewers

    @Test(arguments: engines) func `is hidden until the second one is there, which is blind and changes no figure`(engine: Engine) async throws {
        try await withPanel(engine, promise: 10) { panel in
            let ada = panel.office.ada
            let number = try await panel.conversation("1", answeredBy: ada)
            let first = try await panel.reviews.give(panel.draft(wantsSecond: true), for: number, by: panel.cleo, at: now)
            for other in [panel.dan, ada] {
                await #expect(throws: Failure.missing("This review")) { try await panel.reviews.find(first, for: other) }
            }
            #expect(try await !panel.given(first).counts)
            let subject = try await panel.reviews.subject(number, for: panel.dan, at: now)
            #expect(subject.isSecond)
            let marks: Marks = ["knowledge": .scale(4), "patience": .scale(1), "privacy": .pass(false)]
            let second = try await panel.reviews.give(panel.draft(marks), for: number, by: panel.dan, at: now)
            let pair = try #require(try await panel.reviews.calibration(of: panel.given(first), for: panel.dan))
            #expect(pair.second.id == second && pair.second.marks["speed"] == pair.first.marks["speed"])
            // Knowledge is one apart, patience three, privacy yes and no; the others only one of them rated.
            #expect(pair.lines.map(\.agrees) == [true, false, nil, nil, false])
            #expect(try abs(#require(pair.difference) + 94) < 1e-9)
            let agreement = Agreement([pair])
            #expect(agreement.alike.count == 1 && agreement.alike.total == 3 && agreement.byMonth.map(\.pairs) == [1])
            #expect(try await panel.reviews.find(first, for: ada).counts)
            await #expect(throws: Failure.missing("This review")) { try await panel.reviews.find(second, for: ada) }
            let figures = QualityFigures(try await panel.reviews.list(.init()), newest: nil, in: .gmt)
            #expect(figures.all.reviews == 1 && figures.all.failed == 0)
        }
    }

    @Test(arguments: engines) func `is shown when nobody waits for the second any more`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let number = try await panel.conversation("1", answeredBy: panel.office.ada)
            let id = try await panel.reviews.give(panel.draft(wantsSecond: true), for: number, by: panel.cleo, at: now)
            await #expect(throws: Failure.missing("This review")) { try await panel.reviews.withdrawSecond(id, by: panel.dan) }
            try await panel.reviews.withdrawSecond(id, by: panel.cleo)
            #expect(try await panel.reviews.find(id, for: panel.office.ada).counts)
            await #expect(throws: Failure.conflict("No second review is waited for.")) { try await panel.reviews.withdrawSecond(id, by: panel.cleo) }
        }
    }

    // MARK: - Erasure

    @Test(arguments: engines) func `loses its words when the customer is erased, and nothing is reviewed any more`(engine: Engine) async throws {
        try await withPanel(engine) { panel in
            let (reviewed, other) = (
                try await panel.conversation("1", answeredBy: panel.office.ada), try await panel.conversation("2", answeredBy: panel.office.ada)
            )
            let id = try await panel.reviews.give(panel.draft(note: "Kim was right."), for: reviewed, by: panel.cleo, at: now)
            try await panel.reviews.dispute(id, saying: "Kim was not.", by: panel.office.ada, at: now)
            let customer = try #require(try await panel.office.conversations.whole(reviewed).customer)
            _ = try await ErasureStore(line: panel.office.line, recording: { _, _ in }).erase(customer, by: nil)
            let review = try await panel.given(id)
            #expect(review.note.isEmpty && review.comments.isEmpty && review.entries.map(\.text) == [""])
            #expect(review.marks == Panel.good && review.state == .disputed)
            await #expect(throws: Failure.conflict("What was said here was erased: there is nothing left to review.")) {
                try await panel.reviews.give(panel.draft(), for: other, by: panel.cleo, at: now)
            }
            #expect(try await panel.sample.list(for: panel.cleo.id, at: now).rows.isEmpty)
        }
    }
}
