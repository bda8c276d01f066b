import CSQLiteConfig
import GRDB
package import Kernel
package import Storage

/// The embedded database: one file beside a write-ahead log, one writer, a pool of readers.
package final class SQLiteDatabase: Storage.Database {
    package let engine = Engine.sqlite
    private let pool: DatabasePool
    private let writer: GroupCommit
    private let checkpointer: Checkpointer
    private let keys: LateKeys

    /// Opens the file, or makes it.
    ///
    /// - Parameter keysTogether: how many keys of touchpoints wait to be put into their table.
    /// - Throws: `Outage.databaseUnavailable` when it cannot be opened, or cannot promise that a commit is on disk.
    package init(path: String, readers: Int = 4, keysTogether: Int = 65_536, now: @escaping Now = systemNow) throws {
        _ = Self.isQuick
        let pool = try translatingFaults { try DatabasePool(path: path, configuration: Self.configuration(readers: readers)) }
        try Self.assertDurable(pool)
        let checkpointer = try translatingFaults { try Checkpointer(path: path) }
        pool.writeWithoutTransaction(checkpointer.watch)
        let keys = LateKeys(generation: keysTogether)
        (self.pool, self.checkpointer, self.keys) = (pool, checkpointer, keys)
        writer = GroupCommit(now: now) { work in
            try translatingFaults {
                try pool.writeWithoutTransaction { database in
                    try keys.tend(database)
                    try work(SQLiteConnection(database: database, keys: keys))
                }
            }
        }
    }

    package func read<Answer: Sendable>(_ body: @escaping @Sendable (Session) throws -> Answer) async throws -> Answer {
        do {
            return try await pool.read { try body(Session(connection: SQLiteConnection(database: $0))) }
        } catch let error as DatabaseError {
            throw error.translated
        }
    }

    package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        try await writer.write(body)
    }

    package var writing: WriterFigures { writer.figures }

    /// The log is written into the file and cut to nothing. While a long reading holds it, it is cut at the next time.
    package func purge() async throws {
        await writer.drained()
        do {
            try await pool.writeWithoutTransaction { _ = try GRDB.Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        } catch let error as DatabaseError {
            throw error.translated
        }
    }

    /// Nothing is deleted meanwhile, so that nothing needs to be written over.
    package func hurry(_ isOn: Bool) async throws {
        await writer.drained()
        checkpointer.imports(isOn)
        try translatingFaults { [keys] in
            try pool.writeWithoutTransaction { database in
                try keys.putAtOnce(isOn, database)
                guard isOn else {
                    _ = try GRDB.Row.fetchAll(database, sql: "PRAGMA wal_checkpoint(PASSIVE)")
                    try database.execute(sql: "PRAGMA secure_delete = ON")
                    return try Self.makeDurable(database)
                }
                try database.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF")
            }
        }
    }

    package func close() async throws {
        await writer.drained()
        try translatingFaults { try pool.writeWithoutTransaction(keys.putAway) }
        try checkpointer.close()
        try pool.close()
    }

    /// Once, before SQLite is first used.
    private static let isQuick: Bool = sqlite_without_statistics() == 0

    private static func configuration(readers: Int) -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(10)
        configuration.label = "throughline"
        configuration.prepareDatabase { database in
            // What is deleted is written over with zeros.
            try database.execute(
                sql: "PRAGMA secure_delete = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    /// GRDB lowers `synchronous` to NORMAL when it sets up the log, after all configuration: a commit would then not
    /// survive a loss of power. It is raised again here, and read back.
    private static func assertDurable(_ pool: DatabasePool) throws {
        try translatingFaults {
            try pool.writeWithoutTransaction { database in
                // Indexes of a long line are sorted in files, on two cores; answers of readers in memory. Many pages at hand are no gain:
                // after a page has changed its place, SQLite looks through all of them at the commit.
                try database.execute(
                    sql: "PRAGMA cache_size = -24576; PRAGMA temp_store = FILE; PRAGMA threads = 1")
                try makeDurable(database)
            }
        }
    }

    private static func makeDurable(_ database: GRDB.Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard mode == "wal", synchronous == 2 else {
            let found = "journal \(mode ?? "?"), synchronous \(synchronous ?? -1)"
            throw Outage.databaseUnavailable("it does not keep a commit through a loss of power (\(found))")
        }
    }
}

extension SQLiteDatabase {
    /// A copy of the whole database into a new file, while work goes on.
    package func backUp(to path: String) throws {
        try translatingFaults { try pool.backup(to: DatabaseQueue(path: path)) }
    }
}
