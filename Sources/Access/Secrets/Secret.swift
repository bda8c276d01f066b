import Crypto
import Web

/// Thirty-two random bytes that let in whoever shows them: a session, an invitation. We keep only their SHA-256.
package struct Secret: Sendable {
    /// Letters and digits, fit for cookies and addresses.
    package let text: String

    package init() { text = base32(randomBytes(32)) }

    /// Whatever a browser shows us; most of what is shown by strangers opens nothing.
    package init(shown text: String) { self.text = text }

    /// What is stored and looked up. The time that a look-up takes tells of the digest alone, which leads back to no secret.
    package var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
