import Language

/// The words by which a message is found, and what somebody typed to find it.
///
/// Words are folded (case, accents, ł, ё) and matched from their beginning; Chinese, which has no blanks, in pairs of characters.
struct MessageWords: Hashable, Sendable {
    /// Each must be found; the ones with `isWhole` as they stand, the others as the beginning of a word.
    struct Wanted: Hashable, Sendable {
        let word: String
        let isWhole: Bool

        func isMet(by found: String) -> Bool { isWhole ? found == word : found.hasPrefix(word) }
    }

    static let most = 4_000
    private static let longest = 32

    /// Of a text, once each; of a very long one the first.
    static func words(of text: String) -> Set<String> {
        var words: Set<String> = []
        for run in SearchWords.runs(of: text) {
            guard words.count < most else { break }
            if run.isHan { words.formUnion(pairs(run.text) + [cut(String(run.text.suffix(1)))]) } else { words.insert(cut(run.text)) }
        }
        return words
    }

    /// At most eight, longer ones first.
    static func wanted(_ typed: String) -> [Wanted] {
        var wanted: [Wanted] = []
        for run in SearchWords.runs(of: typed) {
            if run.isHan, run.text.count > 1 {
                wanted += pairs(run.text).map { Wanted(word: $0, isWhole: true) }
            } else {
                // One letter is the beginning of too much.
                wanted.append(Wanted(word: cut(run.text), isWhole: !run.isHan && run.text.count < 2))
            }
        }
        var seen: Set<Wanted> = []
        return Array(wanted.filter { seen.insert($0).inserted }.sorted { $0.word.count > $1.word.count }.prefix(8))
    }

    /// Whether a text has all of them.
    static func matches(_ text: String, _ wanted: [Wanted]) -> Bool {
        let words = words(of: text)
        return wanted.allSatisfy { one in words.contains(one.word) || words.contains(where: one.isMet) }
    }

    /// By scalars: a character may have any number of marks.
    private static func cut(_ word: String) -> String { String(String.UnicodeScalarView(word.unicodeScalars.prefix(longest))) }

    private static func pairs(_ text: String) -> [String] {
        let characters = Array(text)
        return characters.indices.dropLast().map { cut(String(characters[$0...($0 + 1)])) }
    }
}
