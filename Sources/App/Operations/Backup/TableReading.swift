import Storage

/// The rows of a table in the order of its key, which is its first column or its first two.
func forEachRow(of table: String, in reading: some Reading, _ body: (Row) throws -> Void) throws {
    // The name is one of the schema's, never somebody's word. Tables have two columns and more.
    try reading.connection.query("SELECT * FROM \(table) ORDER BY 1, 2", [], body)
}

extension Manifest.Table {
    /// Counts and hashes a table as it stands.
    init(_ name: String, in reading: some Reading) throws {
        var tally = RowTally()
        try forEachRow(of: name, in: reading) { row in
            var bytes: [UInt8] = []
            bytes.append(row: row.values)
            tally.add(bytes)
        }
        self = tally.table(name)
    }
}
