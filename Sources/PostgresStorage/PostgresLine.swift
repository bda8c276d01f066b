import Kernel
import Storage
import Synchronization

/// A place for one connection, opened when it is first needed and again after it was lost.
///
/// Unchecked, as libpq's connection is not made for several threads: it is only ever touched under the lock.
final class PostgresLine: @unchecked Sendable {
    private let server: PostgresServer
    private let purpose: Purpose
    private let lock = Mutex(())
    private var connection: PostgresConnection?
    private var isClosed = false

    init(to server: PostgresServer, for purpose: Purpose) {
        self.server = server
        self.purpose = purpose
    }

    func with<Answer: Sendable>(_ work: (PostgresConnection) throws -> Answer) throws -> Answer {
        try lock.withLock { _ in
            let connection = try ready()
            defer { if connection.isLost { self.connection = nil } }
            return try work(connection)
        }
    }

    func close() {
        lock.withLock { _ in
            connection = nil
            isClosed = true
        }
    }

    private func ready() throws -> PostgresConnection {
        guard !isClosed else { throw Outage.databaseUnavailable("it was closed") }
        if let connection, connection.isReady { return connection }
        connection = nil
        let fresh = PostgresConnection(try server.connect())
        try fresh.script(purpose.settings)
        connection = fresh
        return fresh
    }
}
