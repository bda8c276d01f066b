/// The table `counter`: numbers that are handed out one after the other, each once.
extension Transaction {
    /// Takes the next numbers of a counter, which is then locked until the commit.
    ///
    /// - Returns: the first of them.
    package func take(_ count: Int, of counter: String) throws -> Int64 { try take(count, of: counter, beside: counter).first }

    /// - Returns: the first of them, and where another counter stands.
    package func take(_ count: Int, of counter: String, beside other: String) throws -> (first: Int64, other: Int64) {
        let change: SQL = "UPDATE counter SET value = value + \(count) WHERE name = \(counter)"
        let standing: SQL = "value, (SELECT value FROM counter AS other WHERE other.name = \(other))"
        if connection.answersChangesDearly {
            try run(change)
            return try taken(count, "SELECT \(standing) FROM counter WHERE name = \(counter)")
        }
        return try taken(count, "\(change) RETURNING \(standing)")
    }

    private func taken(_ count: Int, _ sql: SQL) throws -> (first: Int64, other: Int64) {
        let row = try first(sql)
        let last: Int64 = try row?.find(at: 0) ?? 0
        return (last - Int64(count) + 1, try row?.find(at: 1) ?? 0)
    }
}
