import Kernel
import Web

/// Somebody who answers: what they can do, and how much at once.
struct DeskAgent: Hashable, Sendable {
    let staff: ID<Viewer>
    let name: String
    /// So many open conversations are given to them at most. What they take, or are given by somebody, is not counted against it.
    var capacity = DeskAgent.usualCapacity
    /// In small letters: keys and names of labels, and languages as two letters.
    var skills: Set<String> = []

    static let usualCapacity = 10
    static let capacities = 1...500
    static let longestSkills = 500

    /// As they are kept: `delivery pl`.
    var skillsText: String { skills.sorted().joined(separator: " ") }

    /// What somebody typed: words with commas or blanks between them. What has several words is written with hyphens, as keys of labels are.
    static func skills(_ text: String) -> Set<String> {
        Set(text.lowercased().split { $0 == "," || $0 == ";" || $0 == "，" || $0 == "、" || $0.isWhitespace }.map(String.init))
    }
}
