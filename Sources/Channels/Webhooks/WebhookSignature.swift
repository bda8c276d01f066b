import Crypto
import Foundation
import Kernel

/// By what the receiver knows that it is us (standardwebhooks.com, version 1): HMAC-SHA256 over the id, the time and the body.
package struct WebhookSignature: Sendable {
    /// `whsec_` and the bytes in base64.
    package let secret: String

    package init(secret: String) { self.secret = secret }

    static let prefix = "whsec_"

    static func fresh() -> String {
        prefix + SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
    }

    /// `v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=`
    package func signature(of body: [UInt8], id: String, at seconds: Int64) -> String {
        let key = SymmetricKey(data: Data(base64Encoded: String(secret.dropFirst(Self.prefix.count))) ?? Data())
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(id).\(seconds).".utf8) + body, using: key)
        return "v1," + Data(code).base64EncodedString()
    }
}

extension WebhookSignature {
    func post(_ body: [UInt8], id: String, to address: String, at now: Instant) async -> WebhookSending.Outcome {
        let seconds = now.microseconds / 1_000_000
        return await WebhookSending.post(
            body, to: address,
            headers: [
                ("webhook-id", id), ("webhook-timestamp", "\(seconds)"), ("webhook-signature", signature(of: body, id: id, at: seconds)),
            ])
    }
}
