package import Kernel
import Schema
package import Storage

/// A fresh database with all our tables, gone afterwards.
@discardableResult
package func withMigratedDatabase<Answer>(
    _ engine: Engine, now: @escaping Now = noon, _ body: (any Database) async throws -> Answer
) async throws -> Answer {
    try await withDatabase(engine, now: now) { database in
        try await Schema.migrate(database)
        return try await body(database)
    }
}
