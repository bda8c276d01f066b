import Language
import Testing

@Suite struct `Plurals` {
    @Test(arguments: [
        (ReaderLanguage.en, PluralCategory.one, [1.0]),
        (.en, .other, [0, 2, 11, 21, 101, 1.5, 0.1]),
        (.ru, .one, [1, 21, 31, 101, 1_001, -1]),
        (.ru, .few, [2, 3, 4, 22, 104, 1_003]),
        (.ru, .many, [0, 5, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 1_000_000]),
        (.ru, .other, [0.5, 1.5, 2.25]),
        (.pl, .one, [1]),
        (.pl, .few, [2, 3, 4, 22, 34, 102, 1_004]),
        (.pl, .many, [0, 5, 11, 12, 14, 19, 21, 31, 100, 101, 112, 1_000_000]),
        (.pl, .other, [0.5, 1.5, 2.25]),
        (.zh, .other, [0, 1, 2, 5, 11, 1.5]),
    ]) func `follow the rules of CLDR`(language: ReaderLanguage, category: PluralCategory, numbers: [Double]) {
        for number in numbers { #expect(language.pluralCategory(of: number) == category, "\(language) \(number)") }
    }

    @Test func `use no category the language does not have`() {
        for language in ReaderLanguage.allCases {
            for number in stride(from: 0, through: 300, by: 0.5) { #expect(language.pluralCategories.contains(language.pluralCategory(of: number))) }
        }
    }
}
