import Channels
import Columnar
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Logging
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App

/// The whole server on a fresh database and in a directory of its own, with somebody of staff who calls.
struct Office: Sendable {
    let client: any TestClientProtocol
    let server: Server
    let directory: String
    let clock: HandClock

    var line: Line { server.installation.line }
    var database: any Database { server.installation.database }
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
    fileprivate static let role = HTTPField.Name("X-Role") ?? .accept
}

private let seal = FormSeal(secret: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))

func withOffice(_ engine: Engine = .sqlite, _ body: @escaping @Sendable (Office) async throws -> Void) async throws {
    let clock = HandClock()
    try await withDirectory { directory async throws in
        try await withMigratedDatabase(engine, now: clock.now) { database in
            let line = try await Line.open(database)
            try await database.write { try line.catalogueStore.add(Kind.defaults, Channel.defaults, in: $0) }
            try await line.reload()
            let configuration = try Configuration(arguments: ["directory": directory], environment: [:])
            let installation = Installation(database: database, line: line, engine: LineEngine(source: LineFeedStore(line: line)))
            let server = Server(installation, configuration, now: clock.now)
            let front = Front(site: Site(origin: "http://localhost"), seal: seal, now: clock.now)
            let application = Application(responder: server.routes.responder(behind: front, identifying: [Callers()]))
            try await application.test(.router) { client in
                try await body(Office(client: client, server: server, directory: directory, clock: clock))
            }
        }
    }
}

extension Office {
    func page(_ path: String, as role: Role = .admin) async throws -> TestResponse {
        try await client.execute(uri: path, method: .get, headers: [.role: role.rawValue])
    }

    /// A form as our own pages send it.
    func submit(_ path: String, _ fields: KeyValuePairs<String, String?> = [:], as role: Role = .admin) async throws -> TestResponse {
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin", .role: role.rawValue]
        let body = Query(fields).adding("_seal", seal.token(binding: "session", at: clock.now())).text.dropFirst()
        return try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: String(body)))
    }

    /// A form with a file, as a browser sends it.
    func upload(
        _ content: some Sequence<UInt8>, named name: String, map: String? = nil, to path: String = "/settings/imports", as role: Role = .manager,
        isSealed: Bool = true
    ) async throws
        -> TestResponse
    {
        var body = ByteBuffer()
        let token = isSealed ? seal.token(binding: "session", at: clock.now()) : "1.nothing"
        body.writeString("--b0undary\r\nContent-Disposition: form-data; name=\"_seal\"\r\n\r\n\(token)\r\n")
        body.writeString("--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
        body.writeBytes(content)
        if let map { body.writeString("\r\n--b0undary\r\nContent-Disposition: form-data; name=\"map\"; filename=\"map.yaml\"\r\n\r\n\(map)") }
        body.writeString("\r\n--b0undary--\r\n")
        let headers: HTTPFields = [.contentType: "multipart/form-data; boundary=b0undary", .fetchSite: "same-origin", .role: role.rawValue]
        return try await client.execute(uri: path, method: .post, headers: headers, body: body)
    }

    var worker: JobWorker { server.worker(Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) }

    /// Does all that is due.
    func work() async throws {
        let worker = worker
        while try await worker.workOnce() {}
    }

    func touchpoints() async throws -> Int {
        try await database.read { try $0.value("SELECT COUNT(*) FROM touchpoint") } ?? 0
    }

    /// What lies in the folder of files that came by the browser.
    func files() -> [String] {
        // No folder: nothing was brought yet.
        let found = FileManager.default.enumerator(atPath: directory + "/uploads")?.allObjects as? [String]
        return (found ?? []).filter { $0.contains("/") }.map { String($0.split(separator: "/").last ?? "") }.sorted()
    }
}

extension TestResponse {
    var said: String { String(buffer: body) }
    var target: String { headers[.location] ?? "" }
}
