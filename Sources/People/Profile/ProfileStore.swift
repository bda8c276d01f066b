import Kernel
package import Storage

/// Reads profiles of several people at once: two queries, however many.
package struct ProfileStore: Sendable {
    package init() {}

    package func profile(of person: Int64, _ reading: some Reading) throws -> Profile {
        try profiles(of: [person], reading)[person] ?? Profile(traits: [], identifiers: [])
    }

    package func profiles(of people: [Int64], _ reading: some Reading) throws -> [Int64: Profile] {
        // Some at a time: the limits are of a few hundred people, whose profiles would otherwise be cut off in a list of thousands.
        try people.chunked(by: 200).reduce(into: [:]) { profiles, some in
            profiles.merge(try few(some, reading)) { first, _ in first }
        }
    }

    private func few(_ people: [Int64], _ reading: some Reading) throws -> [Int64: Profile] {
        let identifiers = try reading.rows(
            """
            SELECT identifier.id, identifier.type, identifier.value, identifier.person, identifier.verified_at FROM identifier
            JOIN identifier_type ON identifier_type.id = identifier.type WHERE identifier.person IN \(list: people)
            ORDER BY identifier_type.priority, identifier.seen_at, identifier.id LIMIT 20000
            """
        ).map(KnownIdentifier.init)
        let traits = try reading.rows(
            """
            SELECT identifier.person, trait.name, trait.value, trait.occurred_at, trait.source, trait.identifier
            FROM trait JOIN identifier ON identifier.id = trait.identifier WHERE identifier.person IN \(list: people)
            ORDER BY identifier.person, trait.name, trait.occurred_at DESC, trait.value DESC LIMIT 100000
            """)
        let traitsOf = Dictionary(
            grouping: try traits.map { (person: try $0.get("person", as: Int64.self), trait: try Profile.Trait($0)) }, by: \.person)
        let identifiersOf = Dictionary(grouping: identifiers, by: \.person)
        return Dictionary(
            uniqueKeysWithValues: Set(people).map { person in
                (person, Profile(traits: Self.newest(traitsOf[person, default: []].map(\.trait)), identifiers: identifiersOf[person, default: []]))
            })
    }

    /// Of each name the first, which is the newest.
    private static func newest(_ traits: [Profile.Trait]) -> [Profile.Trait] {
        var seen: Set<String> = []
        return traits.filter { seen.insert($0.name).inserted }
    }
}

extension Profile.Trait {
    init(_ row: Row) throws {
        self.init(
            name: try row.get("name"), value: try row.get("value"), occurredAt: try row.get("occurred_at"), source: try row.get("source"),
            identifier: try row.get("identifier"))
    }
}
