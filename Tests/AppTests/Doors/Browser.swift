import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Synchronization
import Testing
import Web

/// A browser of somebody: it keeps cookies, sends forms with the seal of the page they are on, and says where they come from.
final class Browser: Sendable {
    private let client: any TestClientProtocol
    private let jar = Mutex<[String: String]>([:])

    init(_ house: House, cookies: [String: String] = [:]) {
        client = house.client
        jar.withLock { $0 = cookies }
    }

    var cookies: [String: String] { jar.withLock { $0 } }

    @discardableResult
    func get(_ path: String) async throws -> TestResponse { try await send(.get, path) }

    /// Opens `page`, then sends a form that stands on it.
    @discardableResult
    func submit(_ path: String, on page: String, _ fields: KeyValuePairs<String, String?> = [:]) async throws -> TestResponse {
        try await submit(path, fields, seal: seal(on: page))
    }

    @discardableResult
    func submit(_ path: String, _ fields: KeyValuePairs<String, String?> = [:], seal: String) async throws -> TestResponse {
        try await send(.post, path, .sameSite, String(Query(fields).with("_seal", seal).text.dropFirst()))
    }

    /// The seal of the forms on a page. Every form on it has the same one.
    func seal(on page: String) async throws -> String {
        let text = try await get(page).text
        return try String(#require(text.firstMatch(of: /name="_seal" value="([^"]*)"/), "\(page) has no form: \(text.prefix(300))").1)
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], _ body: String = "") async throws -> TestResponse {
        var headers = headers
        let cookies = cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
        if !cookies.isEmpty { headers[.cookie] = cookies }
        let response = try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        for line in response.headers[values: .setCookie] { keep(line) }
        return response
    }

    private func keep(_ line: String) {
        guard let pair = line.split(separator: ";").first, let equals = pair.firstIndex(of: "=") else { return }
        let (name, value) = (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
        jar.withLock { $0[name] = line.contains("Max-Age=0") ? nil : value }
    }
}

extension Browser {
    func join(_ path: String, name: String, email: String? = nil) async throws {
        let response = try await submit(path, on: path, ["name": name, "email": email, "password": goodPassword, "language": "en"])
        try #require(response.status == .seeOther, "\(response.text)")
    }

    @discardableResult
    func signIn(_ email: String) async throws -> TestResponse {
        try await submit("/sign-in", on: "/sign-in", ["email": email, "password": goodPassword])
    }

    /// Whether the pages for staff open.
    var isIn: Bool { get async throws { try await get("/").status == .ok } }

    /// The path of the link by which somebody joins.
    func invitation(for email: String, _ role: Role) async throws -> String {
        try await path(of: submit("/settings/people/invitations", on: "/settings/people", ["email": email, "role": role.rawValue]).secret())
    }

    func path(of link: String) throws -> String { try String(#require(link.firstMatch(of: /\/\/[^\/]+(\/.*)/)).1) }

    /// The key of a new source.
    func writeKey() async throws -> String { try await submit("/settings/sources", on: "/settings/sources", ["source": "Shop"]).secret() }

    /// Sends a file to be imported; answers its id.
    func upload(_ content: String, named name: String) async throws -> String {
        String(try await bring(content, named: name, to: "/settings/imports", on: "/settings/imports").location.suffix(26))
    }

    /// Sends the form with a file of a page.
    func bring(_ content: String, named name: String, to path: String, on page: String) async throws -> TestResponse {
        let part = "--b0undary\r\nContent-Disposition: form-data; name="
        let sealed = part + "\"_seal\"\r\n\r\n" + (try await seal(on: page)) + "\r\n"
        let body = sealed + part + "\"file\"; filename=\"\(name)\"\r\n\r\n\(content)\r\n--b0undary--\r\n"
        let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b0undary", .fetchSite: "same-origin"]
        return try await send(.post, path, headers, body)
    }

    func key(_ scope: String) async throws -> String {
        try await submit("/settings/keys", on: "/settings/sources", ["key": "Check", "scope": scope]).secret()
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var location: String { headers[.location] ?? "" }

    /// The link or key that the page shows this once.
    func secret() throws -> String { try String(#require(text.firstMatch(of: /id="secret" type="text" value="([^"]*)"/), "\(text)").1) }
}

extension HTTPFields {
    /// As our own pages send forms.
    static let sameSite: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"]
}

extension HTTPField.Name {
    static let fetchSite = named("Sec-Fetch-Site")

    static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
