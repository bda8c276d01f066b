import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `A scorecard` {
    private let t = Texts(.en, now: noon())

    private func card(_ criteria: Scorecard.Criterion...) throws -> Scorecard.Terms { try Scorecard.Terms(criteria, share: 5, seed: "seed") }

    private func criterion(_ key: String, _ sort: Scorecard.Sort, _ weight: Int, isCritical: Bool = false) throws -> Scorecard.Criterion {
        try Scorecard.Criterion(key: key, name: key, sort: sort, weight: weight, isCritical: isCritical)
    }

    @Test func `of the product has speed worked out, privacy critical, and weights of a hundred`() throws {
        let usual = Scorecard.Criterion.usual
        #expect(usual.map(\.key) == ["speed", "knowledge", "patience", "willingness", "clarity", "privacy"])
        #expect(usual.reduce(0) { $0 + $1.weight } == 100 && usual.first?.sort == .speed && usual.last?.isCritical == true)
        for language in [Texts(.en, now: noon()), Texts(.ru, now: noon()), Texts(.pl, now: noon()), Texts(.zh, now: noon())] {
            #expect(usual.allSatisfy { !$0.name(language).isEmpty && !$0.about(language).isEmpty })
        }
    }

    /// 0.2·(2/3) + 0.2·0.8 + 0.15·1 + 0.2·0.6 + 0.15·0.4 + 0.1·1 of 1.
    @Test func `weighs the shares of what was rated`() throws {
        let usual = try Scorecard.Terms(Scorecard.Criterion.usual, share: 5, seed: "")
        let marks: Marks = [
            "speed": .speed(kept: 2, of: 3), "knowledge": .scale(4), "patience": .scale(5), "willingness": .scale(3), "clarity": .scale(2),
            "privacy": .pass(true),
        ]
        #expect(try abs(#require(usual.score(marks)) - 72.333_333) < 0.001)
        // Without speed and patience: (16 + 12 + 6 + 10) of 65.
        let skipped = marks.filter { $0.key != "speed" && $0.key != "patience" }
        #expect(try abs(#require(usual.score(skipped)) - 100 * 44 / 65) < 0.001)
    }

    @Test func `comes to nothing where a critical criterion fails, whatever else was given`() throws {
        let terms = try card(criterion("a", .scale, 90), criterion("gate", .pass, 0, isCritical: true))
        #expect(terms.score(["a": .scale(5), "gate": .pass(false)]) == 0)
        #expect(terms.score(["gate": .pass(false)]) == 0)
        #expect(terms.score(["a": .scale(5), "gate": .pass(true)]) == 100 && terms.score(["a": .scale(5)]) == 100)
    }

    @Test func `has no score where nothing that weighs was rated`() throws {
        let terms = try card(criterion("a", .scale, 1), criterion("b", .scale, 0))
        #expect(terms.score([:]) == nil && terms.score(["b": .scale(3)]) == nil)
        #expect(terms.score(["a": .scale(0), "b": .scale(5)]) == 0)
    }

    @Test func `cannot be without weight, twice the same, or critical by degrees`() throws {
        #expect(throws: Failure.invalid("criteria", "must be 1 to 20")) { try Scorecard.Terms([], share: 5, seed: "") }
        #expect(throws: Failure.invalid("criteria", "must have one at least whose weight is above 0")) { try card(criterion("a", .scale, 0)) }
        #expect(throws: Failure.invalid("criteria", "must have different names")) { try card(criterion("a", .scale, 1), criterion("a", .pass, 1)) }
        #expect(throws: Failure.invalid("criteria", "must have speed once at most")) {
            try card(criterion("a", .speed, 1), criterion("b", .speed, 1))
        }
        #expect(throws: Failure.invalid("critical", "must be a question of yes or no to be critical")) {
            try criterion("a", .scale, 1, isCritical: true)
        }
        #expect(throws: Failure.invalid("weight", "must be between 0 and 100")) { try criterion("a", .scale, -1) }
        #expect(throws: Failure.invalid("share", "must be between 0 and 100")) {
            try Scorecard.Terms(Scorecard.Criterion.usual, share: 101, seed: "")
        }
    }

    @Test func `takes no mark that does not belong to its question`() {
        #expect(Mark("5", .scale) == .scale(5) && Mark("6", .scale) == nil && Mark("-1", .scale) == nil && Mark("yes", .scale) == nil)
        #expect(Mark("no", .pass) == .pass(false) && Mark("1", .pass) == nil)
        #expect(Mark("2/3", .speed) == .speed(kept: 2, of: 3) && Mark("4/3", .speed) == nil && Mark("0/0", .speed) == nil && Mark("/", .speed) == nil)
    }

    @Test(arguments: engines) func `has versions that are only added to, and one seed`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let store = ScorecardStore(line: office.line, recording: { _, _ in })
            try await store.save(Scorecard.Criterion.usual, share: 5, after: 0, by: office.ada.id)
            try await store.save(Scorecard.Criterion.usual, share: 5, after: 1, by: office.ada.id)
            #expect(try await store.versions().count == 1, "What says the same is no version.")
            try await store.save(Array(Scorecard.Criterion.usual.dropLast()), share: 10, after: 1, by: office.bob.id)
            await #expect(throws: Failure.conflict("Somebody has changed the scorecard meanwhile: look at the newest version first.")) {
                try await store.save(Scorecard.Criterion.usual, share: 20, after: 1, by: office.ada.id)
            }
            let versions = try await store.versions()
            #expect(versions.map(\.version) == [1, 2] && versions.map(\.terms.share) == [5, 10])
            #expect(versions.first?.terms.criteria == Scorecard.Criterion.usual)
            #expect(Set(versions.map(\.terms.seed)).count == 1 && versions.first?.terms.seed.isEmpty == false)
        }
    }

    @Test func `is read from its form as it was written there`() throws {
        func form(_ changes: [String: String], without gone: Set<String> = []) -> Form {
            var fields = ScorecardForm.fields(Scorecard.Criterion.usual, share: 5, t).merging(changes) { $1 }
            for name in gone { fields[name] = nil }
            return Form(fields.map { (name: $0.key, value: $0.value) }, reader: nil)
        }
        func read(_ form: Form) throws -> [Scorecard.Criterion] { try ScorecardForm.criteria(form, known: [], t, at: noon()) }
        #expect(try read(form([:])) == Scorecard.Criterion.usual)
        let changed = try read(form(["name_1": "Facts", "gone_2": "on", "name_6": "Tone", "sort_6": "pass", "critical_6": "on", "sort_0": "scale"]))
        #expect(changed.map(\.key).prefix(5) == ["speed", "knowledge", "willingness", "clarity", "privacy"])
        #expect(changed.map(\.name) == ["", "Facts", "", "", "", "Tone"] && changed.first?.sort == .speed)
        #expect(changed.last?.isCritical == true && changed.last.map { ID<Scorecard>($0.key) != nil } == true)
        #expect(throws: Failure.invalid("critical_1", "must be a question of yes or no to be critical")) { try read(form(["critical_1": "on"])) }
        #expect(throws: Failure.invalid("weight_3", "must be between 0 and 100")) { try read(form(["weight_3": "101"])) }
        #expect(throws: Failure.invalid("weight_3", "must be a whole number")) { try read(form(["weight_3": "much"])) }
    }
}
