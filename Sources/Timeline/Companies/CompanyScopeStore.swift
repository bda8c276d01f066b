package import Analytics
import Kernel
package import People
import Storage

/// Companies as other parts narrow their figures to them.
package struct CompanyScopeStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    /// - Parameter text: the id of a company, ours or the sender's, or its name.
    /// - Throws: `invalid` where no company is called so, or several are.
    package func find(_ text: String) async throws -> Company {
        try await line.database.read { session in
            func first(_ condition: SQL) throws -> [Company] {
                try session.rows("SELECT id, number, key, name FROM company WHERE \(condition) ORDER BY number LIMIT 2").map(Company.init)
            }
            if let id = ID<Company>(text), let company = try first("id = \(id)").first { return company }
            if let company = try first("key = \(text)").first { return company }
            let named = try first("name = \(text)")
            try Failure.require(named.count < 2, "company", "is the name of several companies: give its id")
            guard let company = named.first else { throw Failure.invalid("company", "must be the name of a company") }
            return company
        }
    }

    /// What companies are called by which they are found, those of most people first.
    ///
    /// - Parameter most: so many at the most.
    package func frequent(most: Int) async throws -> [String] {
        try await line.database.read { session in
            try session.rows(
                """
                SELECT company.key, company.name, (SELECT COUNT(*) FROM company AS other WHERE other.name = company.name) AS namesakes,
                (SELECT COUNT(*) FROM membership WHERE membership.company = company.number) AS members
                FROM company ORDER BY members DESC, company.number LIMIT \(most)
                """
            ).map { row in
                let name: String = try row.get("name")
                return try row.get("namesakes", as: Int.self) == 1 && !name.isEmpty ? name : row.get("key")
            }
        }
    }

    /// While when who acted for it: from the first they were seen to, until it was said that they had left.
    package func stays(in company: Company) async throws -> Stays {
        try await line.database.read { session in
            var stays = Stays()
            try session.scan(
                """
                SELECT identifier.person, membership.since, membership.until FROM membership JOIN identifier ON identifier.id = membership.identifier
                WHERE membership.company = \(company.number)
                """
            ) { row in
                guard let person = row.integer(0), let since = row.integer(1) else { return }
                let until = max(since, row.integer(2) ?? .max)
                stays.add(Instant(microseconds: since)..<Instant(microseconds: until), of: person)
            }
            return stays
        }
    }
}
