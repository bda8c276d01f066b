import Kernel
import Language
import Statistics
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private func finding(_ what: Finding.What) -> Finding {
    Finding(
        what: what, kind: "delivery_delayed", group: nil, value: nil, month: 24_300, before: 0, after: 0, countBefore: 900, countAfter: 900, low: 0,
        high: 0)
}

private func course(_ before: Double, _ after: Double, error: Double) -> InsightEffect.Course {
    func known(_ value: Double) -> Estimate { .known(value, Interval(value - error, value + error), n: 900) }
    return .init(known(before), known(after), Difference(value: after - before, standardError: error))
}

private func words(_ effect: InsightEffect, _ what: Finding.What, _ language: ReaderLanguage = .en) -> String {
    FindingWords(t: Texts(language, now: noon()), catalogue: Timeline.Catalogue()).effect(effect, finding(what))
}

@Suite struct `An effect in words` {
    @Test func `says how large it is, and whether it is for the better`() {
        let worse = InsightEffect(acted: course(9, -11, error: 5), heldOut: nil)
        #expect(words(worse, .experience) == "Measured effect: −20 points (−30 … −10), for the worse: +9 before, −11 since (n 900).")
        #expect(words(InsightEffect(acted: course(-11, 9, error: 5), heldOut: nil), .experience).contains("+20 points (+10 … +30), for the better"))
        let rarer = InsightEffect(acted: course(0.2, 0.1, error: 0.01), heldOut: nil)
        #expect(words(rarer, .touchpoint).contains("for the better") && !words(rarer, .reach).contains("for the"))
        #expect(words(rarer, .service).contains("−10 points") && words(rarer, .service).contains("for the worse"))
        for language in ReaderLanguage.allCases { #expect(words(worse, .experience, language).contains("−20")) }
    }

    @Test func `is the difference of the figures that it shows`() {
        // 2.8 → 2.3 and 2.4 → 2.8 as they are shown; −0.7 unrounded.
        let effect = InsightEffect(acted: course(0.02751, 0.02349, error: 0.0001), heldOut: course(0.02449, 0.02751, error: 0.0001))
        #expect(words(effect, .touchpoint).hasPrefix("Measured effect against those held out: −0.9 points"))
        #expect(words(effect, .touchpoint).contains("2.8% before, 2.3% since (n 900); held out 2.4% and 2.8%"))
    }

    @Test func `tells on the page that opens the day how many changes do not stand there`() {
        let many = (0..<8).map { place -> Finding in
            var one = finding(.touchpoint)
            (one.kind, one.after) = ("kind\(place)", 0.1)
            return one
        }
        let section = ChangesSection(t: Texts(.en, now: noon()), list: InsightList(many, []), catalogue: Timeline.Catalogue()).html.text
        #expect(section.contains("3 more stand under Insights"))
        let few = ChangesSection(t: Texts(.en, now: noon()), list: InsightList(Array(many.prefix(5)), []), catalogue: Timeline.Catalogue()).html.text
        #expect(!few.contains("under Insights"))
    }
}
