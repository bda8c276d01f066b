/// An address to sign in with: in lower case, and one `@` with something on both sides.
///
/// Whether mail arrives there is not asked: who signs in with it says it is theirs.
package struct EmailAddress: Hashable, Sendable {
    package let text: String

    package init?(_ text: String) {
        let text = text.lowercased()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.properties.generalCategory != .control }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain, text.utf8.count <= 254, !text.contains(where: { "<>\"'`".contains($0) })
        else { return nil }
        self.text = text
    }
}
