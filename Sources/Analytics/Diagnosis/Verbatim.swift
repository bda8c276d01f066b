package import Kernel

/// A customer's own words, as they stand on their line.
package struct Verbatim: Hashable, Sendable {
    package let text: String
    /// Whose words, by number, and where on the line they stand.
    package let person: Int64
    package let position: Int64
    package let at: Instant
    package let kind: String
    /// What they answered with it; `nil` where they answered nothing.
    package let score: ScaledScore?
    /// What they are known to speak: `pl`; `nil` where nobody has said.
    package let language: String?

    package init(text: String, person: Int64, position: Int64, at: Instant, kind: String, score: ScaledScore?, language: String?) {
        (self.text, self.person, self.position, self.at) = (text, person, position, at)
        (self.kind, self.score, self.language) = (kind, score, language)
    }

    /// So many are told of each cause.
    package static let most = 3
}
