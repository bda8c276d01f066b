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

private let everything = JourneyScope(Query(), today: noon().day)

/// Twenty days after their order the customers of the shop start a plan: for 100 €, or for another amount where their parcel was late.
private func plans(on line: Line, late amount: Int64 = 2_000) async throws {
    let late = try await line.database.read { session in
        Set(
            try session.rows(
                """
                SELECT DISTINCT identifier.value FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier
                WHERE touchpoint.kind = \(line.catalogue.number(ofKind: "delivery_delayed"))
                """
            ).map { try $0.get(at: 0, as: String.self) })
    }
    let source = try await line.source("shop", name: "Shop", medium: .file)
    let plans = (0..<1_200).map { customer in
        NewTouchpoint(
            "plan_started", channel: "web", by: [Identifier(.userID, "c\(customer)")].compactMap(\.self),
            at: noon().adding(.days(Int64(-30 * (12 - customer % 12)) + 20)), value: Money(late.contains("c\(customer)") ? amount : 10_000, .eur),
            key: SourceKey("plan \(customer)"))
    }
    _ = try await line.append(plans, from: source)
}

@Suite struct `The money at stake` {
    @Test func `is the same on the page, in the file and on the list of people`() async throws {
        try await withShop { line, store in
            try await plans(on: line)
            let query = Query("after=30&reach=25&lasts=6")
            let choice = try StakeChoice(query)
            let found = try await store.stakes(choice, everything, at: noon()).answer
            let amount = try #require(found.first { $0.kind == "delivery_delayed" }?.stakes.amounts.first)
            // Late ones bring 80 € less each; those of the last month are not known yet.
            #expect(amount.currency == .eur && abs((amount.each.difference ?? 0) - 8_000) < 1 && amount.inProgress > 20)
            #expect(abs((amount.atRisk.value ?? 0) - Double(amount.hit) * 8_000) < 1)

            let rows = StakesCSV(choice: choice, found: found).text.split(separator: "\r\n")
            let begin = try #require(found[0].since)
            #expect(
                rows[1].hasPrefix("delivery_delayed,region,South,\(begin.description),EUR,30,\(amount.hit),\(amount.spared),\(amount.inProgress),"))
            #expect(rows[1].contains(",0.25,6,"))
            for who in ["hit", "spared"] {
                let figure = try StakeFigure(Query("kind=delivery_delayed&who=\(who)&currency=EUR"), choice, line.catalogue)
                let people = try await store.people(behind: figure, choice, everything, at: noon())
                #expect(people.cause.group?.value == "South" && people.since == begin)
                #expect(people.numbers.count == (who == "hit" ? amount.hit : amount.spared))
            }
            let page = JourneyPage(
                t: Texts(.en, now: noon()), journey: try await store.journey(everything, at: noon()).answer, stakes: (choice, found),
                scope: everything, query: query
            ).html.text
            let since = Texts(.en, now: noon()).monthWithin(begin)
            #expect(page.contains("Revenue at risk since \(since): €\(String(amount.hit * 80).withThousands)"))
            #expect(page.contains("/journey/stakes/people?after=30&amp;reach=25&amp;lasts=6&amp;kind=delivery_delayed&amp;who=hit&amp;currency=EUR"))
            #expect(page.contains("it spares 25% of those") && page.contains("lasts 6 months"))
        }
    }

    @Test func `is the same wherever a cause is told, whatever days are shown, and all day long`() async throws {
        try await withShop { line, store in
            try await plans(on: line)
            let choice = try StakeChoice(Query("after=30"))
            let journey = try await store.journey(everything, at: noon()).answer
            let cause = try #require(journey.diagnosis.causes.first)
            let price = try #require(try await store.stakes(choice, everything, at: noon()).answer.first)
            let change = try #require(journey.diagnosis.change)
            #expect(price.kind == "delivery_delayed" && price.since == cause.since && price.since != nil)

            let board = try await store.board([], choice, at: noon()).answer
            let told = board.news.filter { $0.kind == price.kind && $0.isWorse }
            #expect(Set(told.map(\.what)) == [.experience, .touchpoint], "what people say, and what explains it")
            for finding in told {
                let stakes = try #require(board.stakes[finding.key])
                #expect(stakes.stakes == price.stakes && stakes.since == price.since)
            }
            #expect(told.first { $0.what == .touchpoint }?.month == price.since?.number)
            #expect(told.first { $0.what == .experience }?.month == change.month.number)

            let t = Texts(.en, now: noon())
            let amount = try #require(price.stakes.amounts.first)
            let risk = StakeWords(t: t, choice: choice).money(try #require(amount.atRisk.value), amount)
            let since = t.monthWithin(try #require(price.since))
            let summary = Summary([], journey, board, [])
            let pages = [
                JourneyPage(t: t, journey: journey, stakes: (choice, [price]), scope: everything, query: Query()).html.text,
                InsightPage(t: t, seal: "", board: board, choice: choice, catalogue: line.catalogue, mayAct: false, query: Query()).html.text,
                SummaryPage(t: t, summary: summary, choice: choice, scope: everything, query: Query()).html.text,
            ]
            for page in pages {
                #expect(page.contains(risk) && page.contains("since \(since)"))
                #expect(page.contains(t.number(amount.each.hit)) && page.contains(t.number(amount.each.spared)))
            }

            // Half a year is shown: what was before it still is before the change.
            let part = JourneyScope(Query("from=\(noon().day.adding(days: -180))"), today: noon().day)
            let shown = try await store.journey(part, at: noon()).answer
            #expect(shown.people < journey.people && shown.diagnosis.causes == journey.diagnosis.causes)
            #expect(shown.diagnosis.change == change && shown.concerned.from == journey.concerned.from)
            #expect(try await store.stakes(choice, part, at: noon()).answer.map(\.stakes) == [price.stakes])

            let evening = noon().adding(.hours(7))
            let (other, again) = (
                JourneyScope(Query("period=365d"), today: noon().day), try await store.stakes(choice, everything, at: evening).answer
            )
            #expect(again.map(\.stakes) == [price.stakes])
            #expect(try await store.stakes(choice, other, at: evening).answer.map(\.stakes) == [price.stakes])
        }
    }

    @Test(arguments: ["period=7d", "period=30d", "period=90d", "period=365d", "from=2026-06-01", "from=2020-01-01&to=2020-02-01"])
    func `belongs to the problem and not to the days that are shown`(days: String) async throws {
        try await withShop { line, store in
            try await plans(on: line)
            let (choice, t) = (try StakeChoice(Query("after=30")), Texts(.en, now: noon()))
            let scope = JourneyScope(Query(days), today: noon().day)
            let (shown, whole) = (try await store.journey(scope, at: noon()).answer, try await store.journey(everything, at: noon()).answer)
            #expect(shown.people <= whole.people && shown.diagnosis == whole.diagnosis && shown.verdict == whole.verdict)
            let (words, told) = (DiagnosisWords(t: t, journey: shown), DiagnosisWords(t: t, journey: whole))
            #expect(words.tone == "bad" && words.sentences == told.sentences && words.sentences[0].contains("South"))
            #expect(CausesCSV(journey: shown).text == CausesCSV(journey: whole).text)
            let (price, same) = (
                try await store.stakes(choice, scope, at: noon()).answer, try await store.stakes(choice, everything, at: noon()).answer
            )
            #expect(!same.isEmpty && StakesCSV(choice: choice, found: price).text == StakesCSV(choice: choice, found: same).text)
        }
    }

    @Test(arguments: [(Int64(10_000), Stakes.Amount.Verdict.chance), (Int64(20_000), Stakes.Amount.Verdict.more)])
    func `is never at risk where chance explains it, or where they brought more`(late: Int64, verdict: Stakes.Amount.Verdict) async throws {
        try await withShop { line, store in
            try await plans(on: line, late: late)
            let (choice, journey) = (try StakeChoice(Query("after=30")), try await store.journey(everything, at: noon()).answer)
            let found = try await store.stakes(choice, everything, at: noon()).answer
            let amount = try #require(found.first?.stakes.amounts.first)
            #expect(amount.verdict == verdict && amount.atRisk == .none && amount.gain(choice.fix) == .none)
            #expect(StakesCSV(choice: choice, found: found).text.contains(",,,,0.5,12,,,,\(verdict.rawValue)"))
            let board = try await store.board([], choice, at: noon()).answer
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: noon())
                let pages = [
                    JourneyPage(t: t, journey: journey, stakes: (choice, found), scope: everything, query: Query()).html.text,
                    InsightPage(t: t, seal: "", board: board, choice: choice, catalogue: line.catalogue, mayAct: false, query: Query()).html.text,
                ]
                let words = StakeWords(t: t, choice: choice)
                #expect(words.losses(found[0]).isEmpty && pages[0].contains(t("journey.stakes.\(verdict.rawValue)")))
                #expect(pages[1].contains(HTML(escaping: words.sentences(found[0])[0]).text) && !pages.contains { $0.contains(">journey.") })
            }
            #expect(!StakeWords(t: Texts(.en, now: noon()), choice: choice).sentences(found[0])[0].contains("at risk"))
        }
    }

    @Test func `stands beside an insight, in its file too`() async throws {
        try await withShop { line, store in
            try await plans(on: line)
            let choice = try StakeChoice(Query("after=30"))
            let board = try await store.board([], choice, at: noon()).answer
            let finding = try #require(board.news.first { $0.kind == "delivery_delayed" && $0.what == .touchpoint })
            let stakes = try #require(board.stakes[finding.key]).stakes
            let risk = try #require(stakes.amounts.first?.atRisk.value)
            #expect(stakes.amounts[0].hit == stakes.hit && abs(risk / Double(stakes.hit) - 8_000) < 1)
            let rows = InsightCSV(board: board, choice: choice, catalogue: line.catalogue).text.split(separator: "\r\n")
            #expect(rows.contains { $0.contains(",delivery_delayed,logistics,") })
            #expect(rows[0].hasSuffix("gain_low_EUR,gain_high_EUR") && rows.contains { $0.contains(",\(CSV.amount(risk, .eur)),") })
            for language in ReaderLanguage.allCases {
                let page = InsightPage(
                    t: Texts(language, now: noon()), seal: "", board: board, choice: choice, catalogue: line.catalogue, mayAct: false, query: Query()
                ).html.text
                #expect(!page.contains("journey.") || !page.contains(">journey."), "every text is there in \(language)")
                #expect(page.contains("80") && page.contains("€"))
            }
        }
    }

    @Test(arguments: [
        ("after=0", "after", "must be a number from 1 to 730"), ("after=soon", "after", "must be a number from 1 to 730"),
        ("reach=101", "reach", "must be a number from 1 to 100"), ("lasts=-3", "lasts", "must be a number from 1 to 120"),
    ])
    func `says which assumption cannot be`(query: String, field: String, reason: String) {
        #expect(throws: Failure.invalid(field, reason)) { try StakeChoice(Query(query)) }
    }

    @Test(arguments: [
        ("kind=none&currency=EUR", "kind"), ("kind=delivery&currency=euro", "currency"), ("kind=delivery&currency=EUR&who=all", "who"),
    ])
    func `says which row there is not`(query: String, field: String) async throws {
        try await withShop { line, _ in
            let choice = try StakeChoice(Query())
            #expect { try StakeFigure(Query(query), choice, line.catalogue) } throws: { error in
                guard case Failure.invalid(field, _) = error else { return false }
                return true
            }
        }
    }
}

extension String {
    /// `11200` as `11,200`.
    fileprivate var withThousands: String {
        var text = self
        for place in stride(from: text.count - 3, to: 0, by: -3) { text.insert(",", at: text.index(text.startIndex, offsetBy: place)) }
        return text
    }
}
