package import Crypto

/// What lets a program or a visitor in: a prefix that says to what, 160 random bits as 32 characters, and a checksum of six, so that one that is
/// mistyped or cut off is known as such without asking the database, and scanners for leaked secrets can tell ours. We keep only its SHA-256.
package struct KeySecret: Sendable {
    package enum Kind: String, Sendable {
        /// The key of a program.
        case program = "tl_"
        /// What opens one conversation for whoever began it in a chat window.
        case chat = "tl_chat_"
    }

    package let text: String

    package init(_ kind: Kind = .program) {
        let body = kind.rawValue + base32(randomBytes(20))
        text = body + Self.checksum(of: body)
    }

    /// `nil` when this is none of ours, whatever the database says.
    package init?(_ text: String, _ kind: Kind = .program) {
        let length = kind.rawValue.utf8.count + 32
        guard text.utf8.count == length + 6, text.hasPrefix(kind.rawValue), Self.checksum(of: String(text.prefix(length))) == text.suffix(6)
        else { return nil }
        self.text = text
    }

    package var digest: SHA256Digest { SHA256.hash(data: Array(text.utf8)) }

    /// The last four characters, by which people tell their keys apart.
    package var hint: String { String(text.suffix(4)) }

    /// The first thirty bits of the SHA-256.
    private static func checksum(of body: String) -> String {
        String(base32(SHA256.hash(data: Array(body.utf8)).prefix(4)))
    }
}
