import Kernel
import Storage

/// Everything that is connected by evidence, whether or not the evidence is accepted in the end.
struct Component {
    var identifiers: [KnownIdentifier] = []
    var links: [IdentityLink] = []

    static func reached(from start: [Int64], _ tx: Transaction) throws -> Component {
        var component = Component()
        var known: Set<Int64> = []
        var frontier = Set(start)
        var links: [Int64: IdentityLink] = [:]
        while !frontier.isEmpty {
            known.formUnion(frontier)
            let found = try activeLinks(touching: frontier.sorted(), tx)
            for link in found { links[link.id] = link }
            frontier = Set(found.flatMap { [$0.one, $0.other] }).subtracting(known)
        }
        component.identifiers = try known.sorted().chunked(by: 500).flatMap { chunk in
            try tx.rows("SELECT id, type, value, person, verified_at FROM identifier WHERE id IN \(list: chunk)").map(KnownIdentifier.init)
        }
        component.links = links.values.sorted { $0.id < $1.id }
        return component
    }

    /// Links that were not withdrawn and do not rest on a value that names nobody.
    private static func activeLinks(touching identifiers: [Int64], _ tx: Transaction) throws -> [IdentityLink] {
        try identifiers.chunked(by: 250).flatMap { chunk in
            try ["one", "other"].flatMap { side in
                try tx.rows(
                    """
                    SELECT identity_link.id, one, other, grade, occurred_at, public_at FROM identity_link
                    LEFT JOIN source ON source.id = identity_link.source LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
                    WHERE \(side == "one" ? "one" : "other" as SQL) IN \(list: chunk) AND identity_unlink.link IS NULL
                    AND (grade = 1 OR grade = 9 OR NOT EXISTS (
                        SELECT 1 FROM identifier LEFT JOIN blocked_identifier
                        ON blocked_identifier.type = identifier.type AND blocked_identifier.value = identifier.value
                        WHERE (identifier.id = one OR identifier.id = other)
                        AND (blocked_identifier.type IS NOT NULL OR LOWER(identifier.value) IN \(list: Identifier.valuesOfNobody))))
                    """
                ).map(IdentityLink.init)
            }
        }
    }
}

extension Component {
    /// Which identifiers somebody vouches for who is not anybody: they were verified, or came from a source whose key is not public.
    ///
    /// Only claims ask for it.
    func vouched(_ rules: IdentityRules, _ tx: Transaction) throws -> Set<Int64> {
        guard links.contains(where: { $0.grade == .claimed }) else { return [] }
        let trusted = links.filter { $0.grade < .claimed }
        let named = identifiers.filter { !(rules[number: $0.type]?.type.isOfThing ?? true) }
        var vouched = Set(named.filter { $0.verifiedAt != nil }.map(\.id))
        vouched.formUnion(Set(trusted.flatMap { [$0.one, $0.other] }).intersection(named.map(\.id)))
        let open = named.filter { rules[number: $0.type]?.type.isAddress == true && !vouched.contains($0.id) }.map(\.id)
        return vouched.union(try Self.cameByThemselves(open, tx))
    }

    /// Those that stand on the line by the word of a source whose key is not public.
    private static func cameByThemselves(_ identifiers: [Int64], _ tx: Transaction) throws -> [Int64] {
        try identifiers.chunked(by: 250).flatMap { chunk in
            try tx.rows(
                """
                SELECT id FROM identifier WHERE id IN \(list: chunk) AND EXISTS (SELECT 1 FROM touchpoint
                WHERE touchpoint.identifier = identifier.id AND touchpoint.source NOT IN (SELECT id FROM source WHERE public_at IS NOT NULL))
                """
            ).map { try $0.get("id") }
        }
    }
}

extension IdentityLink {
    /// What a public key has said is a claim, whatever it was sent as.
    init(_ row: Row) throws {
        let grade: Int16 = try row.get("grade")
        let isPublic = try row.find("public_at", as: Instant.self) != nil
        self.init(
            id: try row.get("id"), try row.get("one"), try row.get("other"),
            grade: isPublic ? .claimed : Grade(rawValue: grade) ?? .seenTogether, occurredAt: try row.get("occurred_at"))
    }
}
