import Kernel
import SQLiteStorage
import Storage
import TestKit
import Testing

@Suite struct `A file` {
    @Test func `keeps a commit through a loss of power`() async throws {
        try await withDatabase(.sqlite) { database in
            let (journal, synchronous, keys) = try await database.write { tx in
                (try tx.value("PRAGMA journal_mode", as: String.self), try tx.value("PRAGMA synchronous", as: Int.self), try tx.value("PRAGMA foreign_keys", as: Int.self))
            }
            #expect(journal == "wal")
            #expect(synchronous == 2, "FULL")
            #expect(keys == 1)
        }
    }

    @Test func `that is none is told as an outage`() throws {
        #expect(throws: Outage.self) { try SQLiteDatabase(path: "/dev/null/nowhere") }
    }
}
