package import Storage

extension Schema {
    /// The tables of a version, in the order in which they were made: none refers to a later one. The first column or the first two are
    /// the key of each.
    package static func tables(at version: Int = Schema.version) -> [String] {
        migrations.prefix(version).reduce(into: []) { tables, migration in
            for statement in migration.sql.matches(of: /\b(CREATE|DROP) TABLE (\w+)/) {
                let name = String(statement.output.2)
                if statement.output.1 == "CREATE" { tables.append(name) } else { tables.removeAll { $0 == name } }
            }
        }
    }

    /// The version of what a reader sees; `nil` for a database without our tables.
    package static func version(in reading: some Reading, of engine: Engine) throws -> Int? {
        guard try hasTables(reading, engine) else { return nil }
        return try reading.value("SELECT MAX(number) FROM schema_migration")
    }

    private static func hasTables(_ reading: some Reading, _ engine: Engine) throws -> Bool {
        let count: Int? =
            switch engine {
            case .sqlite: try reading.value("SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_migration'")
            case .postgres: try reading.value("SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('schema_migration')")
            }
        return count == 1
    }
}
