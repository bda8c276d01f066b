package import Kernel
package import Storage

/// Identifiers, the links between them, and the persons that follow from the links.
package struct IdentityStore: Sendable {
    package init() {}

    package func rules(_ reading: some Reading) throws -> IdentityRules { try .load(reading) }

    /// The identifiers of a person, strongest type first.
    package func identifiers(of person: Int64, _ reading: some Reading) throws -> [KnownIdentifier] {
        try reading.rows(
            """
            SELECT identifier.id, identifier.type, identifier.value, identifier.person, identifier.verified_at FROM identifier
            JOIN identifier_type ON identifier_type.id = identifier.type
            WHERE identifier.person = \(person) ORDER BY identifier_type.priority, identifier.seen_at, identifier.id LIMIT 1000
            """
        ).map(KnownIdentifier.init)
    }

    /// The number of an identifier, if it was ever seen.
    package func find(_ identifier: Identifier, _ reading: some Reading) throws -> KnownIdentifier? {
        try reading.first(
            """
            SELECT identifier.id, identifier.type, identifier.value, identifier.person, identifier.verified_at FROM identifier
            JOIN identifier_type ON identifier_type.id = identifier.type
            WHERE identifier_type.key = \(identifier.type.rawValue) AND identifier.value = \(identifier.value)
            """
        ).map(KnownIdentifier.init)
    }

    // MARK: - Links

    /// Adds evidence and works out anew who is who among all that it touches.
    ///
    /// - Returns: the identifiers that now belong to another person than before.
    @discardableResult
    package func link(_ evidence: [Evidence], in tx: Transaction, rules: IdentityRules) throws -> [Move] {
        let news = try Evidence.earliest(evidence).filter { try isNews($0, tx) }
        guard !news.isEmpty else { return [] }
        let first = try tx.take(news.count, of: "link")
        try tx.run(
            """
            INSERT INTO identity_link (id, one, other, grade, occurred_at, recorded_at, source, staff, reason)
            VALUES (\(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(""))
            """,
            each: news.enumerated().map { $1.values(id: first + Int64($0), now: tx.now) })
        return try resolve(around: news.flatMap { [$0.one, $0.other] }, in: tx, rules: rules)
    }

    /// Withdraws evidence: what it joined comes apart again, exactly as it would be without it.
    @discardableResult
    package func unlink(_ links: [Int64], by staff: [UInt8]?, reason: String, in tx: Transaction, rules: IdentityRules) throws -> [Move] {
        let touched = try tx.rows("SELECT one, other FROM identity_link WHERE id IN \(list: links)")
        try tx.run(
            "INSERT INTO identity_unlink (link, recorded_at, staff, reason) VALUES (\(0), \(0), \(""), \("")) ON CONFLICT (link) DO NOTHING",
            each: links.map { [.integer($0), tx.now.stored, staff?.stored ?? .null, .text(reason)] })
        return try resolve(around: touched.flatMap { [try $0.get("one"), try $0.get("other")] }, in: tx, rules: rules)
    }

    /// The same pair with the same grade from the same source says something new only if it was earlier than all we had. What another
    /// source has said does not count: it may turn out to be less trustworthy than this one.
    private func isNews(_ evidence: Evidence, _ tx: Transaction) throws -> Bool {
        guard evidence.grade == .seenTogether || evidence.grade == .alias else { return true }
        let source: SQL = evidence.source.map { "source = \($0)" } ?? "source IS NULL"
        return try tx.first(
            """
            SELECT 1 FROM identity_link LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE one = \(evidence.one) AND other = \(evidence.other) AND grade = \(evidence.grade.rawValue)
            AND ((occurred_at <= \(evidence.occurredAt) AND \(source)) OR identity_unlink.link IS NOT NULL) LIMIT 1
            """) == nil
    }

    // MARK: - Who is who

    /// Works out the persons of everything that is connected with these identifiers, and writes down what changed.
    @discardableResult
    package func resolve(around identifiers: [Int64], in tx: Transaction, rules: IdentityRules) throws -> [Move] {
        let component = try Component.reached(from: identifiers, tx)
        let vouched = try component.vouched(rules, tx)
        let persons = Clustering.persons(of: component.identifiers, links: component.links, rules: rules, vouched: vouched)
        let moves = component.identifiers.compactMap { identifier -> Move? in
            guard let person = persons[identifier.id], person != identifier.person else { return nil }
            return Move(identifier: identifier.id, from: identifier.person, to: person)
        }
        try tx.run("UPDATE identifier SET person = \(0) WHERE id = \(0)", each: moves.map { [.integer($0.to), .integer($0.identifier)] })
        if !moves.isEmpty { try tx.run("UPDATE counter SET value = value + 1 WHERE name = 'identity'") }
        try createPersons(Set(persons.values).sorted(), tx)
        return moves
    }

    /// An identifier changed hands.
    package struct Move: Hashable, Sendable {
        package let identifier: Int64
        package let from: Int64
        package let to: Int64
    }

    /// A person for each of these identifiers, which stand at the head of one.
    package func createPersons(_ numbers: [Int64], _ tx: Transaction) throws {
        try tx.run(
            "INSERT INTO person (number, id, created_at) VALUES (\(0), \(""), \(0)) ON CONFLICT (number) DO NOTHING",
            each: numbers.map { [.integer($0), ID<Person>(at: tx.now).stored, tx.now.stored] })
    }
}

/// Evidence on its way in.
package struct Evidence: Hashable, Sendable {
    package let one: Int64
    package let other: Int64
    package let grade: IdentityLink.Grade
    package let occurredAt: Instant
    package var source: Int64?
    package var staff: [UInt8]?
    package var reason: String

    package init(
        _ a: Int64, _ b: Int64, _ grade: IdentityLink.Grade, at occurredAt: Instant, source: Int64? = nil, staff: [UInt8]? = nil, reason: String = ""
    ) {
        one = min(a, b)
        other = max(a, b)
        self.grade = grade
        self.occurredAt = occurredAt
        self.source = source
        self.staff = staff
        self.reason = reason
    }

    func values(id: Int64, now: Instant) -> [Value] {
        [
            .integer(id), .integer(one), .integer(other), grade.rawValue.stored, occurredAt.stored, now.stored, source?.stored ?? .null,
            staff?.stored ?? .null, .text(reason),
        ]
    }
}

extension Evidence {
    /// Of what a batch says several times over, the earliest; in the order in which it was said.
    static func earliest(_ evidence: [Evidence]) -> [Evidence] {
        var earliest: [Evidence] = []
        var places: [Evidence: Int] = [:]
        for one in evidence {
            guard one.staff == nil else {
                earliest.append(one)
                continue
            }
            let name = Evidence(one.one, one.other, one.grade, at: .distantPast, source: one.source)
            if let place = places[name] {
                if one.occurredAt < earliest[place].occurredAt { earliest[place] = one }
            } else {
                places[name] = earliest.count
                earliest.append(one)
            }
        }
        return earliest
    }
}

extension KnownIdentifier {
    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), type: try row.get("type"), value: try row.get("value"), person: try row.get("person"),
            verifiedAt: try row.find("verified_at"))
    }
}
