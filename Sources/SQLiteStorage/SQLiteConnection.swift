import GRDB
import GRDBSQLite
import Storage

/// Statements are prepared once and bound by SQLite's own calls: as quick as C, at a tenth of GRDB's cost for each row.
final class SQLiteConnection: Connection {
    let placeholder = Placeholder.sqlite
    let begin = "BEGIN IMMEDIATE"
    /// A table is made for the answer, with pages of its own.
    let answersChangesDearly = true
    private let database: GRDB.Database
    /// Of the writer.
    private let keys: LateKeys?

    init(database: GRDB.Database, keys: LateKeys? = nil) {
        self.database = database
        self.keys = keys
    }

    func query(_ text: String, _ arguments: [Value], _ body: (Storage.Row) throws -> Void) throws {
        let statement = try prepared(text)
        defer { sqlite3_reset(statement.sqliteStatement) }
        try bindAll(arguments, to: statement.sqliteStatement)
        let columns = Columns(statement.columnNames)
        while try step(statement.sqliteStatement) {
            try body(Storage.Row(columns: columns, values: (0..<Int32(columns.names.count)).map { value(statement.sqliteStatement, $0) }))
        }
    }

    func scan(_ text: String, _ arguments: [Value], _ body: (any Storage.RowCursor) throws -> Void) throws {
        let statement = try prepared(text)
        defer { sqlite3_reset(statement.sqliteStatement) }
        try bindAll(arguments, to: statement.sqliteStatement)
        let cursor = SQLiteCursor(statement: statement.sqliteStatement)
        while try step(statement.sqliteStatement) { try body(cursor) }
    }

    func run(_ text: String, _ arguments: [Value]) throws -> Int {
        try execute(prepared(text), arguments)
    }

    func run(_ text: String, each arguments: [[Value]]) throws -> [Int] {
        let statement = try prepared(text)
        return try arguments.map { try execute(statement, $0) }
    }

    /// One by one: more at once are slower here.
    func insert(_ rows: NewRows, _ insertion: Insertion) throws -> [Bool] {
        if insertion.isKeyedLate, let taken = try keys?.insert(rows, insertion, on: self) { return taken }
        let statement = try prepared(insertion.text(rows: 1, placeholder))
        return try (0..<rows.count).map { row in try changes { try run(statement, rows, row) } }
    }

    /// Runs an insertion for one of the rows.
    func run(_ statement: Statement, _ rows: NewRows, _ row: Int) throws {
        let (statement, width) = (statement.sqliteStatement, rows.numbersPerRow)
        try requireFit(width + rows.values[row].count, statement)
        defer { sqlite3_reset(statement) }
        // What is not bound is NULL, as most columns of most rows are.
        sqlite3_clear_bindings(statement)
        for column in 0..<width { sqlite3_bind_int64(statement, Int32(column + 1), rows.numbers[row * width + column]) }
        try bind(rows.values[row], to: statement, behind: width)
        while try step(statement) {}
    }

    /// Whether a row has come, gone or changed meanwhile.
    func changes(_ body: () throws -> Void) rethrows -> Bool {
        let before = sqlite3_total_changes64(database.sqliteConnection)
        try body()
        return sqlite3_total_changes64(database.sqliteConnection) != before
    }

    func script(_ text: String) throws {
        try database.execute(sql: text.replacingRowNumbers())
    }

    /// The statement as it was prepared once; or another one, while that is still giving its rows.
    func prepared(_ text: String) throws -> Statement {
        let statement = try database.cachedStatement(sql: text)
        return sqlite3_stmt_busy(statement.sqliteStatement) == 0 ? statement : try database.makeStatement(sql: text)
    }

    /// Rows that a trigger or a cascade changed are not counted, as PostgreSQL does not count them either.
    private func execute(_ statement: Statement, _ arguments: [Value]) throws -> Int {
        defer { sqlite3_reset(statement.sqliteStatement) }
        try bindAll(arguments, to: statement.sqliteStatement)
        let hasChanged = try changes { while try step(statement.sqliteStatement) {} }
        return hasChanged ? Int(sqlite3_changes64(database.sqliteConnection)) : 0
    }

    func step(_ statement: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw fault()
        }
    }

    private func bindAll(_ arguments: [Value], to statement: OpaquePointer) throws {
        try requireFit(arguments.count, statement)
        sqlite3_clear_bindings(statement)
        try bind(arguments, to: statement)
    }

    private func requireFit(_ count: Int, _ statement: OpaquePointer) throws {
        guard sqlite3_bind_parameter_count(statement) == count else {
            throw DatabaseError(resultCode: .SQLITE_RANGE, message: "\(count) arguments do not fit the statement")
        }
    }

    /// - Parameter count: how many parameters stand before them.
    /// - Precondition: nothing is bound to these places: what is NULL stays unbound.
    private func bind(_ arguments: [Value], to statement: OpaquePointer, behind count: Int = 0) throws {
        for (index, argument) in arguments.enumerated() {
            let place = Int32(count + index + 1)
            let code =
                switch argument {
                case .null: SQLITE_OK
                case .integer(let integer): sqlite3_bind_int64(statement, place, integer)
                case .real(let real): sqlite3_bind_double(statement, place, real)
                case .text(let text): bind(try text.storable(), to: statement, at: place)
                case .bytes(let bytes): bind(bytes, to: statement, at: place)
                }
            guard code == SQLITE_OK else { throw fault() }
        }
    }

    private func bind(_ text: String, to statement: OpaquePointer, at place: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), transient) }
        }
    }

    private func bind(_ bytes: [UInt8], to statement: OpaquePointer, at place: Int32) -> Int32 {
        // Without an address they would be NULL.
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
        return bytes.withUnsafeBytes { sqlite3_bind_blob(statement, place, $0.baseAddress, Int32($0.count), transient) }
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

/// The row at which a statement stands.
private struct SQLiteCursor: Storage.RowCursor {
    let statement: OpaquePointer

    func whole(_ place: Int) -> Int64 { sqlite3_column_int64(statement, Int32(truncatingIfNeeded: place)) }

    func integer(_ place: Int) -> Int64? {
        sqlite3_column_type(statement, Int32(place)) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, Int32(place))
    }

    func real(_ place: Int) -> Double? {
        sqlite3_column_type(statement, Int32(place)) == SQLITE_NULL ? nil : sqlite3_column_double(statement, Int32(place))
    }

    func text(_ place: Int) -> String? { sqlite3_column_text(statement, Int32(place)).map { String(cString: $0) } }
}

/// SQLite copies what it is given before the call returns.
let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension String {
    /// SQLite keeps a row under its number only if the column is called exactly `INTEGER PRIMARY KEY`; its integers have 64 bits.
    fileprivate func replacingRowNumbers() -> String {
        split(separator: "BIGINT PRIMARY KEY", omittingEmptySubsequences: false).joined(separator: "INTEGER PRIMARY KEY")
    }
}
