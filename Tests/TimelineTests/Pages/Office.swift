import Crypto
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

/// The pages of this part on a fresh database with the usual catalogue, and a shop that sends.
struct Office: Sendable {
    let client: any TestClientProtocol
    let line: Line
    let shop: Source
    let watch: LineWatch
    let worker: JobWorker
}

private struct Callers: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var context = context
        if let role = request.headers[.role].flatMap(Role.init) {
            context.viewer = Viewer(id: ID(bits: 1), name: "Ada", email: "ada@example.com", role: role)
            context.binding = "session"
        }
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    static let role = HTTPField.Name("X-Role") ?? .accept
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .accept
}

private let seal = FormSeal(secret: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))

func withOffice(_ engine: Engine = .sqlite, _ body: @escaping @Sendable (Office) async throws -> Void) async throws {
    try await withMigratedDatabase(engine) { database in
        try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
        let line = try await Line.open(database)
        let shop = try await line.source("shop", name: "Shop", medium: .http)
        let watch = LineWatch(line)
        let asked = AskedWorkStore(database: database) {}
        let part = TimelinePart(
            line: line, watch: watch,
            recording: { change, tx in
                try tx.run(
                    """
                    INSERT INTO audit (id, staff, action, subject, detail, recorded_at)
                    VALUES (\(ID<Office>(at: tx.now)), \(change.staff), \("\(change.action)"), \(change.subject), \(change.detail), \(tx.now))
                    """)
            }, asked: asked)
        let worker = JobWorker(database, asked.handlers, now: noon) { _, error in Issue.record(error) }
        let front = Front(site: Site(origin: "http://localhost"), seal: seal, now: noon)
        let application = Application(responder: RouteTable(part.routes).responder(behind: front, identifying: [Callers()]))
        try await application.test(.router) { client in try await body(Office(client: client, line: line, shop: shop, watch: watch, worker: worker)) }
    }
}

extension Office {
    func page(_ path: String, as role: Role = .manager, in language: String = "en") async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, headers: [.role: role.rawValue, .acceptLanguage: language])
    }

    /// A form as our own pages send it; what it asks for is done by the time it is answered.
    func submit(_ path: String, _ fields: KeyValuePairs<String, String?>, as role: Role = .manager) async throws -> TestResponse {
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin", .role: role.rawValue]
        let body = Query(fields).adding("_seal", seal.token(binding: "session", at: noon())).text.dropFirst()
        let answer = try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: String(body)))
        while try await worker.workOnce() {}
        return answer
    }

    /// What was said in the records.
    func recorded() async throws -> [String] {
        try await line.database.read {
            try $0.rows("SELECT action, subject FROM audit ORDER BY action, subject").map {
                "\(try $0.get(at: 0, as: String.self)) \(try $0.get(at: 1, as: String.self))"
            }
        }
    }

    /// Something that one of the cast did so many days ago.
    func happened(
        _ name: String, _ kind: String, daysAgo: Int64, on channel: String = "web", score: Score? = nil, traits: [String: String] = [:],
        company: String? = nil, properties: String = ""
    ) async throws {
        let person = try #require(Identifier(.userID, name))
        let number = try await line.database.read { try TouchpointStore().end($0) }
        _ = try await line.append(
            [
                NewTouchpoint(
                    kind, channel: channel, by: [person], at: noon().adding(.days(-daysAgo)), score: score, key: SourceKey("\(number)"),
                    properties: properties, traits: traits, company: company)
            ], from: shop)
    }

    /// The names of the customers that a list shows.
    func names(_ path: String) async throws -> Set<String> {
        let text = try await page(path).text
        return Set(["Ada", "Ben", "Cy", "Dora"].filter { text.contains(">\($0)</a>") })
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }
    var location: String { headers[.location] ?? "" }
}
