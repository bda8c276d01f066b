import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk
@testable import Schema

@Suite struct `The migration to labels` {
    private struct Killed: Error {}

    private static let before = 25

    /// Conversations and mail as version 25 knew them.
    private func fill(_ database: any Database) async throws {
        try await withOffice(on: database) { office in
            let draft = MailboxDraft(address: "help@shop.example", name: "Help")
            _ = try await MailboxStore(database: database).add(draft, by: office.ada.id)
            let letter = "From: Kim <kim@example.com>\r\nSubject: Dented\r\n\r\nIt is dented.\r\n"
            let kept = try await MailIntakeStore(database: database, wake: {}).keep(Array(letter.utf8), for: draft.address)
            try await office.tell("kim@example.com", [:])
            try await database.write { tx in
                try tx.run(
                    """
                    INSERT INTO conversation (number, identifier, source, thread, channel, subject, opened_at, status, status_at, priority, last_at,
                    preview, last_entry) SELECT 1001, MIN(id), \(office.shop.id), 'mail', 'email', 'Dented', \(tx.now), 1, \(tx.now), 2, \(tx.now),
                    '', 1 FROM identifier
                    """)
                try add(1, happening: 1, tx)
                try tx.run("UPDATE mail_message SET state = 'filed', conversation = 1001, entry = 1 WHERE id = \(kept.id)")
                for number in 2...50 { try add(number, happening: 1 + number % 6, tx) }
            }
        }
    }

    private func add(_ number: Int, happening: Int, _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO conversation_entry (number, conversation, happening, at, recorded_at, channel, text, detail, once)
            SELECT \(number), MIN(number), \(happening), \(tx.now), \(tx.now), 'email', '', '', \("test:\(number)") FROM conversation
            """)
    }

    private func takes(_ happening: Int, _ database: any Database) async -> Bool {
        struct Undone: Error {}
        do {
            try await database.write { tx in
                try add(1_000, happening: happening, tx)
                throw Undone()
            }
        } catch is Undone {
            return true
        } catch {
            return false
        }
        return false
    }

    private func contents(_ database: any Database) async throws -> [String] {
        try await database.read { session in
            try session.rows("SELECT number, happening, once FROM conversation_entry ORDER BY number").map {
                "\(try $0.get(at: 0, as: Int64.self)) \(try $0.get(at: 1, as: Int64.self)) \(try $0.get(at: 2, as: String.self))"
            }
        }
    }

    private func statements(_ engine: Engine) -> [String] {
        let migration = Schema.migrations[Self.before]
        return [migration.sql, engine == .sqlite ? migration.embedded : migration.server].flatMap { text in
            text.split(separator: ";\n").map(String.init)
        }
    }

    @Test(arguments: engines) func `makes room for more sorts of entries and keeps all there are, wherever it was killed before`(
        engine: Engine
    ) async throws {
        try await withDatabase(engine) { database in
            try await Schema.migrate(database, to: Self.before)
            try await fill(database)
            let there = try await contents(database)
            #expect(there.count == 50)
            let statements = statements(engine)
            for count in 1...statements.count {
                await #expect(throws: Killed.self) {
                    try await database.write { tx in
                        for statement in statements.prefix(count) { try tx.connection.script(statement) }
                        throw Killed()
                    }
                }
                #expect(await takes(6, database))
                #expect(await !takes(7, database), "after \(count) statements")
            }
            for _ in 1...2 { try await Schema.migrate(database) }
            #expect(try await contents(database) == there)
            for happening in [1, 6, 7, 12] { #expect(await takes(happening, database)) }
            for happening in [0, 13] { #expect(await !takes(happening, database)) }
            try await expectAllInPlace(database)
        }
    }

    /// What other tables point at, and what makes an entry the only one of its kind.
    private func expectAllInPlace(_ database: any Database) async throws {
        let entry = try await database.read { try $0.value("SELECT entry FROM mail_message", as: Int64.self) }
        #expect(entry == 1)
        await #expect(throws: (any Error).self) { try await database.write { try $0.run("DELETE FROM conversation_entry WHERE number = 1") } }
        await #expect(throws: (any Error).self) {
            try await database.write { try $0.run("UPDATE conversation_entry SET once = 'test:3' WHERE number = 4") }
        }
        guard database.engine == .sqlite else { return }
        try await database.read { session in
            #expect(try session.value("PRAGMA integrity_check") == "ok")
            #expect(try session.rows("PRAGMA foreign_key_check").isEmpty)
            let found = try session.rows(
                "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'conversation_entry' AND sql IS NOT NULL")
            #expect(try found.map { try $0.get("name", as: String.self) } == ["conversation_entry_order"])
        }
    }
}
