import Kernel
import Storage
import TestKit

/// A database with one small table: the paper these tests write on.
func withNotes<Answer>(_ engine: Engine, now: @escaping Now = noon, _ body: (any Database) async throws -> Answer) async throws -> Answer {
    try await withDatabase(engine, now: now) { database in
        try await makeNotes(in: database)
        return try await body(database)
    }
}

func makeNotes(in database: any Database) async throws {
    try await database.write { tx in
        if database.engine == .postgres { try tx.connection.script("CREATE DOMAIN blob AS bytea") }
        try tx.connection.script(
            """
            CREATE TABLE note (id BIGINT PRIMARY KEY, words TEXT, weight DOUBLE PRECISION, size SMALLINT, picture BLOB);
            CREATE TABLE remark (id BIGINT PRIMARY KEY, note_id BIGINT NOT NULL REFERENCES note ON DELETE CASCADE);
            """)
    }
}

extension Transaction {
    func note(_ id: Int, _ words: String = "") throws {
        try run("INSERT INTO note (id, words) VALUES (\(id), \(words))")
    }
}

extension Reading {
    var noteIDs: [Int] {
        get throws { try rows("SELECT id FROM note ORDER BY id").map { try $0.get(at: 0) } }
    }
}
