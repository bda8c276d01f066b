import Analytics
import Foundation
import Kernel
import Language
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let ana = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .manager)

/// Everybody in the south is unhappy from January on; from July on those become happy again whom the action reaches: not the small shops.
private func south(_ happyAgain: (_ isSmall: Bool, _ number: Int) -> Bool) throws -> (log: JourneyLog, small: Set<Int64>) {
    var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
    let (survey, mail) = (try builder.kind("survey_nps"), try builder.channel("email"))
    var (position, small): (Int64, Set<Int64>) = (0, [])
    for person in 0..<400 {
        let isSmall = person % 4 == 0
        if isSmall { small.insert(Int64(person)) }
        for (month, isAfter) in [(2, false), (7, true)] {
            position += 1
            let isHappy = isAfter && happyAgain(isSmall, person)
            builder.add(
                Touch(
                    person: Int64(person), position: position, at: Day(year: 2026, month: month, day: 10)?.start ?? .distantPast, kind: survey,
                    channel: mail, stage: builder.stage("opinion"), score: ScaledScore(isHappy || person % 5 == 0 ? 10 : 3, on: .nps)))
        }
    }
    return (builder.build(), small)
}

private let finding = Finding(
    what: .experience, kind: nil, group: nil, value: nil, month: Day(year: 2026, month: 1, day: 1)?.month.number ?? 0, before: 40, after: -60,
    countBefore: 400, countAfter: 400, low: -110, high: -90)

private func effect(_ log: JourneyLog, _ heldOut: Set<Int64>?) async throws -> InsightEffect {
    let measuring = EffectMeasuring(
        finding: finding, actedOn: try #require(Day(year: 2026, month: 6, day: 1)), line: log, catalogue: Timeline.Catalogue())
    return try await measuring.effect(nil, heldOut: heldOut)
}

@Suite struct `A hold-out` {
    @Test func `tells what an action did from what happened anyway`() async throws {
        // Half of all feel better anyway; nobody for the action.
        let (anyway, small) = try south { _, number in number % 2 == 0 }
        let alone = try await effect(anyway, nil)
        #expect((alone.difference?.interval.low ?? 0) > 0, "before and after alone it looks like an effect")
        let (mixed, _) = try south { _, number in number / 4 % 2 == 0 }
        let against = try await effect(mixed, small)
        let net = try #require(against.difference)
        #expect(net.interval.contains(0) && abs(net.value) < 15)
        #expect(against.acted.after.n == 300 && against.heldOut?.after.n == 100)
    }

    @Test func `is the difference of both differences, with the errors of both`() async throws {
        let (log, small) = try south { isSmall, number in !isSmall || number % 3 == 0 }
        let measured = try await effect(log, small)
        let (ours, theirs) = (try #require(measured.acted.difference), try #require(measured.heldOut?.difference))
        let net = try #require(measured.difference)
        #expect(net.value == ours.value - theirs.value && net.value > 60)
        let error = (ours.standardError * ours.standardError + theirs.standardError * theirs.standardError).squareRoot()
        #expect(net.standardError == error && net.interval.low > 0)
        let words = FindingWords(t: Texts(.en, now: noon()), catalogue: Timeline.Catalogue()).effect(measured, finding)
        #expect(words.hasPrefix("Measured effect against those held out: +"))
    }

    @Test func `of too few tells nothing`() async throws {
        let (log, _) = try south { _, _ in true }
        let measured = try await effect(log, [0, 1, 2])
        #expect(measured.difference == nil && measured.acted.difference != nil)
        for language in ReaderLanguage.allCases {
            let words = FindingWords(t: Texts(language, now: noon()), catalogue: Timeline.Catalogue()).effect(measured, finding)
            #expect(words.contains("3") && words.contains("30"))
        }
    }

    @Test(arguments: engines) func `is a segment that stands with the insight`(engine: Engine) async throws {
        try await withShop(engine: engine) { line, store in
            let insights = InsightStore(database: line.database) { _, _ in }
            let found = try #require(try await store.findings(at: noon()).answer.first { $0.what == .experience })
            let segment = try await segment("Small", SegmentRules(.all, [.trait("region", .equals("North"))]), line)
            let day = Month(number: found.month + 2).firstDay
            try await insights.put(found, .done, action: "Another carrier", actedOn: day, holdout: segment, by: ana)
            let kept = try await insights.all()
            #expect(kept.map(\.holdout) == [segment])
            let board = try await store.board(kept, try StakeChoice(Query()), at: noon()).answer
            let effect = try #require(board.done.first?.effect)
            #expect((effect.heldOut?.after.n ?? 0) > 0 && effect.acted.after.n > 0)
            let page = InsightPage(
                t: Texts(.en, now: noon()), seal: "", board: board, choice: try StakeChoice(Query()), segments: try await store.segments(),
                catalogue: line.catalogue, mayAct: true, query: Query()
            ).html.text
            #expect(page.contains("<option value=\"\(segment)\" selected>Small</option>"))
            #expect(page.contains("Held out of it: Small") && page.contains("It works since: \(Texts(.en, now: noon()).date(day))"))
            #expect(page.contains("Done by "))
            let file = InsightCSV(board: board, choice: try StakeChoice(Query()), segments: try await store.segments(), catalogue: line.catalogue)
                .text
            #expect(file.contains(",Small,") && !file.contains("\(segment)"))
        }
    }

    @Test func `cannot be everybody concerned, or nobody of them`() throws {
        #expect(throws: Failure.invalid("holdout", "must leave somebody whom it concerns")) {
            try InsightEntry.requireHoldout([1, 2, 3], of: [1, 2])
        }
        #expect(throws: Failure.invalid("holdout", "must hold out somebody whom it concerns")) {
            try InsightEntry.requireHoldout([3], of: [1, 2])
        }
        try InsightEntry.requireHoldout([2, 3], of: [1, 2])
    }

    private func segment(_ name: String, _ rules: SegmentRules, _ line: Line) async throws -> ID<Segment> {
        let id = ID<Segment>(at: noon())
        let text = String(decoding: try JSONEncoder().encode(rules), as: UTF8.self)
        try await line.database.write { tx in
            try tx.run("INSERT INTO segment (id, name, rules, created_at, updated_at) VALUES (\(id), \(name), \(text), \(tx.now), \(tx.now))")
        }
        return id
    }
}
