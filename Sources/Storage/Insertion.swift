/// Rows for one table, of which those stay out that are there already.
///
/// The first column is a number that no two rows share; by it an engine can say which rows it took.
package struct Insertion: Sendable {
    private let table: String
    private let columns: [String]
    private let unique: [String]

    /// - Parameter unique: columns that together are there only once.
    package init(into table: String, _ columns: [String], unique: [String]) {
        self.table = table
        self.columns = columns
        self.unique = unique
    }

    /// The statement for so many rows at once.
    package func text(rows: Int, _ placeholder: Placeholder) -> String {
        let values = (0..<rows).map { row in
            let places = (1...columns.count).map { placeholder.rawValue + String(row * columns.count + $0) }
            return "(" + places.joined(separator: ", ") + ")"
        }
        return """
            INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(values.joined(separator: ", "))
            ON CONFLICT (\(unique.joined(separator: ", "))) DO NOTHING
            """
    }

    /// The same, answering the numbers of the rows that were taken.
    package func answeringText(rows: Int, _ placeholder: Placeholder) -> String { text(rows: rows, placeholder) + " RETURNING \(columns[0])" }
}

extension Transaction {
    /// Returns for each row whether it was new.
    package func insert(_ rows: [[Value]], _ insertion: Insertion) throws -> [Bool] {
        guard !rows.isEmpty else { return [] }
        return try connection.insert(rows, insertion)
    }
}
