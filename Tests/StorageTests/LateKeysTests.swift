import Foundation
import Kernel
import SQLiteStorage
import Schema
import Storage
import TestKit
import Testing

/// The embedded database knows what is there without an index of the table; whatever befalls it, nothing comes in twice and nothing is
/// taken for what it is not.
@Suite struct `Keys that are put away late` {
    @Test(arguments: 1...12) func `take each touchpoint once`(seed: UInt64) async throws {
        try await withDirectory { directory in
            var chance = SeededGenerator(seed: seed)
            let keeper = try await Keeper(directory)
            for _ in 0..<150 { try await keeper.turn(&chance) }
            try await keeper.close()
        }
    }

    @Test func `keep up with much that comes at once`() async throws {
        try await withDirectory { directory in
            let keeper = try await Keeper(directory)
            for first in 0..<100 { try await keeper.append(Array(first * 100..<first * 100 + 100)) }
            let put = try await keeper.mark()
            #expect(put > 6_000, "of 10,000 no more wait than come in some thirty transactions, each many times a generation")
            try await keeper.close()
        }
    }
}

/// A database beside what is to be in it, through all that can befall it.
private final class Keeper {
    private let directory: String
    private var opened = 0
    private var database: SQLiteDatabase
    /// The position of each key that is there.
    private var there: [Int: Int64] = [:]
    private var end: Int64 = 0

    private struct Undone: Error {}

    private static let insertion = Insertion(
        into: "touchpoint", ["position", "identifier", "received_at", "flags", "occurred_at", "kind", "channel", "source", "source_key"],
        unique: ["source", "source_key"], isKeyedLate: true)

    init(_ directory: String) async throws {
        self.directory = directory
        database = try SQLiteDatabase(path: directory + "/0", keysTogether: 64)
        try await Schema.migrate(database)
    }

    func turn(_ chance: inout SeededGenerator) async throws {
        switch Int.random(in: 0..<20, using: &chance) {
        case 0: try await open(copied: false)
        case 1: try await open(copied: true)
        case 2: try await database.hurry(true)
        case 3: try await database.hurry(false)
        case 4: try await remove(&chance)
        case 5: try await rename(&chance)
        case 6...9: try await undo(&chance)
        default: try await append(&chance)
        }
        let count = try await database.read { try $0.value("SELECT COUNT(*) FROM touchpoint", as: Int.self) }
        #expect(count == there.count)
    }

    func close() async throws {
        try await database.close()
        database = try SQLiteDatabase(path: directory + "/\(opened)", keysTogether: 64)
        let found = try await database.read { session in
            try session.value(
                """
                SELECT COUNT(*) FROM touchpoint JOIN touchpoint_key
                ON touchpoint.source = touchpoint_key.source AND touchpoint.source_key = touchpoint_key.source_key
                """, as: Int.self)
        }
        #expect(found == there.count, "closed, all are put away")
        try await database.close()
    }

    /// Up to which position all are put away.
    func mark() async throws -> Int64 {
        try await database.read { try $0.value("SELECT position FROM touchpoint_keyed") ?? 0 }
    }

    private func append(_ chance: inout SeededGenerator) async throws { try await append(keys(&chance)) }

    func append(_ keys: [Int]) async throws {
        let first = end + 1
        let isNew = try await database.write { try $0.insert(Self.rows(keys, at: first), Self.insertion) }
        end += Int64(keys.count)
        for (place, key) in keys.enumerated() {
            #expect(isNew[place] == (there[key] == nil))
            if there[key] == nil { there[key] = first + Int64(place) }
        }
    }

    /// A transaction that comes to nothing, and neighbours that are committed with it or after it at the same positions.
    private func undo(_ chance: inout SeededGenerator) async throws {
        let (keys, first) = (keys(&chance), end + 1)
        await #expect(throws: Undone.self) {
            try await self.database.write { tx in
                _ = try tx.insert(Self.rows(keys, at: first), Self.insertion)
                throw Undone()
            }
        }
        if Bool.random(using: &chance) { try await append(&chance) }
    }

    private func remove(_ chance: inout SeededGenerator) async throws {
        guard let (key, position) = there.sorted(by: { $0.key < $1.key }).randomElement(using: &chance) else { return }
        _ = try await database.write { try $0.run("DELETE FROM touchpoint WHERE position = \(position)") }
        there[key] = nil
    }

    /// As erasing does: the touchpoint stays, under another key.
    private func rename(_ chance: inout SeededGenerator) async throws {
        guard let (key, position) = there.sorted(by: { $0.key < $1.key }).randomElement(using: &chance) else { return }
        let other = Int.random(in: 100_000..<1_000_000_000, using: &chance)
        _ = try await database.write { try $0.run("UPDATE touchpoint SET source_key = \(Self.bytes(other)) WHERE position = \(position)") }
        (there[key], there[other]) = (nil, position)
    }

    /// Anew: closed before, or as a loss of power would leave it.
    private func open(copied: Bool) async throws {
        if !copied { try await database.close() }
        for end in copied ? ["", "-wal"] : [] {
            try FileManager.default.copyItem(atPath: directory + "/\(opened)\(end)", toPath: directory + "/\(opened + 1)\(end)")
        }
        if copied {
            try await database.close()
            opened += 1
        }
        database = try SQLiteDatabase(path: directory + "/\(opened)", keysTogether: 64)
    }

    private func keys(_ chance: inout SeededGenerator) -> [Int] {
        (0..<Int.random(in: 1...40, using: &chance)).map { _ in Int.random(in: 0..<3_000, using: &chance) }
    }

    private static func rows(_ keys: [Int], at first: Int64) -> NewRows {
        NewRows(
            numbers: keys.indices.flatMap { [first + Int64($0), 1, 0, 0] }, perRow: 4,
            values: keys.map { [.integer(0), .integer(1), .integer(1), .integer(Int64($0 % 3)), .bytes(bytes($0))] })
    }

    /// Of no order, as senders' keys are.
    private static func bytes(_ key: Int) -> [UInt8] {
        let spread = UInt64(key) &* 0x9E37_79B9_7F4A_7C15
        return withUnsafeBytes(of: (spread.byteSwapped, UInt64(key).bigEndian), Array.init)
    }
}
