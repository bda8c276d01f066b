/// A row while the engine stands at it: for scans of very many rows, of which nothing is kept but numbers.
package protocol RowCursor {
    /// Of a column that is never null.
    func whole(_ place: Int) -> Int64
    /// `nil` where there is none.
    func integer(_ place: Int) -> Int64?
    func real(_ place: Int) -> Double?
    func text(_ place: Int) -> String?
}

extension Row: RowCursor {
    package func whole(_ place: Int) -> Int64 { integer(place) ?? 0 }
    package func integer(_ place: Int) -> Int64? { Int64(stored: values[place]) }
    package func real(_ place: Int) -> Double? { Double(stored: values[place]) }
    package func text(_ place: Int) -> String? { String(stored: values[place]) }
}

extension Connection {
    package func scan(_ text: String, _ arguments: [Value], _ body: (any RowCursor) throws -> Void) throws {
        try query(text, arguments) { try body($0) }
    }
}

extension Reading {
    /// Row by row, for millions of them.
    package func scan(_ sql: SQL, _ body: (any RowCursor) throws -> Void) throws {
        let (text, arguments) = sql.rendered(connection.placeholder)
        try connection.scan(text, arguments, body)
    }
}
