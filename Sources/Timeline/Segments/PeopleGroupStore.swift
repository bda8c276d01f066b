package import Analytics
package import Storage

/// Ways to tell customers apart by what is known of them: facts of few values that many have, such as a region or a plan.
package struct PeopleGroupStore: Sendable {
    private static let mostValues = 12
    private static let mostNames = 12
    /// A fact is told of at least so many of a hundred people of whom anything is told.
    private static let leastShare = 20

    package init() {}

    /// Of several words about a fact the newest counts, as on the customer's page. In the order of names, then values.
    package func groups(_ reading: some Reading) throws -> [PeopleGroup] {
        let names: [String] = try reading.rows(
            """
            SELECT name, COUNT(DISTINCT value) AS sorts, COUNT(*) AS told FROM trait GROUP BY name
            HAVING COUNT(DISTINCT value) BETWEEN 2 AND \(Self.mostValues)
            AND COUNT(*) * 100 >= \(Self.leastShare) * (SELECT COUNT(DISTINCT identifier) FROM trait)
            ORDER BY told DESC, name LIMIT \(Self.mostNames)
            """
        ).map { try $0.get("name") }
        return try names.sorted().flatMap { try groups(by: $0, reading) }
    }

    private func groups(by name: String, _ reading: some Reading) throws -> [PeopleGroup] {
        var newest: [Int64: String] = [:]
        try reading.forEach(
            """
            SELECT identifier.person, trait.value FROM trait JOIN identifier ON identifier.id = trait.identifier
            WHERE trait.name = \(name) ORDER BY trait.occurred_at, trait.value
            """
        ) { newest[try $0.get(at: 0)] = try $0.get(at: 1) }
        let people = Dictionary(grouping: newest.keys) { newest[$0] ?? "" }
        return people.sorted { $0.key < $1.key }.map { PeopleGroup(name, $0.key, Set($0.value)) }
    }
}
