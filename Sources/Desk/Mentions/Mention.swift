import Foundation
import Kernel

/// Colleagues who are called by name in a note: `@Ada`, `@Ada Lovelace`.
enum Mention {
    /// Who of them a text calls. The longest name that fits counts; a first name does where one colleague alone bears it.
    static func called(in text: String, _ colleagues: [(id: Int, name: String)]) -> Set<Int> {
        let names = names(colleagues)
        var found: Set<Int> = []
        for sign in text.indices where text[sign] == "@" {
            // An address of mail calls nobody.
            if sign > text.startIndex, text[text.index(before: sign)].isWord { continue }
            let rest = text[text.index(after: sign)...]
            if let name = names.first(where: { rest.begins(with: $0.name) }) { found.insert(name.id) }
        }
        return found
    }

    /// The longest first.
    private static func names(_ colleagues: [(id: Int, name: String)]) -> [(name: String, id: Int)] {
        var names = colleagues.map { (name: $0.name, id: $0.id) }
        let firsts = Dictionary(grouping: colleagues) { $0.name.split(separator: " ").first.map { $0.lowercased() } ?? "" }
        for (first, who) in firsts where who.count == 1 && !first.isEmpty { names.append((first, who[0].id)) }
        return names.filter { !$0.name.isEmpty }.sorted { ($1.name.count, $0.name) < ($0.name.count, $1.name) }
    }
}

extension Character {
    fileprivate var isWord: Bool { isLetter || isNumber || self == "_" }
}

extension Substring {
    /// Whatever the capitals and accents, and not in the middle of a word.
    fileprivate func begins(with name: String) -> Bool {
        guard let end = range(of: name, options: [.anchored, .caseInsensitive, .diacriticInsensitive])?.upperBound else { return false }
        return end == endIndex || !self[end].isWord
    }
}
