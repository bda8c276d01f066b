import Access
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Language
import Storage
import Synchronization
import TestKit
import Web

/// A clock that stands still until it is told to go on.
final class Clock: Sendable {
    private let instant = Mutex(noon())

    var now: Now { { [self] in instant.withLock { $0 } } }
    func advance(by duration: Duration) { instant.withLock { $0 = $0.adding(duration) } }
}

/// An installation that nobody has entered yet, served as in the product.
struct House: Sendable {
    let access: AccessPart
    let database: any Database
    let clock: Clock
    let client: any TestClientProtocol

    static let address = "http://localhost"

    var now: Instant { clock.now() }

    /// The path of a link that was printed or shown.
    static func path(of link: String) -> String { String(link.dropFirst(address.count)) }
}

func withHouse(_ engine: Engine = .sqlite, site: Site = Site(origin: House.address), _ body: @Sendable (House) async throws -> Void) async throws {
    let clock = Clock()
    try await withMigratedDatabase(engine, now: clock.now) { database in
        let access = AccessPart(database: database, sources: { try await sources(database) }, addSource: addSource)
        let table = RouteTable(access.routes + [Rooms()])
        let front = Front(site: site, seal: FormSeal(), now: clock.now)
        let application = Application(responder: table.responder(behind: front, identifying: access.identifying))
        try await application.test(.router) { client in
            try await body(House(access: access, database: database, clock: clock, client: client))
        }
    }
}

/// What the rest of the product would be: pages for staff, and a door for programs.
struct Rooms: Routable {
    var routes: RouteTable {
        RouteTable()
            .get("/", access: .staff(.viewer)) { _, context in HTML(escaping: try context.staff.name) }
            .get("/whoami", access: .everyone) { _, context in
                HTML(escaping: "\(context.viewer?.email ?? "nobody") \(context.language.rawValue) \(context.timeZone.identifier)")
            }
            .post("/v1/track", access: .key(scope: "write")) { _, context in "\(context.key?.source ?? 0)" as HTML }
            .get("/api/v1/people", access: .key(scope: "read")) { _, context in HTML(escaping: context.key?.name ?? "") }
    }
}

@Sendable private func sources(_ database: any Database) async throws -> [SourceSummary] {
    try await database.read { reading in
        try reading.rows("SELECT id, name, medium, created_at FROM source ORDER BY id").map {
            SourceSummary(
                id: try $0.get("id"), name: try $0.get("name"), medium: try $0.get("medium"), touchpoints: 12,
                lastReceivedAt: try $0.get("created_at"))
        }
    }
}

@Sendable private func addSource(_ name: String, _ tx: Transaction) throws -> Int64 {
    let id: Int64 = try tx.value("SELECT COALESCE(MAX(id), 0) + 1 FROM source") ?? 1
    try tx.run("INSERT INTO source (id, key, name, medium, created_at) VALUES (\(id), \("web-\(id)"), \(name), 'http', \(tx.now))")
    return id
}
