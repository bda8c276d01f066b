package import Kernel
package import Storage

/// A database on a PostgreSQL server: one connection writes, a few read, each on a thread of its own.
///
/// A server that stops answering is told within two seconds; once it answers again, so does the database.
package final class PostgresDatabase: Storage.Database {
    package let engine = Engine.postgres
    private let line: PostgresLine
    private let writer: GroupCommit
    private let readers: PostgresReaders

    /// Connects to `postgresql://user:password@host:port/database?sslmode=…`, as libpq reads it.
    ///
    /// - Throws: `Failure.invalid` when the address is not one; `Outage.databaseUnavailable` when nobody answers there.
    package init(url: String, readers: Int = 4, now: @escaping Now = systemNow) throws {
        let server = try PostgresServer(url: url)
        let line = PostgresLine(to: server, for: .writing)
        try line.with { _ in }
        self.line = line
        writer = GroupCommit(now: now) { work in try line.with { try work($0) } }
        self.readers = PostgresReaders(count: readers, server: server)
    }

    package func read<Answer: Sendable>(_ body: @escaping @Sendable (Session) throws -> Answer) async throws -> Answer {
        try await readers.read(body)
    }

    package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        try await writer.write(body)
    }

    package var writing: WriterFigures { writer.figures }

    package func close() async throws {
        await writer.drained()
        line.close()
        await readers.close()
    }
}
