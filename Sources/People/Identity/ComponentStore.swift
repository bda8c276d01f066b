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
            try tx.rows("SELECT id, type, value, person FROM identifier WHERE id IN \(list: chunk)").map(KnownIdentifier.init)
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
                    SELECT identity_link.id, one, other, grade, occurred_at FROM identity_link
                    LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
                    WHERE \(side == "one" ? "one" : "other" as SQL) IN \(list: chunk) AND identity_unlink.link IS NULL
                    AND (grade = 1 OR grade = 9 OR NOT EXISTS (
                        SELECT 1 FROM identifier JOIN blocked_identifier
                        ON blocked_identifier.type = identifier.type AND blocked_identifier.value = identifier.value
                        WHERE identifier.id = one OR identifier.id = other))
                    """
                ).map(IdentityLink.init)
            }
        }
    }
}

extension IdentityLink {
    init(_ row: Row) throws {
        let grade: Int16 = try row.get("grade")
        self.init(
            id: try row.get("id"), try row.get("one"), try row.get("other"), grade: Grade(rawValue: grade) ?? .seenTogether,
            occurredAt: try row.get("occurred_at"))
    }
}
