package import Crypto

/// The key of a program: `tl_`, 160 random bits as 32 characters, and a checksum of six, so that a mistyped or cut-off key is known as
/// such without asking the database, and scanners for leaked secrets can tell ours.
package struct KeySecret: Sendable {
    package let text: String

    package init() {
        let body = Self.prefix + base32(randomBytes(20))
        text = body + Self.checksum(of: body)
    }

    /// `nil` when this is no key of ours, whatever the database says.
    package init?(_ text: String) {
        guard text.utf8.count == 41, text.hasPrefix(Self.prefix), Self.checksum(of: String(text.prefix(35))) == text.suffix(6) else { return nil }
        self.text = text
    }

    package var digest: SHA256Digest { SHA256.hash(data: Array(text.utf8)) }

    /// The last four characters, by which people tell their keys apart.
    package var hint: String { String(text.suffix(4)) }

    private static let prefix = "tl_"

    /// The first thirty bits of the SHA-256.
    private static func checksum(of body: String) -> String {
        String(base32(SHA256.hash(data: Array(body.utf8)).prefix(4)))
    }
}
