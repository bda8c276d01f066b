/// The forms a word takes beside a number, as CLDR names them. Our four languages use these.
package enum PluralCategory: String, CaseIterable, Sendable { case one, few, many, other }

extension ReaderLanguage {
    /// The categories the language has for cardinal numbers.
    package var pluralCategories: [PluralCategory] {
        switch self {
        case .en: [.one, .other]
        case .ru, .pl: [.one, .few, .many, .other]
        case .zh: [.other]
        }
    }

    /// CLDR 46, cardinal rules. Numbers with a fraction take `other` in these four languages.
    package func pluralCategory(of number: Double) -> PluralCategory {
        guard let whole = UInt64(exactly: number.magnitude) else { return .other }
        let (ones, tens) = (whole % 10, whole % 100)
        switch self {
        case .en: return whole == 1 ? .one : .other
        case .ru: return ones == 1 && tens != 11 ? .one : isFew(ones, tens) ? .few : .many
        case .pl: return whole == 1 ? .one : isFew(ones, tens) ? .few : .many
        case .zh: return .other
        }
    }
}

/// 2, 3, 4, 22, 23 … but not 12, 13, 14.
private func isFew(_ ones: UInt64, _ tens: UInt64) -> Bool { (2...4).contains(ones) && !(12...14).contains(tens) }
