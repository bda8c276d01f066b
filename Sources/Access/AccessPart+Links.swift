import Kernel
import Language
import Storage
import Web

/// Links that the program prints for whoever started it.
extension AccessPart {
    /// A write key for the page of the demo company's shop.
    package func demoKey(forSource source: Int64) async throws -> String {
        try await issuedKeys.renew(forSource: source, name: "Demo").text
    }

    /// Where the first owner introduces themselves, once, within a day; `nil` when there is somebody already. Links printed before end.
    ///
    /// - Parameter base: Scheme, host and port: `http://localhost:8080`.
    package func firstRunLink(base: String) async throws -> String? {
        try await invitations.first().map { Site(origin: base).address(of: "/welcome/\($0.text)") }
    }

    /// Where somebody who forgot their password chooses another, once; links made for them before end.
    ///
    /// - Throws: `missing` where nobody of that address works here; `invalid` where it is no address.
    package func passwordLink(for email: String, base: String) async throws -> String {
        guard let address = EmailAddress(email) else { throw Failure.invalid("EMAIL", "must be the email address of somebody who works here") }
        return Site(origin: base).address(of: "/password/\(try await invitations.newPassword(for: address).text)")
    }

    /// A write key of a new source, for scripts that set an installation up.
    package func writeKey(forNewSource name: String) async throws -> String { try await issuedKeys.issue(forNewSource: name, by: nil).text }

    /// Signs in to the demo as its owner, for a week; links printed before end. Only `throughline demo` asks for it.
    package func demoSignIn(base: String) async throws -> String {
        guard let email = EmailAddress("demo@throughline.example") else { throw Failure.invalid("email", "is not one") }
        // A password that nobody knows: the link is the only way in.
        let hash = try await Passwords.hash(Secret().text)
        let owner = Newcomer(name: "Robin Demo", email: email, passwordHash: hash, language: nil, timeZone: usualTimeZone(for: .en))
        return Site(origin: base).address(of: "/demo/\(try await invitations.demo(owner).text)")
    }
}
