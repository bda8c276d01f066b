import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Testing
import Web

let goodPassword = "three small horses run"

extension House {
    /// Ada owns the house: she came in by the link that the server printed.
    func ada() async throws -> Browser {
        let link = try #require(try await access.firstRunLink(base: House.address))
        let browser = Browser(self)
        try await browser.join(House.path(of: link), name: "Ada", email: "ada@example.com")
        return browser
    }

    /// Somebody whom Ada invites, in a browser of their own.
    func colleague(_ name: String, _ role: Role, invitedBy ada: Browser) async throws -> Browser {
        let email = "\(name.lowercased())@example.com"
        let shown = try await ada.submit("/settings/people/invitations", on: "/settings/people", ["email": email, "role": role.rawValue])
        let browser = Browser(self)
        try await browser.join(House.path(of: shown.secret()), name: name)
        return browser
    }

    func id(of email: String) async throws -> ID<Viewer> { try #require(try await access.staff.list().first { $0.email == email }).id }
}

extension Browser {
    func join(_ path: String, name: String, email: String? = nil, password: String = goodPassword) async throws {
        let response = try await submit(path, on: path, ["name": name, "email": email, "password": password, "language": "en"])
        try #require(response.status == .seeOther, "\(response.text)")
    }

    @discardableResult
    func signIn(_ email: String, _ password: String = goodPassword, to: String? = nil) async throws -> TestResponse {
        try await submit("/sign-in", on: "/sign-in", ["email": email, "password": password, "to": to])
    }

    /// Whether the pages for staff open.
    var isIn: Bool { get async throws { try await get("/").status == .ok } }
}

extension TestResponse {
    /// The link or key that the page shows this once.
    func secret() throws -> String { try String(#require(text.firstMatch(of: /id="secret" type="text" value="([^"]*)"/), "\(text)").1) }
}
