import Foundation

/// The words under which a text is found: folded (case, accents, ł, ё), also in Latin letters, Chinese from every character on.
///
/// A query is folded the same way and matched as the beginning of a word.
package enum SearchWords {
    /// At most 40 words of at most 64 bytes, each once, in the order of the text.
    package static func words(of text: String) -> [String] {
        var words = Ordered()
        for run in runs(in: folded(text)) {
            if run.isHan { words.add(suffixes(of: run.text)) } else { words.add([run.text]) }
        }
        if text.utf8.contains(where: { $0 >= 0x80 }) {
            for run in runs(in: folded(inLatin(text))) { words.add([run.text]) }
        }
        return words.list
    }

    /// What somebody typed, as beginnings of words that must all be found.
    package static func query(_ text: String) -> [String] {
        Array(runs(in: folded(text)).map(\.text).prefix(8))
    }

    /// What a text is about, to be compared with other texts: its words once each, cut to their first five letters so that the forms of a word are
    /// one (McNamee and Mayfield, Character n-gram tokenization, 2004); Chinese in pairs of characters. Numbers are about nothing.
    package static func terms(of text: String) -> Set<String> {
        var terms: Set<String> = []
        for run in runs(in: folded(text)) {
            let characters = Array(run.text)
            if !run.isHan {
                if !characters.allSatisfy(\.isNumber) { terms.insert(String(characters.prefix(5))) }
            } else {
                for place in characters.indices.dropLast() { terms.insert(String(characters[place...(place + 1)])) }
            }
        }
        return terms
    }

    static func folded(_ text: String) -> String {
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: Locale(identifier: "en_US_POSIX"))
        return String(String.UnicodeScalarView(plain.lowercased().unicodeScalars.map { letters[$0] ?? $0 }))
    }

    private static func inLatin(_ text: String) -> String { text.applyingTransform(.toLatin, reverse: false) ?? text }

    /// Letters that are not a base and an accent, yet are typed as one.
    private static let letters: [Unicode.Scalar: Unicode.Scalar] = ["ł": "l", "ё": "е", "й": "и", "ø": "o", "đ": "d", "ı": "i", "æ": "a", "œ": "o"]

    /// Letters and digits without a break, folded.
    package struct Run: Hashable, Sendable {
        package fileprivate(set) var text: String
        /// Whether they are Chinese characters, which are written without blanks.
        package let isHan: Bool
    }

    package static func runs(of text: String) -> [Run] { runs(in: folded(text)) }

    /// Unbroken runs of letters and digits; a run of Chinese characters ends where other letters begin.
    private static func runs(in text: String) -> [Run] {
        var runs: [Run] = []
        var isInside = false
        for scalar in text.unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                isInside = false
                continue
            }
            let isHan = scalar.properties.isIdeographic
            if isInside, let last = runs.indices.last, runs[last].isHan == isHan {
                runs[last].text.unicodeScalars.append(scalar)
            } else {
                runs.append(Run(text: String(scalar), isHan: isHan))
            }
            isInside = true
        }
        return runs
    }

    /// 王小明 is found by 王, 小 and 明: Chinese is written without spaces.
    private static func suffixes(of text: String) -> [String] {
        let characters = Array(text.prefix(16))
        return characters.indices.map { String(characters[$0...].prefix(8)) }
    }

    private struct Ordered {
        var list: [String] = []
        private var known: Set<String> = []

        mutating func add(_ words: [String]) {
            for word in words where list.count < 40 {
                let word = word.utf8.count <= 64 ? word : String(word.prefix(16))
                if known.insert(word).inserted { list.append(word) }
            }
        }
    }
}
