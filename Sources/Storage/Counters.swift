/// The table `counter`: numbers that are handed out one after the other, each once.
extension Transaction {
    /// Takes the next numbers of a counter, which is then locked until the commit.
    ///
    /// - Returns: the last of them.
    package func take(_ count: Int, of counter: String) throws -> Int64 { try take(count, of: counter, beside: counter).last }

    /// - Returns: the last of them, and where another counter stands.
    package func take(_ count: Int, of counter: String, beside other: String) throws -> (last: Int64, other: Int64) {
        let change: SQL = "UPDATE counter SET value = value + \(count) WHERE name = \(counter)"
        let standing: SQL = "value, (SELECT value FROM counter AS other WHERE other.name = \(other))"
        if connection.answersChangesDearly {
            try run(change)
            return try numbers("SELECT \(standing) FROM counter WHERE name = \(counter)")
        }
        return try numbers("\(change) RETURNING \(standing)")
    }

    private func numbers(_ sql: SQL) throws -> (last: Int64, other: Int64) {
        let row = try first(sql)
        return (try row?.find(at: 0) ?? 0, try row?.find(at: 1) ?? 0)
    }
}
