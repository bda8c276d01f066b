import Foundation

/// Values as they are compared: small letters without accents, Latin where there is a way to write them so, single blanks.
enum NormalForm {
    /// `nil` when nothing is left.
    static func of(_ raw: String, _ sort: Attribute.Sort) -> String? {
        let text = plain(raw).trimmingCharacters(in: .whitespacesAndNewlines)
        let normal =
            switch sort {
            case .email: text.filter { !$0.isWhitespace }
            case .phone: phone(text)
            case .postcode, .code: lettersAndDigits(text)
            case .birthDate: text
            default: words(of: text)
            }
        return normal.isEmpty || nothing.contains(text) ? nil : String(normal.prefix(120))
    }

    /// What people and programs write where they know nothing.
    private static let nothing: Set<String> = ["null", "none", "nan", "n/a", "unknown", "undefined", "-", "brak", "nil"]

    private static func plain(_ raw: String) -> String {
        guard raw.utf8.contains(where: { $0 >= 0x80 }) else { return raw.lowercased() }
        let isHan = raw.unicodeScalars.contains { $0.properties.isIdeographic }
        let latin = isHan ? raw : raw.applyingTransform(.toLatin, reverse: false) ?? raw
        let folded = latin.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: Locale(identifier: "en_US_POSIX"))
        return String(String.UnicodeScalarView(folded.lowercased().unicodeScalars.compactMap { letters[$0] ?? ($0.value == 0x2B9 ? nil : $0) }))
    }

    /// Letters that are not a base and an accent, yet are typed as one.
    private static let letters: [Unicode.Scalar: Unicode.Scalar] = ["ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "a", "œ": "o"]

    /// The digits, without what stands before a national number: a plus and the country, or noughts.
    private static func phone(_ text: String) -> String {
        let digits = text.filter { ("0"..."9").contains($0) }
        return String(digits.drop { $0 == "0" })
    }

    private static func lettersAndDigits(_ text: String) -> String { text.filter { $0.isLetter || $0.isNumber } }

    /// Letters, digits, hyphens and apostrophes; all else parts words.
    private static func words(of text: String) -> String {
        var words: [String] = [""]
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" {
                words[words.count - 1].unicodeScalars.append(scalar)
            } else if scalar != "'", scalar != "’", words.last != "" {
                words.append("")
            }
        }
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
