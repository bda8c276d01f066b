/// One row of an answer: values by column name, or by place.
package struct Row: Sendable {
    package let columns: Columns
    package let values: [Value]

    package init(columns: Columns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// The value of a column that is never null.
    package func get<T: Storable>(_ column: String, as: T.Type = T.self) throws -> T {
        guard let index = columns.places[column], let value = T(stored: values[index]) else { throw Mismatch(column: column, type: "\(T.self)") }
        return value
    }

    /// The value of a column that may be null.
    package func find<T: Storable>(_ column: String, as: T.Type = T.self) throws -> T? {
        guard let index = columns.places[column] else { throw Mismatch(column: column, type: "\(T.self)") }
        if case .null = values[index] { return nil }
        return try get(column)
    }

    /// The value at a place that is never null: for scans of many rows.
    package func get<T: Storable>(at place: Int, as: T.Type = T.self) throws -> T {
        guard let value = T(stored: values[place]) else { throw Mismatch(column: "\(place)", type: "\(T.self)") }
        return value
    }

    /// The value at a place that may be null.
    package func find<T: Storable>(at place: Int, as: T.Type = T.self) throws -> T? {
        if case .null = values[place] { return nil }
        return try get(at: place)
    }

    /// A row that is not what the schema promises. A fault of ours, so not a `Failure`.
    package struct Mismatch: Error { let column: String, type: String }
}

/// The column names of an answer, shared by its rows.
package final class Columns: Sendable {
    package let names: [String]
    let places: [String: Int]

    package init(_ names: [String]) {
        self.names = names
        places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
