package import Crypto
package import Foundation
package import Kernel

/// The token in our forms: it shows that the form came from a page of ours, for this session, not long ago.
package struct FormSeal: Sendable {
    /// The name of the hidden field.
    package static let field = "_seal"
    private static let lifetime = Duration.days(3)
    private let key: SymmetricKey

    package init(secret: SymmetricKey = SymmetricKey(size: .bits256)) { key = secret }

    /// `1790000000.mac`: the second it was made and a code over that second and the binding.
    package func token(binding: String, at now: Instant) -> String {
        let second = String(now.seconds)
        return second + "." + base64URL(Data(HMAC<SHA256>.authenticationCode(for: Self.message(second, binding), using: key)))
    }

    package func accepts(_ token: String, binding: String, at now: Instant) -> Bool {
        guard let dot = token.firstIndex(of: "."), let second = Int64(token[..<dot]),
            let code = Data(base64URL: token[token.index(after: dot)...])
        else { return false }
        // A minute of grace for a clock that was set back.
        let age = now.duration(since: Instant(seconds: second))
        guard age > .minutes(-1), age < Self.lifetime else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.message(String(second), binding), using: key)
    }

    private static func message(_ second: String, _ binding: String) -> Data { Data("form|\(second)|\(binding)".utf8) }
}

func base64URL(_ data: some DataProtocol) -> String {
    let text = Data(data).base64EncodedString().filter { $0 != "=" }
    return String(text.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
}

extension Data {
    /// Letters, digits, `-` and `_`, without padding (RFC 4648, section 5); `nil` for anything else.
    package init?(base64URL text: Substring) {
        let plain = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        self.init(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
}
