import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Synchronization
import Testing
import Web

/// A browser of somebody: it keeps cookies, sends forms with the seal of the page they are on, and says where they come from.
final class Browser: Sendable {
    private let house: House
    private let jar = Mutex<[String: String]>([:])

    init(_ house: House, cookies: [String: String] = [:]) {
        self.house = house
        jar.withLock { $0 = cookies }
    }

    var session: String? { jar.withLock { $0["session"] } }
    /// Another browser with what this one holds now: a stolen or slipped-in cookie.
    func copy() -> Browser { Browser(house, cookies: jar.withLock { $0 }) }

    @discardableResult
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse { try await send(.get, path, headers, "") }

    /// Opens `page`, then sends a form that stands on it.
    @discardableResult
    func submit(_ path: String, on page: String, _ fields: KeyValuePairs<String, String?> = [:]) async throws -> TestResponse {
        try await submit(path, fields, seal: seal(on: page))
    }

    @discardableResult
    func submit(_ path: String, _ fields: KeyValuePairs<String, String?>, seal: String) async throws -> TestResponse {
        let body = String(Query(fields).with("_seal", seal).text.dropFirst())
        return try await send(.post, path, [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"], body)
    }

    /// The seal of the forms on a page. Every form on it has the same one.
    func seal(on page: String) async throws -> String {
        let text = try await get(page).text
        return try String(#require(text.firstMatch(of: /name="_seal" value="([^"]*)"/), "\(page) has no form: \(text.prefix(300))").1)
    }

    private func send(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String) async throws -> TestResponse {
        var headers = headers
        let cookies = jar.withLock { $0.map { "\($0)=\($1)" }.joined(separator: "; ") }
        if !cookies.isEmpty { headers[.cookie] = cookies }
        let response = try await house.client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        for line in response.headers[values: .setCookie] { keep(line) }
        return response
    }

    private func keep(_ line: String) {
        guard let pair = line.split(separator: ";").first, let equals = pair.firstIndex(of: "=") else { return }
        let (name, value) = (String(pair[..<equals]), String(pair[pair.index(after: equals)...]))
        jar.withLock { $0[name] = line.contains("Max-Age=0") ? nil : value }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var location: String? { headers[.location] }
}

extension HTTPField.Name {
    static let fetchSite = named("Sec-Fetch-Site")

    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
