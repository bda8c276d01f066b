package import Storage

/// The indexes of the line that serve reading alone. Left out while much is read into a line that holds little, and made at its
/// end from sorted entries, they cost a fraction of what row by row would.
extension Schema {
    /// Statements that make them, where they are not there already; of an index that was made anew later, the last word.
    static let lineIndexes: [(name: String, sql: String)] = {
        var statements: [String: String] = [:]
        for migration in migrations {
            for found in migration.sql.matches(of: /CREATE INDEX (touchpoint_(?:line|answer|money|subject|kind|scale|ahead)) ON touchpoint [^;]+/) {
                statements[String(found.output.1)] = "CREATE INDEX IF NOT EXISTS" + found.output.0.dropFirst("CREATE INDEX".count)
            }
        }
        return statements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }()

    /// Takes them away, for a reading of much to come. Whoever opens the database next makes them anew.
    package static func dropLineIndexes(in tx: Transaction) throws {
        for index in lineIndexes { try tx.connection.script("DROP INDEX IF EXISTS \(index.name)") }
    }

    /// Makes those that are missing: after a reading of much, and after one that was killed.
    ///
    /// - Parameter progress: called before each with how many there are and how many are done.
    package static func makeLineIndexes(_ database: any Database, progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws {
        for (done, index) in lineIndexes.enumerated() {
            progress(done, lineIndexes.count)
            try await database.write { try $0.connection.script(index.sql) }
        }
    }
}
