import Kernel
package import Storage

/// All tables, as one numbered sequence of migrations that only goes forward.
package enum Schema {
    /// Brings a database to the newest version. Each migration is one transaction, so one that was killed can be run again.
    ///
    /// - Parameter last: The version to stop at, for rows that were written under it.
    /// - Throws: `Failure.conflict` when the database was made by a newer version of the program.
    package static func migrate(_ database: any Database, to last: Int = Schema.version) async throws {
        let applied = try await prepare(database)
        if let newest = applied.max(), newest > migrations.count {
            throw Failure.conflict(
                """
                This database was written by a newer version (schema \(newest), this program knows \(migrations.count)): \
                install that version or a later one.
                """
            )
        }
        for (index, migration) in migrations.prefix(last).enumerated() where !applied.contains(index + 1) {
            try await database.write { tx in
                try tx.connection.script(migration.sql)
                try tx.connection.script(database.engine == .sqlite ? migration.embedded : migration.server)
                try tx.run("INSERT INTO schema_migration (number, name, applied_at) VALUES (\(index + 1), \(migration.name), \(tx.now))")
            }
        }
    }

    /// The number of the newest migration that this program knows.
    package static var version: Int { migrations.count }

    /// The number of the newest migration of a database; 0 for an empty one.
    package static func version(of database: any Database) async throws -> Int { try await prepare(database).max() ?? 0 }

    static let migrations: [Migration] = [
        .theLine, .access, .work, .questions, .duplicates, .workDone, .whoIsWho, .manyServers, .privacy, .identityCounter,
        .insights, .benchmarks, .journeys, .momentPins, .lineReading, .desk, .auditOfKeys, .serviceLevels, .chat, .mail, .lateKeys, .savedReplies,
        .timesAhead, .webhooks, .messageSearch, .labels, .satisfaction, .quality, .teams, .threads, .calls, .dailyWork, .booking, .files,
    ]

    private static func prepare(_ database: any Database) async throws -> Set<Int> {
        try await database.write { tx in
            if database.engine == .postgres { try tx.connection.script(postgresDomains) }
            try tx.connection.script(
                """
                CREATE TABLE IF NOT EXISTS schema_migration (
                    number INTEGER NOT NULL, name TEXT NOT NULL, applied_at BIGINT NOT NULL, UNIQUE (number))
                """
            )
            return Set(try tx.rows("SELECT number FROM schema_migration").map { try $0.get(at: 0) })
        }
    }

    /// `BLOB` is what both engines then understand, and `KEY_TEXT` is text that is compared byte by byte.
    private static let postgresDomains = """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'blob' AND typnamespace = current_schema()::regnamespace) THEN
                CREATE DOMAIN blob AS bytea;
                CREATE DOMAIN key_text AS text COLLATE "C";
            END IF;
        END $$
        """
}

/// One step from a version of the schema to the next: plain SQL that both engines understand.
struct Migration: Sendable {
    let name: String
    var sql = ""
    /// What the embedded database alone has beside it. Its tables say what others say too: no backup holds them.
    var embedded = ""
    /// What PostgreSQL alone needs to come to the same.
    var server = ""
}
