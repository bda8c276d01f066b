import Kernel
import PostgresStorage
import SQLiteStorage
import Storage
import TestKit
import Testing

@Suite struct `A commit` {
    @Test(.enabled(if: engines.contains(.postgres)), arguments: [("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")])
    func `on a server is on disk when it returns, whatever the server would do by itself`(default setting: String, kept: String) async throws {
        try await withTemporaryDatabase(.postgres) { place in
            let database = try PostgresDatabase(url: place.location + "%20-csynchronous_commit%3D\(setting)")
            #expect(try await database.write { try $0.value("SHOW synchronous_commit", as: String.self) } == kept)
            try await database.close()
        }
    }

    @Test func `to a file survives a loss of power`() async throws {
        try await withDatabase(.sqlite) { database in
            let settings = try await database.write { tx in
                try ["journal_mode", "synchronous", "foreign_keys"].map { try tx.first("PRAGMA \(SQL(stringLiteral: $0))")?.values }
            }
            #expect(settings == [[.text("wal")], [.integer(2)], [.integer(1)]], "a log, FULL, and references that hold")
        }
    }

    @Test func `to a file that cannot be opened is an outage`() throws {
        #expect(throws: Outage.self) { try SQLiteDatabase(path: "/dev/null/nowhere") }
    }
}
