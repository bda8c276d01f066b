import Kernel
import SQLiteStorage
import Storage
import TestKit
import Testing

@Suite struct `A file` {
    @Test func `keeps a commit through a loss of power`() async throws {
        try await withDatabase(.sqlite) { database in
            let settings = try await database.write { tx in
                try ["journal_mode", "synchronous", "foreign_keys"].map { try tx.first("PRAGMA \(SQL(stringLiteral: $0))")?.values }
            }
            #expect(settings == [[.text("wal")], [.integer(2)], [.integer(1)]], "a log, FULL, and references that hold")
        }
    }

    @Test func `that is none is told as an outage`() throws {
        #expect(throws: Outage.self) { try SQLiteDatabase(path: "/dev/null/nowhere") }
    }
}
