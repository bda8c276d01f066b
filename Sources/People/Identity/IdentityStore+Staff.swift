package import Kernel
package import Storage

/// What staff may say about who is who. Each of it can be undone, exactly.
extension IdentityStore {
    /// Two people are one.
    ///
    /// - Returns: the link to withdraw, to undo it.
    @discardableResult
    package func merge(_ person: Int64, with other: Int64, by staff: [UInt8], reason: String, in tx: Transaction, rules: IdentityRules) throws
        -> Int64
    {
        try Failure.require(person != other, "person", "is already the same person")
        // What joins them hangs on what each is known best by: a browser that is split off later takes nobody along.
        let ends = try [person, other].map { try strongest(of: $0, rules, tx) }
        try link([Evidence(ends[0], ends[1], .merged, at: tx.now, staff: staff, reason: reason)], in: tx, rules: rules)
        return try tx.value("SELECT MAX(id) FROM identity_link") ?? 0
    }

    /// The first that is of a type that says most; itself where it is no person's number.
    private func strongest(of person: Int64, _ rules: IdentityRules, _ reading: some Reading) throws -> Int64 {
        let known = try identifiers(of: person, reading)
        let best = known.min { (rules[number: $0.type]?.priority ?? .max, $0.id) < (rules[number: $1.type]?.priority ?? .max, $1.id) }
        return best?.id ?? person
    }

    /// These identifiers are somebody else: they leave the person, together, and do not come back by evidence.
    ///
    /// - Returns: the links to withdraw, to undo it.
    /// - Throws: `Failure.invalid` when they are none of the person's, or all of them.
    @discardableResult
    package func separate(
        _ chosen: [Int64], from person: Int64, by staff: [UInt8], reason: String, in tx: Transaction, rules: IdentityRules
    ) throws -> [Int64] {
        let all = Set(try identifiers(of: person, tx).map(\.id))
        let leaving = all.intersection(chosen)
        let staying = all.subtracting(leaving)
        try Failure.require(!leaving.isEmpty && leaving.count == Set(chosen).count, "identifiers", "must be some of this person's")
        try Failure.require(!staying.isEmpty, "identifiers", "must leave at least one with this person")
        try Failure.require(leaving.count * staying.count <= Self.mostPairs, "identifiers", "are too many to separate at once")
        let before: Int64 = try tx.value("SELECT COALESCE(MAX(id), 0) FROM identity_link") ?? 0
        let evidence = leaving.sorted().flatMap { one in
            staying.sorted().map { Evidence(one, $0, .separated, at: tx.now, staff: staff, reason: reason) }
        }
        try link(evidence, in: tx, rules: rules)
        return try tx.rows("SELECT id FROM identity_link WHERE id > \(before) ORDER BY id").map { try $0.get(at: 0) }
    }

    private static let mostPairs = 10_000

    /// What staff have said about this person and not taken back, newest first.
    package func decisions(about person: Int64, _ reading: some Reading) throws -> [Decision] {
        try reading.rows(
            """
            SELECT MIN(identity_link.id) AS first, MAX(identity_link.id) AS last, grade,
            identity_link.recorded_at AS recorded_at, identity_link.reason, identity_link.staff
            FROM identity_link LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE identity_unlink.link IS NULL AND identity_link.staff IS NOT NULL
            AND (one IN (SELECT id FROM identifier WHERE person = \(person)) OR other IN (SELECT id FROM identifier WHERE person = \(person)))
            GROUP BY grade, identity_link.recorded_at, identity_link.reason, identity_link.staff ORDER BY 4 DESC, last DESC LIMIT 100
            """
        ).map(Decision.init)
    }

    /// Whether staff have said this, and taken it back since.
    package func isTakenBack(_ decision: Decision.Reference, _ reading: some Reading) throws -> Bool {
        try reading.first(
            """
            SELECT 1 FROM identity_link JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE identity_link.id = \(decision.first) AND identity_link.staff IS NOT NULL
            """) != nil
    }

    /// Takes a decision of staff back, all of it: also what it said of identifiers that belong to somebody else by now.
    ///
    /// - Throws: `conflict` when it was taken back already, `missing` when nobody has said it.
    package func undo(_ decision: Decision.Reference, by staff: [UInt8], reason: String, in tx: Transaction, rules: IdentityRules) throws {
        let links: [Int64] = try tx.rows(
            """
            SELECT identity_link.id FROM identity_link LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            JOIN identity_link AS known ON known.id = \(decision.first)
            WHERE identity_link.id BETWEEN \(decision.first - Int64(Self.mostPairs)) AND \(decision.last + Int64(Self.mostPairs))
            AND identity_link.staff = known.staff AND identity_link.grade = known.grade AND identity_link.recorded_at = known.recorded_at
            AND identity_link.reason = known.reason AND identity_unlink.link IS NULL
            ORDER BY identity_link.id
            """
        ).map { try $0.get(at: 0) }
        guard !links.isEmpty else {
            let wasMade = try tx.first("SELECT 1 FROM identity_link WHERE id = \(decision.first) AND staff IS NOT NULL") != nil
            throw wasMade ? Failure.conflict("This decision has been taken back already.") : .missing("This decision")
        }
        try unlink(links, by: staff, reason: reason, in: tx, rules: rules)
    }

    /// A merge or a separation, as one thing.
    package struct Decision: Hashable, Sendable {
        package let reference: Reference
        package let grade: IdentityLink.Grade
        package let recordedAt: Instant
        package let reason: String
        package let staff: [UInt8]

        /// The links that were made by it have adjoining numbers.
        package struct Reference: Hashable, Sendable {
            package let first: Int64
            package let last: Int64

            package init(first: Int64, last: Int64) {
                self.first = first
                self.last = last
            }
        }
    }

    /// Why identifiers are one person: the evidence among them, strongest first.
    package func evidence(among person: Int64, _ reading: some Reading) throws -> [KnownEvidence] {
        try reading.rows(
            """
            SELECT identity_link.id, one, other, grade, occurred_at, public_at, identity_link.reason, identity_link.source FROM identity_link
            LEFT JOIN source ON source.id = identity_link.source
            JOIN identifier AS a ON a.id = one AND a.person = \(person) JOIN identifier AS b ON b.id = other AND b.person = \(person)
            LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE identity_unlink.link IS NULL AND grade <> 9 ORDER BY public_at IS NOT NULL, grade, occurred_at, identity_link.id LIMIT 500
            """
        ).map { KnownEvidence(link: try IdentityLink($0), reason: try $0.get("reason"), source: try $0.find("source")) }
    }

    package struct KnownEvidence: Hashable, Sendable {
        package let link: IdentityLink
        package let reason: String
        package let source: Int64?
    }
}

extension IdentityStore.Decision {
    init(_ row: Row) throws {
        let grade: Int16 = try row.get("grade")
        self.init(
            reference: Reference(first: try row.get("first"), last: try row.get("last")), grade: IdentityLink.Grade(rawValue: grade) ?? .merged,
            recordedAt: try row.get("recorded_at"), reason: try row.get("reason"), staff: try row.get("staff"))
    }
}
