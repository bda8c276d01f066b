import Foundation
package import Kernel
import PostgresStorage
import SQLiteStorage
package import Storage

/// The engines that tests run on: SQLite, and PostgreSQL when `THROUGHLINE_TEST_POSTGRES` holds the address of a server.
///
///     @Test(arguments: engines) func `keeps what it is given`(engine: Engine) async throws {
///         try await withDatabase(engine) { database in … }
///     }
package let engines: [Engine] = {
    guard testServer == nil else { return Engine.allCases }
    print("PostgreSQL is skipped: THROUGHLINE_TEST_POSTGRES does not hold the address of a server. `scripts/with-postgres` starts one.")
    return [.sqlite]
}()

/// A fresh, empty database, gone afterwards.
@discardableResult
package func withDatabase<Answer>(
    _ engine: Engine, now: @escaping Now = noon, _ body: (any Database) async throws -> Answer
) async throws -> Answer {
    try await withTemporaryDatabase(engine) { place in
        let database = try place.open(now: now)
        return try await finishing(with: { try await database.close() }, body: { try await body(database) })
    }
}

/// A place for a database that can be opened several times, gone afterwards.
package func withTemporaryDatabase<Answer>(_ engine: Engine, _ body: (TemporaryDatabase) async throws -> Answer) async throws -> Answer {
    switch engine {
    case .sqlite: try await withDirectory { try await body(TemporaryDatabase(engine: .sqlite, location: $0 + "/throughline.db")) }
    case .postgres: try await withSchema { try await body(TemporaryDatabase(engine: .postgres, location: $0)) }
    }
}

package struct TemporaryDatabase: Sendable {
    package let engine: Engine
    /// The path of the file, or the address on the server.
    package let location: String

    package func open(now: @escaping Now = noon) throws -> any Database {
        switch engine {
        case .sqlite: try SQLiteDatabase(path: location, now: now)
        case .postgres: try PostgresDatabase(url: location, readers: 2, now: now)
        }
    }
}

private let testServer = ProcessInfo.processInfo.environment["THROUGHLINE_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }

/// A server takes so many connections and no more; a test has four at most.
private let places = Places(16)

/// A schema of its own is a database of its own, at a tenth of the cost.
private func withSchema<Answer>(_ body: (String) async throws -> Answer) async throws -> Answer {
    guard let testServer else { throw Failure.missing("The address of a server, in THROUGHLINE_TEST_POSTGRES,") }
    let schema = "test_\(ID<Never>(at: systemNow()))"
    await places.take()
    return try await finishing(
        with: {
            try await run("DROP SCHEMA IF EXISTS \(schema) CASCADE", on: testServer)
            await places.give()
        },
        body: {
            try await run("CREATE SCHEMA \(schema)", on: testServer)
            let separator = testServer.contains("?") ? "&" : "?"
            return try await body("\(testServer)\(separator)options=-csearch_path%3D\(schema)")
        })
}

private func run(_ script: String, on server: String) async throws {
    let database = try PostgresDatabase(url: server, readers: 0)
    try await finishing(with: { try await database.close() }, body: { try await database.write { try $0.connection.script(script) } })
}

/// Runs `last` whatever became of `body`, whose error is the one that counts.
private func finishing<Answer>(with last: () async throws -> Void, body: () async throws -> Answer) async throws -> Answer {
    let answer: Answer
    do { answer = try await body() } catch {
        // The first error is the one to report.
        try? await last()
        throw error
    }
    try await last()
    return answer
}
