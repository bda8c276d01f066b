package import Analytics
import Kernel
package import People
import Storage

/// Companies as other parts narrow their figures to them.
package struct CompanyScopeStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    /// - Parameter text: the id of a company, ours or the sender's, or its name.
    /// - Returns: one, or all that bear the name.
    /// - Throws: `invalid` where no company is called so.
    package func find(_ text: String) async throws -> [Company] {
        try await line.database.read { session in
            func all(_ condition: SQL) throws -> [Company] {
                try session.rows("SELECT id, number, key, name FROM company WHERE \(condition) ORDER BY number").map(Company.init)
            }
            if let id = ID<Company>(text), case let found = try all("id = \(id)"), !found.isEmpty { return found }
            if case let found = try all("key = \(text)"), !found.isEmpty { return found }
            let named = try all("name = \(text)")
            try Failure.require(!named.isEmpty, "company", "must be the name of a company")
            return named
        }
    }

    /// What companies are called by which they are found, those of most people first.
    ///
    /// - Parameter most: so many at the most.
    package func frequent(most: Int) async throws -> [String] {
        try await line.database.read { session in
            try session.rows(
                """
                SELECT COALESCE(NULLIF(company.name, ''), company.key) AS called, SUM(
                    (SELECT COUNT(*) FROM membership WHERE membership.company = company.number)) AS members
                FROM company GROUP BY 1 ORDER BY members DESC, MIN(company.number) LIMIT \(most)
                """
            ).map { try $0.get("called") }
        }
    }

    /// While when who acted for one of them: from the first they were seen to, until it was said that they had left.
    package func stays(in companies: [Company]) async throws -> Stays {
        try await line.database.read { session in
            var stays = Stays()
            for company in companies {
                try session.scan(
                    """
                    SELECT identifier.person, membership.since, membership.until FROM membership
                    JOIN identifier ON identifier.id = membership.identifier WHERE membership.company = \(company.number)
                    """
                ) { row in
                    guard let person = row.integer(0), let since = row.integer(1) else { return }
                    let until = max(since, row.integer(2) ?? .max)
                    stays.add(Instant(microseconds: since)..<Instant(microseconds: until), of: person)
                }
            }
            return stays
        }
    }
}
