import Crypto

/// A site that carries the chat: what the window looks like, and where it may stand.
struct ChatSite: Hashable, Sendable {
    /// The number of the source whose write key stands in its pages.
    let source: Int64
    var name: String
    /// The first thing that visitors read; empty for the usual words in their language.
    var greeting: String
    var accent: Accent
    var origins: [SiteOrigin]
    /// What it signs with who is there: the key of now and the one before it; none where it signs nothing.
    var secrets: [[UInt8]] = []
}

extension ChatSite {
    func allows(_ origin: String) -> Bool { origins.contains { $0.text == origin.lowercased() } }

    /// As a content-security policy names those who may frame the window.
    var ancestors: String { origins.map(\.text).joined(separator: " ") }

    var keys: [SymmetricKey] { secrets.map { SymmetricKey(data: $0) } }
}
