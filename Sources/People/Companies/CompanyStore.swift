package import Kernel
package import Storage

/// A customer that is an organisation: an account with members.
package struct Company: Hashable, Sendable, Identifiable {
    package let id: ID<Company>
    package let number: Int64
    /// The sender's own id of it.
    package let key: String
    package let name: String
}

package struct CompanyStore: Sendable {
    package init() {}

    package func find(_ id: ID<Company>, _ reading: some Reading) throws -> Company {
        guard let row = try reading.first("SELECT id, number, key, name FROM company WHERE id = \(id)") else { throw Failure.missing("The company") }
        return try Company(row)
    }

    /// The companies with these keys, made if need be.
    package func numbers(of keys: Set<String>, in tx: Transaction) throws -> [String: Int64] {
        var numbers: [String: Int64] = [:]
        for chunk in keys.sorted().chunked(by: 500) {
            try tx.forEach("SELECT key, number FROM company WHERE key IN \(list: chunk)") { numbers[try $0.get(at: 0)] = try $0.get(at: 1) }
        }
        let new = keys.filter { numbers[$0] == nil }.sorted()
        guard !new.isEmpty else { return numbers }
        let first = try tx.take(new.count, of: "company")
        for (offset, key) in new.enumerated() { numbers[key] = first + Int64(offset) }
        try tx.run(
            "INSERT INTO company (number, id, key, name, created_at) VALUES (\(0), \(""), \(""), \(""), \(0))",
            each: new.enumerated().map { [.integer(first + Int64($0)), ID<Company>(at: tx.now).stored, .text($1), .text($1), tx.now.stored] })
        return numbers
    }

    /// Somebody acts for a company since they were first seen to, until it is said that they have left; who acts for it later is back.
    /// Whatever the order in which it comes.
    package func record(_ memberships: [Membership], in tx: Transaction) throws {
        let merged = Dictionary(memberships.map { ($0.place, $0) }, uniquingKeysWith: { $0.merged(with: $1) }).values.sorted()
        try tx.run(
            """
            INSERT INTO membership (identifier, company, since, seen_at, left_at, until) VALUES (\(0), \(0), \(0), \(0), \(0), \(0))
            ON CONFLICT (identifier, company) DO UPDATE SET
            since = CASE WHEN excluded.since < membership.since THEN excluded.since ELSE membership.since END,
            seen_at = CASE WHEN membership.seen_at >= excluded.seen_at OR excluded.seen_at IS NULL THEN membership.seen_at ELSE excluded.seen_at END,
            left_at = CASE WHEN membership.left_at >= excluded.left_at OR excluded.left_at IS NULL THEN membership.left_at ELSE excluded.left_at END
            """,
            each: merged.map {
                [
                    .integer($0.identifier), .integer($0.company), $0.since.stored, $0.seenAt?.stored ?? .null, $0.leftAt?.stored ?? .null, .null,
                ]
            })
        try tx.run(
            """
            UPDATE membership SET until = CASE WHEN seen_at IS NULL OR left_at >= seen_at THEN left_at ELSE NULL END
            WHERE identifier = \(0) AND company = \(0)
            """,
            each: merged.map { [.integer($0.identifier), .integer($0.company)] })
    }

    /// What is known of a company, the newest of each; `name` is also what it is called.
    package func record(_ traits: [String: String], of company: Int64, at occurredAt: Instant, source: Int64, in tx: Transaction) throws {
        let traits = traits.filter { $0.key != "name" || !$0.value.isEmpty }
        try tx.run(
            """
            INSERT INTO company_trait (company, name, value, occurred_at, source) VALUES (\(0), \(""), \(""), \(0), \(0))
            ON CONFLICT (company, name) DO UPDATE SET value = excluded.value, occurred_at = excluded.occurred_at, source = excluded.source
            WHERE excluded.occurred_at > company_trait.occurred_at
            OR (excluded.occurred_at = company_trait.occurred_at AND excluded.value > company_trait.value)
            """,
            each: traits.sorted { $0.key < $1.key }.map { [.integer(company), .text($0.key), .text($0.value), occurredAt.stored, .integer(source)] })
        guard traits["name"] != nil else { return }
        try tx.run(
            """
            UPDATE company SET name = (SELECT value FROM company_trait WHERE company_trait.company = company.number AND company_trait.name = 'name')
            WHERE number = \(company)
            """)
    }
}

extension Company {
    package init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        key = try row.get("key")
        name = try row.get("name")
    }
}

extension CompanyStore {
    /// The companies that this person acts for and nobody else.
    package func actedForOnly(by person: Int64, _ reading: some Reading) throws -> [Company] {
        try reading.rows(
            """
            SELECT id, number, key, name FROM company WHERE number IN (
                SELECT membership.company FROM membership JOIN identifier ON identifier.id = membership.identifier
                WHERE identifier.person = \(person))
            AND NOT EXISTS (SELECT 1 FROM membership JOIN identifier ON identifier.id = membership.identifier
                WHERE membership.company = company.number AND identifier.person <> \(person))
            ORDER BY number
            """
        ).map(Company.init)
    }

    /// The companies that somebody acted for at a moment, in the order in which they came to them.
    package func companies(of person: Int64, at instant: Instant, _ reading: some Reading) throws -> [Company] {
        try reading.rows(
            """
            SELECT company.id AS id, company.number AS number, company.key AS key, company.name AS name, MIN(membership.since) AS since
            FROM membership JOIN identifier ON identifier.id = membership.identifier JOIN company ON company.number = membership.company
            WHERE identifier.person = \(person) AND membership.since <= \(instant) AND (membership.until IS NULL OR membership.until > \(instant))
            GROUP BY company.id, company.number, company.key, company.name ORDER BY since, number LIMIT 10
            """
        ).map(Company.init)
    }

    /// The company each of these people acts for: of several the latest.
    package func names(of people: [Int64], _ reading: some Reading) throws -> [Int64: String] {
        var names: [Int64: String] = [:]
        try reading.forEach(
            """
            SELECT identifier.person, company.name FROM membership JOIN identifier ON identifier.id = membership.identifier
            JOIN company ON company.number = membership.company
            WHERE identifier.person IN \(list: people) AND membership.until IS NULL ORDER BY membership.since, company.number
            """
        ) { names[try $0.get(at: 0)] = try $0.get(at: 1) }
        return names
    }
}
