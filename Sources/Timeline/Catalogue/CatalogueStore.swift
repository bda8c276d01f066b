import Kernel
package import Storage

/// The catalogue in the database: kinds and channels, each with the number that touchpoints carry.
package struct CatalogueStore: Sendable {
    package init() {}

    /// Everything that is in the catalogue; a few hundred rows at most.
    package func load(_ reading: some Reading) throws -> Catalogue {
        var catalogue = Catalogue()
        try reading.forEach("SELECT id, key, name, stage, department, control, goal FROM kind ORDER BY id") { row in
            catalogue.add(try Kind(row), number: try row.get("id"))
        }
        try reading.forEach("SELECT id, key, name FROM channel ORDER BY id") { row in
            catalogue.add(Channel(try row.get("key"), try row.get("name")), number: try row.get("id"))
        }
        return catalogue
    }

    /// Adds what is not there yet; leaves alone what is.
    package func add(_ kinds: [Kind], _ channels: [Channel], in tx: Transaction) throws {
        var added = 0
        for kind in kinds {
            added += try tx.run(
                """
                INSERT INTO kind (id, key, name, stage, department, control, goal)
                SELECT COALESCE(MAX(id), 0) + 1, \(kind.key), \(kind.name), CAST(\(kind.stage?.rawValue) AS SMALLINT), \(kind.department),
                CAST(\(kind.control.rawValue) AS SMALLINT), \(kind.goal) FROM kind WHERE 1 = 1 ON CONFLICT (key) DO NOTHING
                """)
        }
        for channel in channels {
            added += try tx.run(
                """
                INSERT INTO channel (id, key, name) SELECT COALESCE(MAX(id), 0) + 1, \(channel.key), \(channel.name) FROM channel WHERE 1 = 1
                ON CONFLICT (key) DO NOTHING
                """)
        }
        if added > 0 { try LineCountsStore().settingsChanged(in: tx) }
    }

    /// Changes what a kind says of itself; its key and its number stay.
    package func update(_ kind: Kind, in tx: Transaction) throws {
        let changed = try tx.run(
            """
            UPDATE kind SET name = \(kind.name), stage = \(kind.stage?.rawValue), department = \(kind.department),
            control = \(kind.control.rawValue), goal = \(kind.goal) WHERE key = \(kind.key)
            """)
        if changed == 0 { throw Failure.missing("The kind \(kind.key)") }
        try LineCountsStore().settingsChanged(in: tx)
    }
}

extension Kind {
    init(_ row: Row) throws {
        let stage: Int16? = try row.find("stage")
        self.init(
            try row.get("key"), try row.get("name"), stage.flatMap(Stage.init(rawValue:)), try row.get("department"),
            Control(rawValue: try row.get("control")) ?? .direct, goal: try row.get("goal"))
    }
}
