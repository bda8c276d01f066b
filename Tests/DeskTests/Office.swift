import Kernel
import People
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

/// A desk on a line of its own, with two who work there.
struct Office: Sendable {
    let line: Line
    let shop: Source
    let watch: DeskWatch
    let ada = Viewer(id: ID(bits: 1), name: "Ada", email: "ada@example.com", role: .agent)
    let bob = Viewer(id: ID(bits: 2), name: "Bob", email: "bob@example.com", role: .agent)

    var messages: MessageStore { MessageStore(line: line) }
    var conversations: ConversationStore { ConversationStore(line: line) }
    var work: ConversationWorkStore { ConversationWorkStore(line: line) }
    var inbox: InboxStore { InboxStore(line: line) }

    /// What Kim writes, so many minutes after noon.
    func message(_ key: String, thread: String = "chat", _ text: String = "It is dented.", after minutes: Int64 = 0) -> IncomingMessage {
        IncomingMessage(
            key: key, thread: thread, channel: .chat, from: [Identifier(.email, "kim@example.com")].compactMap(\.self), subject: "", text: text,
            at: noon().adding(.minutes(minutes)))
    }

    @discardableResult
    func receive(_ message: IncomingMessage) async throws -> Int64 { try await messages.receive(message, from: shop).conversation }

    func writing(_ text: String, in number: Int64, once: String = "once-1", then: ConversationStatus? = nil) async throws
        -> ConversationWorkStore.Writing
    {
        .init(text: text, seen: try await conversations.find(number).lastEntry, once: once, then: then)
    }

    /// What is known of somebody.
    func tell(_ email: String, _ traits: [String: String]) async throws {
        let who = [Identifier(.email, email)].compactMap(\.self)
        _ = try await line.append(
            [NewTouchpoint("identify", channel: "web", by: who, at: noon(), key: SourceKey("\(email) \(traits.count)"), traits: traits)], from: shop)
    }

    /// Kinds on the line, in the order of arrival.
    func kinds() async throws -> [String] {
        let catalogue = line.catalogue
        return try await line.database.read { try TouchpointStore().feed(after: 0, limit: 1_000, catalogue, $0).map(\.kind.key) }
    }
}

func withOffice(_ engine: Engine, _ body: @Sendable (Office) async throws -> Void) async throws {
    try await withMigratedDatabase(engine) { try await withOffice(on: $0, body) }
}

func withOffice(on database: any Database, _ body: @Sendable (Office) async throws -> Void) async throws {
    let line = try await Line.open(database)
    let office = Office(line: line, shop: try await line.source("shop", name: "Shop", medium: .http), watch: DeskWatch(line))
    try await database.write { tx in
        for viewer in [office.ada, office.bob] {
            try tx.run(
                """
                INSERT INTO staff (id, name, email, password, role, time_zone, created_at)
                VALUES (\(viewer.id), \(viewer.name), \(viewer.email), '', 'agent', 'Europe/Warsaw', \(tx.now))
                """)
        }
    }
    try await body(office)
}
