import GRDB
import GRDBSQLite
import Storage
import Synchronization

/// Which touchpoints are there already, by `(source, source_key)`, told without an index of the table.
///
/// Keys of senders are spread over an index as if by chance: with each event a page of its own would change and go through the log. So keys
/// go into the table `touchpoint_key` late, many at a time and sorted, when a page takes several. Until then they are known in memory, where
/// a key only says at which position to look: what counts is always the row, so that a transaction that was undone leaves nothing wrong
/// behind. `touchpoint_keyed` holds the position up to which all keys are in the table; behind it they are read anew when the file is opened.
///
/// The writer alone comes here, one call at a time. Between transactions it calls `tend`, within them `insert`.
final class LateKeys: Sendable {
    typealias Key = KeyStatements.Key

    private struct Standing {
        /// Whether the tables are there, and what stands behind the mark is known.
        var isKnown = false
        /// Whether keys go into the table at once, in the transaction of their rows: what comes in order of its keys.
        var isAtOnce = false
        var young: [Key: Int64] = [:]
        /// Of those that are being put into the table, from the first on that is not there: positions in the order of keys.
        var ripe: [Key: Int64] = [:]
        var waiting: ArraySlice<Int64> = []
        /// So many are put there between two transactions: all in sixteen, so that no more wait than come in sixteen.
        var slice: Int { max(1, ripe.count / 16) }
        /// Where the line ended when they ripened.
        var end: Int64 = 0

        func knows(_ key: Key, _ statements: KeyStatements) throws -> Bool {
            if let position = young[key], try statements.stands(key, at: position) { return true }
            if let position = ripe[key], try statements.stands(key, at: position) { return true }
            return try statements.has(key)
        }
    }

    /// So many keys wait until they are put into the table.
    private let generation: Int
    private let standing = Mutex(Standing())

    init(generation: Int) { self.generation = generation }

    /// More than these are put there at once, by the engine's own sorting.
    private var mostInMemory: Int { 4 * generation }

    // MARK: - Between transactions

    /// Reads what is behind the mark, once, and puts a slice of what is ripe into the table.
    ///
    /// - Throws: what the database says; then no row may be inserted.
    func tend(_ database: GRDB.Database) throws {
        try standing.withLock { standing in
            if !standing.isKnown { try read(&standing, database) }
            if standing.waiting.isEmpty, standing.young.count >= generation { try ripen(&standing, database) }
            // What fails here – a full disk – fails the next transaction too, which says so; the slice is tried again.
            if !standing.waiting.isEmpty { try? Self.putAway(standing.slice, of: &standing, database) }
        }
    }

    /// Puts all into the table that waits.
    func putAway(_ database: GRDB.Database) throws {
        try standing.withLock { standing in
            guard standing.isKnown else { return }
            while !standing.waiting.isEmpty || !standing.young.isEmpty {
                if standing.waiting.isEmpty { try ripen(&standing, database) }
                try Self.putAway(.max, of: &standing, database)
            }
        }
    }

    /// Whether keys go into the table at once from now on. Afterwards the mark is looked at anew: rows may have come another way.
    func putAtOnce(_ isAtOnce: Bool, _ database: GRDB.Database) throws {
        try putAway(database)
        standing.withLock { $0 = Standing(isAtOnce: isAtOnce) }
        try tend(database)
    }

    private func read(_ standing: inout Standing, _ database: GRDB.Database) throws {
        guard try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master WHERE name = 'touchpoint_keyed'") == 1 else { return }
        let mark = try Int64.fetchOne(database, sql: "SELECT position FROM touchpoint_keyed") ?? 0
        let behind = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM touchpoint WHERE position > ?", arguments: [mark]) ?? 0
        if behind > mostInMemory || standing.isAtOnce {
            try database.inTransaction(.immediate) {
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO touchpoint_key SELECT source, source_key FROM touchpoint WHERE position > ? ORDER BY source, source_key
                        """, arguments: [mark])
                try database.execute(sql: "UPDATE touchpoint_keyed SET position = (SELECT COALESCE(MAX(position), 0) FROM touchpoint)")
                return .commit
            }
        } else {
            let text = "SELECT position, source, source_key FROM touchpoint WHERE position > ?1"
            try SQLiteConnection(database: database).query(text, [.integer(mark)]) { row in
                standing.young[try Key(row.values[1], row.values[2])] = try row.get(at: 0)
            }
        }
        standing.isKnown = true
    }

    private func ripen(_ standing: inout Standing, _ database: GRDB.Database) throws {
        standing.end = try Int64.fetchOne(database, sql: "SELECT MAX(position) FROM touchpoint") ?? 0
        standing.ripe = standing.young
        standing.young = [:]
        standing.young.reserveCapacity(generation)
        standing.waiting = standing.ripe.sorted { $0.key < $1.key }.map(\.value)[...]
    }

    /// What a row says of its key now, not what was known of it: meanwhile it may have been taken off the line.
    private static func putAway(_ most: Int, of standing: inout Standing, _ database: GRDB.Database) throws {
        let slice = standing.waiting.prefix(most)
        let isLast = slice.count == standing.waiting.count
        let end = standing.end
        try database.inTransaction(.immediate) {
            let statement = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO touchpoint_key SELECT source, source_key FROM touchpoint WHERE position = ?")
            for position in slice { try statement.execute(arguments: [position]) }
            if isLast { try database.execute(sql: "UPDATE touchpoint_keyed SET position = ?", arguments: [end]) }
            return .commit
        }
        standing.waiting.removeFirst(slice.count)
        if isLast { standing.ripe = [:] }
    }

    // MARK: - Within them

    /// Inserts the rows that are new, and answers for each whether it was; `nil` where the tables are not there.
    func insert(_ rows: NewRows, _ insertion: Insertion, on connection: SQLiteConnection) throws -> [Bool]? {
        let places = (source: insertion.place(of: "source", in: rows), key: insertion.place(of: "source_key", in: rows))
        return try standing.withLock { standing in
            guard standing.isKnown else { return nil }
            let (insert, statements) = (try connection.prepared(insertion.text(rows: 1, .sqlite, .whatIsNew)), try KeyStatements(connection))
            let taken = try (0..<rows.count).map { row in
                let key = try Key(rows.values[row][places.source], rows.values[row][places.key])
                let isNew = try standing.isAtOnce ? statements.put(key) : !standing.knows(key, statements)
                guard isNew else { return false }
                try connection.run(insert, rows, row)
                if !standing.isAtOnce { standing.young[key] = rows.number(of: row) }
                return true
            }
            if standing.isAtOnce, rows.count > 0 { try statements.mark(rows.number(of: rows.count - 1)) }
            return taken
        }
    }
}
