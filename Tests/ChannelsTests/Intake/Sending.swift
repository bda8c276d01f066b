import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels

/// The doors of this part on a fresh database, and what they write on.
struct Post: Sendable {
    let client: any TestClientProtocol
    let line: Line
}

/// The keys of the tests: what they open, and for whom they send.
private let scopes: [String: Set<String>] = ["tl_shop": ["write"], "tl_off": ["write"], "tl_reader": ["read"], "tl_manager": ["manage"]]

/// Says who is calling, in place of sessions and keys.
private struct Callers: RouterMiddleware {
    let sources: [String: Int64]

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var context = context
        if let role = request.headers[.role].flatMap(Role.init) {
            context.viewer = Viewer(id: ID(bits: 1), name: "Ada", email: "ada@example.com", role: role)
            context.binding = "session"
        }
        context.key = request.headers[.authorization].flatMap(shown).flatMap { key($0, sources) }
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    static let role = HTTPField.Name("X-Role") ?? .accept
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .accept
    static let allowOrigin = HTTPField.Name("Access-Control-Allow-Origin") ?? .accept
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .accept
}

private let seal = FormSeal(secret: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))

/// - Parameter limits: none unless said.
func withPost(
    _ engine: Engine = .sqlite, limits: IntakeLimits? = nil, now: @escaping Now = noon, _ body: @escaping @Sendable (Post) async throws -> Void
) async throws {
    try await withMigratedDatabase(engine, now: now) { database in
        try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
        let line = try await Line.open(database)
        let shop = try await line.source("shop", name: "Shop", medium: .http)
        let off = try await switchedOff(in: line)
        try await line.reload()
        let sources = ["tl_shop": shop.id, "tl_off": off?.id ?? 0]
        let recording: SettingsChange.Recording = { change, tx in
            try tx.run(
                """
                INSERT INTO audit (id, staff, key_name, action, subject, detail, recorded_at)
                VALUES (
                    \(ID<Post>(at: tx.now)), \(change.staff), \(change.key), \("\(change.action)"), \(change.subject), \(change.detail), \(tx.now))
                """)
        }
        let part = ChannelsPart(line: line, limits: limits, recording: recording) { name, _ in key(name, sources) }
        let front = Front(site: Site(origin: "http://localhost"), seal: seal, now: now)
        let application = Application(responder: RouteTable(part.routes).responder(behind: front, identifying: [Callers(sources: sources)]))
        try await application.test(.router) { client in try await body(Post(client: client, line: line)) }
    }
}

private func key(_ name: String, _ sources: [String: Int64]) -> AccessKey? {
    scopes[name].map { AccessKey(id: ID(bits: 2), name: name, scopes: $0, source: sources[name]) }
}

/// `Bearer KEY`, or `Basic` with the key as the name.
private func shown(in authorization: String) -> String? {
    let parts = authorization.split(separator: " ")
    guard parts.count == 2 else { return nil }
    if parts[0] == "Bearer" { return String(parts[1]) }
    return Data(base64Encoded: String(parts[1])).map { String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self) }
}

private func switchedOff(in line: Line) async throws -> Source? {
    _ = try await line.source("off", name: "Off", medium: .http)
    return try await line.database.write { tx in
        try tx.run("UPDATE source SET disabled_at = \(tx.now) WHERE key = 'off'")
        return try line.sources.find(key: "off", tx)
    }
}

// MARK: - Sending

extension Post {
    /// `tl_shop:` in base 64.
    static let shopBasic = "Basic dGxfc2hvcDo="

    func send(_ path: String, _ body: String, key: String? = "Bearer tl_shop", _ more: HTTPFields = [:]) async throws -> TestResponse {
        try await send(path, Array(body.utf8), key: key, more)
    }

    func send(_ path: String, _ body: [UInt8], key: String? = "Bearer tl_shop", _ more: HTTPFields = [:]) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: "application/json"] + more
        if let key { headers[.authorization] = key }
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(bytes: body))
    }

    /// What was said in the records, and the key by which it was done.
    func recorded() async throws -> [String] {
        try await line.database.read {
            try $0.rows("SELECT action, detail, COALESCE(key_name, '') FROM audit ORDER BY id").map {
                "\(try $0.get(at: 0, as: String.self)) \(try $0.get(at: 1, as: String.self)) \(try $0.get(at: 2, as: String.self))"
            }
        }
    }

    func get(_ path: String, key: String = "Bearer tl_reader") async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, headers: [.authorization: key])
    }

    func page(_ path: String, role: Role = .manager) async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, headers: [.role: role.rawValue])
    }

    /// A form as our own pages send it.
    func submit(_ path: String, _ fields: String, role: Role = .manager) async throws -> TestResponse {
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin", .role: role.rawValue]
        let token = seal.token(binding: "session", at: noon())
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: "_seal=\(token)&\(fields)"))
    }

    // MARK: - What became of it

    /// All touchpoints, in the order in which they came.
    func touchpoints() async throws -> [Touchpoint] {
        let catalogue = line.catalogue
        return try await line.database.read { try TouchpointStore().feed(after: 0, limit: 10_000, catalogue, $0) }
    }

    func rejected() async throws -> [RejectedEvent] {
        try await line.database.read { [line] in try RejectedEventStore(database: line.database).waiting(limit: 1_000, $0) }
    }

    /// The person with this identifier.
    func person(_ type: IdentifierType, _ value: String) async throws -> Profile? {
        guard let identifier = Identifier(type, value) else { return nil }
        return try await line.database.read { reading in
            try IdentityStore().find(identifier, reading).map { try ProfileStore().profile(of: $0.person, reading) }
        }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var json: JSONValue? { try? JSONText(Array(body.readableBytesView)).root }
}
