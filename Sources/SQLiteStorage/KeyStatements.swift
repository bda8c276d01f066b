import GRDB
import GRDBSQLite
import Storage

/// What is asked of the tables of keys, for one transaction.
struct KeyStatements {
    /// What a touchpoint is told apart by: its source, and sixteen bytes of its own.
    struct Key: Hashable, Comparable {
        let source: Int64
        let bits: UInt128

        /// - Throws: what a row without a key would be: a mistake of our own.
        init(_ source: Value, _ key: Value) throws {
            guard case .integer(let source) = source, case .bytes(let bytes) = key, bytes.count == 16 else {
                throw ConstraintViolation(message: "a touchpoint without a source or a key")
            }
            self.source = source
            bits = bytes.withUnsafeBytes { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) }
        }

        static func < (one: Key, other: Key) -> Bool { (one.source, one.bits) < (other.source, other.bits) }
    }

    private let connection: SQLiteConnection
    private let asking: OpaquePointer
    private let looking: OpaquePointer
    private let putting: OpaquePointer

    init(_ connection: SQLiteConnection) throws {
        self.connection = connection
        asking = try connection.prepared("SELECT 1 FROM touchpoint_key WHERE source = ?1 AND source_key = ?2").sqliteStatement
        looking = try connection.prepared("SELECT 1 FROM touchpoint WHERE source = ?1 AND source_key = ?2 AND position = ?3").sqliteStatement
        putting = try connection.prepared("INSERT OR IGNORE INTO touchpoint_key (source, source_key) VALUES (?1, ?2)").sqliteStatement
    }

    /// Whether it is in the table of keys.
    func has(_ key: Key) throws -> Bool {
        defer { sqlite3_reset(asking) }
        bind(key, to: asking)
        return try connection.step(asking)
    }

    /// Whether the touchpoint at that position has this key.
    func stands(_ key: Key, at position: Int64) throws -> Bool {
        defer { sqlite3_reset(looking) }
        bind(key, to: looking)
        sqlite3_bind_int64(looking, 3, position)
        return try connection.step(looking)
    }

    /// Puts it into the table of keys; returns whether it was not there.
    func put(_ key: Key) throws -> Bool {
        defer { sqlite3_reset(putting) }
        bind(key, to: putting)
        return try connection.changes { while try connection.step(putting) {} }
    }

    /// All keys up to there are in the table.
    func mark(_ position: Int64) throws {
        _ = try connection.run("UPDATE touchpoint_keyed SET position = ?1", [.integer(position)])
    }

    private func bind(_ key: Key, to statement: OpaquePointer) {
        sqlite3_bind_int64(statement, 1, key.source)
        withUnsafeBytes(of: key.bits.bigEndian) { _ = sqlite3_bind_blob(statement, 2, $0.baseAddress, Int32($0.count), transient) }
    }
}
