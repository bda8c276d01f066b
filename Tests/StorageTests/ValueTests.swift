import Kernel
package import Storage
import TestKit
import Testing

@Suite struct `A value` {
    @Test(arguments: engines) func `comes back as it went in`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            for (id, words) in texts.enumerated() { try await expect(database, id, "words", .text(words)) }
            for (id, number) in wholeNumbers.enumerated() { try await expect(database, 1_000 + id, "id", .integer(number), key: number) }
            for (id, bytes) in byteStrings.enumerated() { try await expect(database, 3_000 + id, "picture", .bytes(bytes)) }
            for column in ["words", "weight", "size", "picture"] { try await expect(database, 4_000, column, .null) }
        }
    }

    @Test(arguments: engines) func `that is a real number keeps every bit`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            for number in realNumbers {
                let kept: Double? = try await database.write { tx in
                    try tx.run("DELETE FROM note")
                    try tx.run("INSERT INTO note (id, weight) VALUES (1, \(number))")
                    return try tx.value("SELECT weight FROM note")
                }
                #expect(kept?.bitPattern == number.bitPattern, "\(number)")
            }
        }
    }

    @Test(arguments: engines) func `that is empty is not the same as none`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.run("INSERT INTO note (id, words, picture) VALUES (1, '', \([UInt8]()))") }
            let row = try await database.read {
                try $0.first("SELECT words, picture, weight FROM note WHERE words IS NOT NULL AND picture IS NOT NULL")
            }
            #expect(row?.values == [.text(""), .bytes([]), .null])
        }
    }

    @Test(arguments: engines) func `with U+0000 in its text is refused, and its transaction goes on`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let refused = Failure.invalid("text", "must not contain the character U+0000")
            try await database.write { tx in
                #expect(throws: refused) { try tx.note(1, "abc\0def") }
                let rows = [[Value.integer(2), .text("a")], [.integer(3), .text("\0")]]
                #expect(throws: refused) { try tx.run("INSERT INTO note (id, words) VALUES (\(0), \(""))", each: rows) }
                try tx.note(4)
            }
            #expect(try await database.read { try $0.noteIDs }.contains(4))
        }
    }

    @Test(arguments: engines) func `that is not a number is none, and minus zero is zero`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.run("INSERT INTO note (id, weight) VALUES (1, \(Double.nan)), (2, \(-0.0))") }
            let weights = try await database.read { session in
                try session.rows("SELECT weight FROM note ORDER BY id").map { try $0.find("weight", as: Double.self)?.bitPattern }
            }
            #expect(weights == [nil, 0])
        }
    }

    @Test(arguments: engines) func `computed by the database is whole where it can be`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { tx in
                let rows = (1...4).map { [Value.integer($0), .integer(7), .real(0.5)] }
                try tx.run("INSERT INTO note (id, size, weight) VALUES (\(0), \(0), \(0.0))", each: rows)
            }
            let row = try await database.read {
                try $0.first("SELECT count(*), sum(id), sum(size), avg(id), sum(weight), max(id) > 3 FROM note")
            }
            #expect(row?.values == [.integer(4), .integer(10), .integer(28), .real(2.5), .real(2), .integer(1)])
        }
    }

    /// Writes one column of a new row and reads it back, by its place and by its value.
    private func expect(_ database: any Database, _ id: Int, _ column: String, _ value: Value, key: Int64? = nil) async throws {
        let name = SQL(stringLiteral: column)
        let row = try await database.write { tx in
            try tx.run("DELETE FROM note")
            try tx.run(key == nil ? "INSERT INTO note (id, \(name)) VALUES (\(id), \(value))" : "INSERT INTO note (id) VALUES (\(value))")
            return try tx.first("SELECT \(name) AS kept FROM note WHERE \(name) = \(value) OR \(name) IS NULL")
        }
        #expect(row?.values == [value], "\(column) \(value)")
        #expect(row?.columns.names == ["kept"])
    }
}

extension Value: Storable {
    package var stored: Value { self }
    package init?(stored: Value) { self = stored }
}

/// Empty, blank, quotes, a letter with a combining mark and the same in one piece, four bytes, joined emoji, right to left, controls, long.
private let texts = [
    "", " ", "'", "\"", "\\", "\\x41", "%s $1 ?1 :a @b", "a\u{301}", "á", "ł Ż ё", "服务态度很好", "😀", "👩‍👩‍👧‍👦", "\u{202E}شكرا",
    "\u{1}\t\r\n\u{7F}", "\u{FFFD}\u{FEFF}\u{FFFF}", "NULL", "null", String(repeating: "ü", count: 100_000),
]
private let wholeNumbers: [Int64] = [.min, .min + 1, -1, 0, 1, 9_007_199_254_740_993, .max]
private let realNumbers = [
    0, 0.1, 1.0 / 3, -2.5e-300, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .pi,
    1e15, 1e16, 123_456_789, .infinity, -.infinity,
]
private let byteStrings: [[UInt8]] = [[], [0], [0, 0], [255], Array("\\x00".utf8), Array(0...255), Array(repeating: 7, count: 300_000)]
