package import Kernel

/// A store of rows. SQLite and PostgreSQL both are one.
///
/// Bodies are synchronous and run on a thread of the database: nothing can come between two of their statements.
package protocol Database: Sendable {
    var engine: Engine { get }

    /// Runs `body` on one unchanging state of the data.
    func read<Answer: Sendable>(_ body: @escaping @Sendable (Session) throws -> Answer) async throws -> Answer

    /// Runs `body` in one transaction, at one instant, and returns once it is on disk. If it throws, nothing of it remains.
    /// After a statement that failed the body must throw: PostgreSQL undoes such a transaction in any case. The body may be run a second
    /// time, when one that was to be committed with it has failed: it changes nothing but the database.
    ///
    /// - Throws: what `body` throws; `Outage` when the database cannot take it now.
    @discardableResult
    func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer

    /// How the writer is doing.
    var writing: WriterFigures { get }

    /// Lets what was deleted leave the files too, as far as the engine still has it in the log of what was written.
    func purge() async throws

    /// While much is read in by one writer alone that could be read in again, a commit need not be on disk when it returns: what a loss of
    /// power takes are the last ones, whole, and never one without those before it. Switching back puts everything on disk.
    func hurry(_ isOn: Bool) async throws

    /// Finishes what is running, then lets go of files and connections.
    func close() async throws
}

extension Database {
    /// For engines that clear up by themselves.
    package func purge() async throws {}

    /// For engines that would gain little by it.
    package func hurry(_ isOn: Bool) async throws {}
}

package enum Engine: String, Sendable, CaseIterable { case sqlite, postgres }

/// Reads, on one unchanging state of the data.
package struct Session {
    package let connection: any Connection
    package init(connection: any Connection) { self.connection = connection }
}

/// Reads and writes that all happen, or none of them. Every row it writes carries the same time.
package struct Transaction {
    package let connection: any Connection
    package let now: Instant

    package init(connection: any Connection, now: Instant) {
        self.connection = connection
        self.now = now
    }
}

/// What sessions and transactions have in common.
package protocol Reading {
    var connection: any Connection { get }
}

extension Session: Reading {}
extension Transaction: Reading {}

extension Reading {
    package func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try forEach(sql) { rows.append($0) }
        return rows
    }

    package func first(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// The first column of the only row; for counts and the like.
    package func value<T: Storable>(_ sql: SQL, as: T.Type = T.self) throws -> T? { try first(sql)?.find(at: 0) }

    /// Row by row, without holding the whole answer.
    package func forEach(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (text, arguments) = sql.rendered(connection.placeholder)
        try connection.query(text, arguments, body)
    }
}

extension Transaction {
    /// Returns how many rows were changed.
    @discardableResult
    package func run(_ sql: SQL) throws -> Int {
        let (text, arguments) = sql.rendered(connection.placeholder)
        return try connection.run(text, arguments)
    }

    /// One statement, many rows: `template` is the statement with any values; only its shape is used.
    /// Returns how many rows each set of values changed.
    @discardableResult
    package func run(_ template: SQL, each rows: [[Value]]) throws -> [Int] {
        guard !rows.isEmpty else { return [] }
        return try connection.run(template.rendered(connection.placeholder).text, each: rows)
    }
}
