import Kernel
import Storage
import TestKit
import Testing

@Suite struct `A statement` {
    @Test(arguments: engines) func `takes a list, and an empty one matches nothing`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { tx in for id in 1...5 { try tx.note(id) } }
            let (some, none) = try await database.read { session in
                (
                    try session.rows("SELECT id FROM note WHERE id IN \(list: [2, 4, 9]) ORDER BY id").map(\.values),
                    try session.rows("SELECT id FROM note WHERE id IN \(list: [Int]())")
                )
            }
            #expect(some == [[.integer(2)], [.integer(4)]])
            #expect(none.isEmpty)
        }
    }

    @Test(arguments: engines) func `takes lists of any length`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { _ = try $0.run("INSERT INTO note (id) VALUES (\(0))", each: (1...3_000).map { [.integer($0)] }) }
            for length in [1, 2, 3, 4, 5, 31, 33, 1_023, 1_024, 1_025, 2_500] {
                let found = try await database.read { try $0.value("SELECT count(*) FROM note WHERE id IN \(list: 1...length)", as: Int.self) }
                #expect(found == length)
            }
        }
    }

    @Test func `has few shapes, however many lengths its lists have`() {
        let shapes = Set(
            (1...1_024).map { length -> String in
                let statement: SQL = "SELECT id FROM note WHERE id IN \(list: 1...length)"
                return statement.rendered(.sqlite).text
            })
        #expect(shapes.count == 11)
    }

    @Test(arguments: engines) func `never runs what it is given as a value`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            for (id, words) in attacks.enumerated() {
                try await database.write { try $0.note(id, words) }
                let found = try await database.read { try $0.rows("SELECT id FROM note WHERE words = \(words) AND words IN \(list: [words])") }
                #expect(found.map(\.values) == [[.integer(Int64(id))]])
            }
            #expect(try await database.read { try $0.noteIDs } == Array(attacks.indices))
        }
    }

    @Test(arguments: engines) func `can be put together from fragments`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { tx in for id in 1...5 { try tx.note(id, id.isMultiple(of: 2) ? "even" : "odd") } }
            let conditions: [SQL] = ["words = \("odd")", "id > \(1)", "id < \(5)"]
            #expect(try await database.read { try $0.value("SELECT id FROM note WHERE \(SQL.all(conditions))", as: Int.self) } == 3)
            #expect(try await database.read { try $0.value("SELECT count(*) FROM note WHERE \(SQL.all([]))", as: Int.self) } == 5)
        }
    }

    @Test(arguments: engines) func `tells how many rows it changed itself`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { tx in
                for id in 1...5 { try tx.note(id) }
                try tx.run("INSERT INTO remark (id, note_id) VALUES (1, 1), (2, 1), (3, 2)")
                #expect(try tx.run("UPDATE note SET size = 1 WHERE id > 2") == 3)
                #expect(try tx.run("DELETE FROM note WHERE id <= 2") == 2, "what hangs on it is not counted")
                #expect(try tx.run("DELETE FROM note WHERE id = 99") == 0)
                #expect(try tx.run("SELECT 1 FROM note") == 0)
                #expect(try tx.rows("SELECT id FROM remark").isEmpty)
            }
        }
    }

    @Test(arguments: engines) func `can be run for each row of another`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let ids = try await database.write { tx in
                for id in 1...3_000 { try tx.note(id) }
                try tx.forEach("SELECT id FROM note WHERE id <= 2000 ORDER BY id") { row in
                    let id: Int = try row.get("id")
                    try tx.run("INSERT INTO remark (id, note_id) VALUES (\(id), \(id))")
                    let noted: Int? = try tx.value("SELECT note_id FROM remark WHERE id = \(id)")
                    #expect(noted == id)
                }
                return try tx.value("SELECT sum(id) FROM remark", as: Int.self)
            }
            #expect(ids == 2_001_000)
        }
    }

    @Test(arguments: engines) func `may be left in the middle of its answer`(engine: Engine) async throws {
        struct Enough: Error {}
        try await withNotes(engine) { database in
            try await database.write { tx in
                for id in 1...3_000 { try tx.note(id) }
                #expect(throws: Enough.self) { try tx.forEach("SELECT id FROM note ORDER BY id") { if try $0.get(at: 0) == 10 { throw Enough() } } }
                #expect(try tx.value("SELECT count(*) FROM note") == 3_000)
            }
        }
    }

    @Test(arguments: engines) func `that is wrong fails in its own transaction only`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            await #expect(throws: (any Error).self) { try await database.write { try $0.run("INSERT INTO nowhere (id) VALUES (1)") } }
            await #expect(throws: (any Error).self) { try await database.read { try $0.rows("SELECT FROM WHERE") } }
            try await database.write { try $0.note(1) }
            #expect(try await database.read { try $0.noteIDs } == [1])
        }
    }

    @Test(arguments: engines) func `that reads cannot write`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            await #expect(throws: (any Error).self) { try await database.read { try $0.rows("INSERT INTO note (id) VALUES (1) RETURNING id") } }
            let ids = try await database.read { try $0.noteIDs }
            #expect(ids.isEmpty)
        }
    }

    @Test(arguments: engines) func `may be one of more kinds than a connection remembers`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let sum = try await database.read { session in
                try (1...1_200).reduce(0) { try $0 + (session.value("SELECT \(SQL(stringLiteral: String($1))) AS number") ?? 0) }
            }
            #expect(sum == 720_600)
        }
    }
}

private let attacks = [
    "'; DROP TABLE note; --", "\"; DROP TABLE note; --", "1 OR 1=1", "' OR '1'='1", "\\'; DELETE FROM note; --", "$$; DROP TABLE note; $$",
    "$1", "?1", "?", ":1", "@a", "') UNION SELECT 1 --", "/* */", "\u{2019}; DROP TABLE note; --", "%27 OR 1=1", "{{7*7}}", "E'\\x27'",
    "a'::text",
]
