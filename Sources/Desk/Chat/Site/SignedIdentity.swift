import Crypto
import Foundation
import Kernel
import Web

/// Who is there, as the site vouches for it: a JSON Web Token that its server has signed with HS256 (RFC 7519, RFC 7518 section 3.2).
///
/// The algorithm is ours to say, not the token's: one that names any other is refused, whatever its signature.
struct SignedIdentity: Hashable, Sendable {
    /// What the site knows them by.
    let userID: String
    let email: String?
    let name: String?

    /// A token may hold for so long at most: who copies one shall not be them for ever.
    static let longestLife = Duration.hours(24)
    static let longestText = 4_096

    init(userID: String, email: String?, name: String?) { (self.userID, self.email, self.name) = (userID, email, name) }

    private struct Head: Decodable { let alg: String }

    private struct Claims: Decodable {
        let sub: String
        let email: String?
        let name: String?
        let exp: Double
    }

    /// One that has run out, as on a page that was left open, vouches for nobody any more: `nil`.
    ///
    /// - Parameter keys: those of now and before; the token must be signed with one of them.
    /// - Throws: `invalid` with what is wrong with it.
    init?(_ token: String, keys: [SymmetricKey], at now: Instant) throws {
        try Failure.require(!keys.isEmpty, Self.field, "needs a secret: Settings › Chat makes one")
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= Self.longestText, parts.count == 3, let head = Data(base64URL: parts[0]), let body = Data(base64URL: parts[1]),
            let code = Data(base64URL: parts[2]), let kind = try? JSONDecoder().decode(Head.self, from: head)  // What is no JSON is no token.
        else { throw Failure.invalid(Self.field, "is no signed token") }
        try Failure.require(kind.alg == "HS256", Self.field, "must be signed with HS256")
        let signed = Data(token.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
        // Each is compared in the same time wherever it differs.
        let isSigned = keys.map { HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: $0) }.contains(true)
        try Failure.require(isSigned, Self.field, "is not signed with a secret of this site")
        guard let claims = try? JSONDecoder().decode(Claims.self, from: body) else {  // The sentence says what it needs.
            throw Failure.invalid(Self.field, "must have a “sub” and an “exp”")
        }
        let left = claims.exp - Double(now.seconds)
        guard left > 0 else { return nil }
        try Failure.require(left <= Double(Self.longestLife.components.seconds), Self.field, "must expire within a day")
        try Failure.require((1...200).contains(claims.sub.unicodeScalars.count), Self.field, "must have a “sub” of 1 to 200 characters")
        (userID, email, name) = (claims.sub, claims.email, claims.name.map { String($0.prefix(200)) })
    }

    static let field = "identity"
}
