import GRDB
import GRDBSQLite
import Storage

/// Statements are prepared once and bound by SQLite's own calls: as quick as C, at a tenth of GRDB's cost for each row.
final class SQLiteConnection: Connection {
    let placeholder = Placeholder.sqlite
    let begin = "BEGIN IMMEDIATE"
    private let database: GRDB.Database

    init(database: GRDB.Database) { self.database = database }

    func query(_ text: String, _ arguments: [Value], _ body: (Storage.Row) throws -> Void) throws {
        let statement = try prepared(text)
        defer { sqlite3_reset(statement) }
        try bind(arguments, to: statement)
        let columns = Columns((0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) })
        while try step(statement) {
            try body(Storage.Row(columns: columns, values: (0..<Int32(columns.names.count)).map { value(statement, $0) }))
        }
    }

    func run(_ text: String, _ arguments: [Value]) throws -> Int {
        try execute(prepared(text), arguments)
    }

    func run(_ text: String, each arguments: [[Value]]) throws -> [Int] {
        let statement = try prepared(text)
        return try arguments.map { try execute(statement, $0) }
    }

    func script(_ text: String) throws {
        try database.execute(sql: text.replacingRowNumbers())
    }

    private func prepared(_ text: String) throws -> OpaquePointer {
        try database.cachedStatement(sql: text).sqliteStatement
    }

    private func execute(_ statement: OpaquePointer, _ arguments: [Value]) throws -> Int {
        defer { sqlite3_reset(statement) }
        try bind(arguments, to: statement)
        let before = sqlite3_total_changes64(database.sqliteConnection)
        while try step(statement) {}
        return Int(sqlite3_total_changes64(database.sqliteConnection) - before)
    }

    private func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw fault()
        }
    }

    private func bind(_ arguments: [Value], to statement: OpaquePointer) throws {
        for (index, argument) in arguments.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch argument {
                case .null: sqlite3_bind_null(statement, place)
                case .integer(let integer): sqlite3_bind_int64(statement, place, integer)
                case .real(let real): sqlite3_bind_double(statement, place, real)
                case .text(var text): text.withUTF8 { utf8 in
                    utf8.withMemoryRebound(to: CChar.self) { sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), transient) }
                }
                case .bytes(let bytes): bytes.withUnsafeBytes { bytes in
                    bytes.isEmpty ? sqlite3_bind_zeroblob(statement, place, 0) : sqlite3_bind_blob(statement, place, bytes.baseAddress, Int32(bytes.count), transient)
                }
                }
            guard code == SQLITE_OK else { throw fault() }
        }
    }

    private func value(_ statement: OpaquePointer, _ column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
        case SQLITE_TEXT:
            let bytes = UnsafeRawBufferPointer(start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            return .bytes(Array(bytes))
        default: return .null
        }
    }

    private func fault() -> any Error {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
            message: String(cString: sqlite3_errmsg(database.sqliteConnection))
        ).translated
    }

}

/// SQLite copies what it is given before the call returns.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension String {
    /// SQLite keeps a row under its number only if the column is called exactly `INTEGER PRIMARY KEY`; its integers have 64 bits.
    fileprivate func replacingRowNumbers() -> String {
        split(separator: "BIGINT PRIMARY KEY", omittingEmptySubsequences: false).joined(separator: "INTEGER PRIMARY KEY")
    }
}
