import Kernel
import Storage
import TestKit
import Testing

@Suite struct `Many rows` {
    @Test(arguments: engines) func `tell of each whether it was new`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let template: SQL = "INSERT INTO note (id, words) VALUES (\(0), \("")) ON CONFLICT (id) DO NOTHING"
            try await database.write { try $0.note(2) }
            let changed = try await database.write { try $0.run(template, each: [1, 2, 3, 1, 4].map { [.integer($0), .text("new")] }) }
            #expect(changed == [1, 0, 1, 0, 1])
        }
    }

    @Test(arguments: engines) func `are written in order, by the thousand`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let (words, picture) = (String(repeating: "Straße 服务 ", count: 20), [UInt8](repeating: 1, count: 200))
            let rows = (1...25_001).map { [Value.integer($0), .text("\(words)\($0)"), .real(Double($0)), .null, .bytes(picture)] }
            let template: SQL = "INSERT INTO note (id, words, weight, size, picture) VALUES (\(0), \(""), \(0.0), \(0), \(picture))"
            let changed = try await database.write { try $0.run(template, each: rows) }
            #expect(changed == [Int](repeating: 1, count: 25_001))
            var expected = rows[...]
            let kept = try await database.read { try $0.rows("SELECT id, words, weight, size, picture FROM note ORDER BY id") }
            for row in kept { #expect(row.values == expected.popFirst()) }
            #expect(expected.isEmpty)
        }
    }

    @Test(arguments: engines) func `with one wrong among them are all refused`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let rows = (1...3_000).map { [Value.integer($0 == 1_700 ? 3 : $0)] }
            await #expect(throws: ConstraintViolation.self) {
                try await database.write { try $0.run("INSERT INTO note (id) VALUES (\(0))", each: rows) }
            }
            try await database.write { try $0.note(7) }
            #expect(try await database.read { try $0.noteIDs } == [7])
        }
    }

    @Test(arguments: engines) func `are inserted but for those that are there`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let insertion = Insertion(into: "note", ["id", "words", "weight", "size", "picture"], unique: ["id"])
            try await database.write { tx in for number in [2, 300, 5_000] { try tx.note(number, "old") } }
            let values = (1...5_001).map { [Value.text("новое \($0)"), .real(Double($0) / 3), .null, .bytes([0, UInt8($0 % 256)])] }
            let rows = NewRows(numbers: Array(1...5_001), values: values)
            let isNew = try await database.write { try $0.insert(rows, insertion) }
            #expect(isNew == (1...5_001).map { ![2, 300, 5_000].contains($0) })
            let kept = try await database.read { try $0.rows("SELECT id, words, weight, size, picture FROM note ORDER BY id") }
            #expect(kept.count == 5_001)
            for (place, row) in kept.enumerated() where row.values[1] != .text("old") { #expect(row.values == rows[place]) }
            #expect(try await database.write { try $0.insert(rows, insertion) } == [Bool](repeating: false, count: 5_001))
        }
    }

    @Test(arguments: engines) func `may be none`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let changed = try await database.write { try $0.run("INSERT INTO note (id) VALUES (\(0))", each: []) }
            #expect(changed.isEmpty)
        }
    }
}
