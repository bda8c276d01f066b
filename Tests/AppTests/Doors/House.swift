import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Schema
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import App

/// A clock that stands still until it is told to go on.
final class Clock: Sendable {
    private let instant = Mutex(noon())

    var now: Now { { [self] in instant.withLock { $0 } } }
    func advance(by duration: Duration) { instant.withLock { $0 = $0.adding(duration) } }
}

/// A server of an installation, as in the product but for its socket.
struct House: Sendable {
    let installation: Installation
    let server: Server
    let client: any TestClientProtocol
    let clock: Clock
}

/// An installation whose servers can be opened one after the other, or side by side.
struct Estate: Sendable {
    let configuration: Configuration
    let clock = Clock()

    func open(_ body: @Sendable (House) async throws -> Void) async throws {
        let installation = try await Installation.open(configuration, now: clock.now)
        let server = Server(installation, configuration, now: clock.now)
        try await Application(responder: server.responder()).test(.router) { client in
            try await body(House(installation: installation, server: server, client: client, clock: clock))
        }
        try await installation.close()
    }
}

func withEstate(_ engine: Engine = .sqlite, _ body: (Estate) async throws -> Void) async throws {
    try await withTemporaryDatabase(engine) { place in
        let directory = URL(fileURLWithPath: place.location).deletingLastPathComponent().path
        let arguments = engine == .sqlite ? ["directory": directory] : ["database": place.location]
        try await body(Estate(configuration: try Configuration(arguments: arguments.merging(["host": "localhost"]) { $1 }, environment: [:])))
    }
}

func withHouse(_ engine: Engine = .sqlite, _ body: @escaping @Sendable (House) async throws -> Void) async throws {
    try await withEstate(engine) { try await $0.open(body) }
}

let goodPassword = "three small horses run"

extension House {
    /// Ada owns the house: she came in by the link that the server printed.
    func ada() async throws -> Browser {
        let link = try #require(try await server.firstRunLink(at: ""))
        let browser = Browser(self)
        try await browser.join(link, name: "Ada", email: "ada@example.com")
        return browser
    }

    /// Somebody whom Ada invites, in a browser of their own.
    func colleague(_ name: String, _ role: Role, invitedBy ada: Browser) async throws -> Browser {
        let browser = Browser(self)
        try await browser.join(ada.invitation(for: "\(name.lowercased())@example.com", role), name: name)
        return browser
    }

    /// How many rows every table has, and the checksum of them.
    func contents() async throws -> [Manifest.Table] {
        try await installation.database.read { session in try Schema.tables().map { try Manifest.Table($0, in: session) } }
    }
}
