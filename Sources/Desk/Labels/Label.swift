import Foundation
import Kernel

/// A word that conversations are marked with: what they are about, or what is to be done with them.
package struct Label: Hashable, Sendable {
    /// What programs and entries call it: made from its first name, and the same for ever.
    package let key: String
    let name: String
    let colour: Colour
    /// Nobody marks conversations with it any more; those that bear it keep it.
    let isPutAway: Bool

    /// Each of them can be told apart from the paper and read, in light and in the dark; the name stands beside it always.
    enum Colour: Int16, CaseIterable, Sendable {
        case brick = 0
        case sea = 1
        case ochre = 2
        case moss = 3
        case plum = 4
        case stone = 5

        var key: String {
            switch self {
            case .brick: "brick"
            case .sea: "sea"
            case .ochre: "ochre"
            case .moss: "moss"
            case .plum: "plum"
            case .stone: "stone"
            }
        }

        init?(key: String) {
            guard let colour = Self.allCases.first(where: { $0.key == key }) else { return nil }
            self = colour
        }
    }
}

extension Label {
    static let longestName = 40

    /// `Late delivery` is `late-delivery`; letters of every script stay.
    ///
    /// - Parameter others: keys that are taken.
    /// - Throws: `invalid` for a name without letters and numbers.
    static func key(for name: String, besides others: Set<String>) throws -> String {
        let words = name.precomposedStringWithCanonicalMapping.lowercased().split { !$0.isLetter && !$0.isNumber }
        try Failure.require(!words.isEmpty, "name", "must have a letter or a number")
        let key = words.joined(separator: "-")
        guard others.contains(key) else { return key }
        return (2...).lazy.map { "\(key)-\($0)" }.first { !others.contains($0) } ?? key
    }
}
