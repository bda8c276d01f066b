import Foundation
import Kernel
import Language
import Testing
import Web

@Suite struct `The texts` {
    @Test func `have the same keys in every language`() {
        let english = Set(embeddedTexts(.en).keys)
        #expect(english.count > 50)
        for language in ReaderLanguage.allCases {
            let keys = Set(embeddedTexts(language).keys)
            #expect(
                english.subtracting(keys).isEmpty && keys.subtracting(english).isEmpty, "\(language): \(english.symmetricDifference(keys).sorted())")
        }
    }

    @Test(arguments: ReaderLanguage.allCases) func `can all be read, with the same places to fill and every plural`(language: ReaderLanguage) throws {
        let english = embeddedTexts(.en)
        for (key, text) in embeddedTexts(language) {
            let message = try #require(try? Message(text), "\(language) \(key)")
            let original = try Message(try #require(english[key]))
            #expect(message.placeholders == original.placeholders, "\(language) \(key)")
            #expect(message.selects == original.selects, "\(language) \(key)")
            for plural in message.plurals { #expect(plural == Set(language.pluralCategories), "\(language) \(key)") }
        }
    }

    @Test func `write per cent in one way, as their figures are written`() {
        for language in ReaderLanguage.allCases {
            let sign = language == .ru ? "\u{a0}%" : "%"
            for (key, text) in embeddedTexts(language) {
                for number in text.matches(of: /[0-9](\s?)%/) { #expect(number.1 + "%" == sign, "\(language) \(key)") }
            }
        }
    }

    @Test func `hold no markup and are never empty`() {
        for language in ReaderLanguage.allCases {
            for (key, text) in embeddedTexts(language) {
                #expect(!text.contains("<"), "\(language) \(key)")
                #expect(!text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, "\(language) \(key)")
            }
        }
    }
}

@Suite struct `The words of a reader` {
    private func t(_ language: ReaderLanguage, zone: String = "Europe/Warsaw") -> Texts {
        let catalogue = Catalogue([
            .en: ["a.b": "{who} has {n, plural, one {# task} other {# tasks}}", "only.english": "English", "with.link": "See {link} & {name}"],
            .pl: ["a.b": "{who} ma {n, plural, one {# zadanie} few {# zadania} many {# zadań} other {# zadania}}"],
        ])
        return Texts(language, timeZone: TimeZone(identifier: zone) ?? .gmt, now: Instant("2026-11-22T23:30:00Z") ?? noon, catalogue: catalogue)
    }

    @Test func `are those of their language, else English, else the key`() {
        #expect(t(.pl)("a.b", ["who": "Ada", "n": 3]) == "Ada ma 3 zadania")
        #expect(t(.pl)("only.english") == "English")
        #expect(t(.pl)("not.there") == "not.there")
    }

    @Test func `carry markup only where it is given as markup`() {
        let html = t(.en).html("with.link", ["name": "<Ada>"], markup: ["link": "<a href=\"/\">this</a>"])
        #expect(html == "See <a href=\"/\">this</a> &amp; &lt;Ada&gt;")
    }

    @Test(arguments: [
        (ReaderLanguage.en, "12,345.5", "€1,234.50", "44%"), (.ru, "12 345,5", "1 234,50 €", "44 %"), (.pl, "12 345,5", "1234,50 €", "44%"),
        (.zh, "12,345.5", "€1,234.50", "44%"),
    ]) func `write numbers and money as they are used to`(language: ReaderLanguage, number: String, money: String, percent: String) {
        let t = t(language)
        #expect(plain(t.number(12_345.5)) == number)
        #expect(plain(t.money(Money(123_450, .eur))) == money)
        #expect(plain(t.percent(0.44)) == percent)
    }

    @Test(arguments: ReaderLanguage.allCases) func `write a minus sign, and dates that are not broken`(language: ReaderLanguage) {
        let t = t(language)
        let amounts = [t.money(Money(-400, .eur)), t.wholeMoney(-400, .eur)]
        for text in [t.number(-4), t.number(-4.5), t.change(-4.5), t.percent(-0.4), t.compact(-4_000)] + amounts {
            #expect(text.contains("−") && !text.contains("-"), "\(text)")
        }
        let (now, day) = (t.now, t.now.day)
        for text in [t.date(now), t.date(day), t.date(day.month), t.shortDate(day), t.monthWithin(day.month)] {
            #expect(!text.contains(" "), "\(text)")
        }
    }

    @Test func `write the day it is where they are`() {
        #expect(t(.en).today == Day("2026-11-23"))
        #expect(t(.en, zone: "America/New_York").today == Day("2026-11-22"))
        #expect(plain(t(.en).date(t(.en).now)) == "23 Nov 2026")
        #expect(plain(t(.pl).shortDate(Day(number: 0))) == "1 sty")
    }

    @Test func `write what cannot be counted as a dash`() {
        #expect(t(.en).number(Double.nan) == "–")
        #expect(t(.en).percent(.infinity) == "–")
    }

    @Test func `say why a form was refused`() {
        let russian = Texts(.ru, now: noon)
        #expect(russian.reason("must have 1 to 200 characters") == "от 1 до 200 знаков")
        #expect(russian.reason("is no field here; there are at, kind") == "здесь нет такого поля; есть at, kind")
        #expect(russian.reason("must be a moose") == "must be a moose")
    }

    /// With plain spaces, since languages differ in which narrow space they take.
    private func plain(_ text: String) -> String { String(text.map { $0.isWhitespace ? " " : $0 }) }
}
