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
        let last: Int64 = try tx.value("UPDATE counter SET value = value + \(new.count) WHERE name = 'company' RETURNING value") ?? 0
        let first = last - Int64(new.count) + 1
        for (offset, key) in new.enumerated() { numbers[key] = first + Int64(offset) }
        try tx.run(
            "INSERT INTO company (number, id, key, name, created_at) VALUES (\(0), \(""), \(""), \(""), \(0))",
            each: new.enumerated().map { [.integer(first + Int64($0)), ID<Company>(at: tx.now).stored, .text($1), .text($1), tx.now.stored] })
        return numbers
    }

    /// Somebody acts for a company since they were first seen to.
    package func join(_ members: [(identifier: Int64, company: Int64, since: Instant)], in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO membership (identifier, company, since) VALUES (\(0), \(0), \(0))
            ON CONFLICT (identifier, company) DO UPDATE SET since = excluded.since WHERE excluded.since < membership.since
            """,
            each: members.map { [.integer($0.identifier), .integer($0.company), $0.since.stored] })
    }

    /// What is known of a company; `name` also becomes what it is called.
    package func record(_ traits: [String: String], of company: Int64, at occurredAt: Instant, source: Int64, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO company_trait (company, name, value, occurred_at, source) VALUES (\(0), \(""), \(""), \(0), \(0))
            ON CONFLICT (company, name) DO UPDATE SET value = excluded.value, occurred_at = excluded.occurred_at, source = excluded.source
            WHERE excluded.occurred_at >= company_trait.occurred_at
            """,
            each: traits.sorted { $0.key < $1.key }.map { [.integer(company), .text($0.key), .text($0.value), occurredAt.stored, .integer(source)] })
        if let name = traits["name"], !name.isEmpty { try tx.run("UPDATE company SET name = \(name) WHERE number = \(company)") }
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
