package import Kernel
import Language
package import Storage

/// People, found and read. What happened to them is the timeline's.
package struct PersonStore: Sendable {
    package init() {}

    /// The person with this id; one that was merged away leads to the survivor.
    package func find(_ id: ID<Person>, _ reading: some Reading) throws -> Person {
        let row = try reading.first(
            """
            SELECT person.id, person.number, person.created_at FROM person AS asked
            JOIN identifier ON identifier.id = asked.number JOIN person ON person.number = identifier.person WHERE asked.id = \(id)
            """)
        guard let row else { throw Failure.missing("This customer") }
        return try Person(row)
    }

    package func find(number: Int64, _ reading: some Reading) throws -> Person {
        guard let row = try reading.first("SELECT id, number, created_at FROM person WHERE number = \(number)") else {
            throw Failure.missing("This customer")
        }
        return try Person(row)
    }

    /// Newest first; `before` is the number of the last one of the page before.
    package func newest(before: Int64? = nil, limit: Int = 50, _ reading: some Reading) throws -> [Person] {
        try reading.rows(
            """
            SELECT person.id, person.number, person.created_at FROM person JOIN identifier ON identifier.id = person.number
            WHERE person.number < \(before ?? Int64.max) AND identifier.person = person.number ORDER BY person.number DESC LIMIT \(limit)
            """
        ).map(Person.init)
    }

    /// Those of whom more is known than a browser or a device, newest first.
    ///
    /// - Parameters:
    ///   - before: where the stretch before ended.
    ///   - most: so many numbers are looked through, that a page among many strangers takes no longer than another.
    /// - Returns: with them, where the next stretch begins; `nil` at the end.
    package func known(
        before: Int64? = nil, limit: Int = 50, lookingThrough most: Int64 = 60_000, _ reading: some Reading
    ) throws -> (people: [Person], next: Int64?) {
        let end: Int64 = try before ?? (reading.value("SELECT MAX(number) FROM person") ?? 0) + 1
        let start = most < end ? end - most : 0
        let found = try reading.rows(
            """
            SELECT person.id, person.number, person.created_at FROM person JOIN identifier ON identifier.id = person.number
            WHERE person.number < \(end) AND person.number >= \(start) AND identifier.person = person.number AND EXISTS (
            SELECT 1 FROM identifier AS known WHERE known.person = person.number AND known.type NOT IN \(Self.typesOfStrangers))
            ORDER BY person.number DESC LIMIT \(limit + 1)
            """
        ).map(Person.init)
        guard found.count > limit else { return (found, start > 1 ? start : nil) }
        return (Array(found.prefix(limit)), found[limit - 1].number)
    }

    /// How many people are known by more than a browser or a device.
    ///
    /// - Parameter number: those are left out who were so by identifiers up to this number.
    package func countKnown(above number: Int64 = 0, _ reading: some Reading) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(DISTINCT identifier.person) FROM identifier
            WHERE identifier.id > \(number) AND identifier.type NOT IN \(Self.typesOfStrangers) AND NOT EXISTS (
            SELECT 1 FROM identifier AS earlier WHERE earlier.person = identifier.person AND earlier.id <= \(number)
            AND earlier.type NOT IN \(Self.typesOfStrangers))
            """) ?? 0
    }

    /// By what nobody is known: a browser, a device, what is left of somebody who was erased.
    private static let typesOfStrangers: SQL =
        "(SELECT id FROM identifier_type WHERE key IN \(list: IdentifierType.ofThings.map(\.rawValue) + ["erased"]))"

    /// The people with these numbers, in the same order.
    package func people(_ numbers: [Int64], _ reading: some Reading) throws -> [Person] {
        let people = try reading.rows("SELECT id, number, created_at FROM person WHERE number IN \(list: numbers)").map(Person.init)
        let byNumber = Dictionary(people.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        return numbers.compactMap { byNumber[$0] }
    }

    /// Of a row of `identifier`: it stands for a person. Those who were erased are none.
    package static let standsForSomebody: SQL =
        "identifier.id = identifier.person AND identifier.type <> (SELECT id FROM identifier_type WHERE key = 'erased')"

    /// How many there are; of identifiers with numbers above one, how many of those stand for somebody.
    package func count(above number: Int64 = 0, _ reading: some Reading) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM identifier WHERE id > \(number) AND \(Self.standsForSomebody)") ?? 0
    }
}

extension PersonStore {
    /// People whose names, addresses or numbers contain words that begin with all of these.
    package func search(_ text: String, limit: Int = 50, _ reading: some Reading) throws -> [Person] {
        let numbers = try byIdentifier(text, limit, reading) + byWords(text, limit, reading)
        var seen: Set<Int64> = []
        let wanted = Array(numbers.filter { seen.insert($0).inserted }.prefix(limit))
        return try people(wanted, reading)
    }

    /// Identifiers that begin as typed: an index each.
    private func byIdentifier(_ text: String, _ limit: Int, _ reading: some Reading) throws -> [Int64] {
        try IdentityRules.load(reading).all.flatMap { rule -> [Int64] in
            // A telephone number is typed in digits; those within a word are none.
            if rule.type == .phone, !text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || "+-() ./".unicodeScalars.contains($0) }) {
                return []
            }
            guard let typed = Identifier(rule.type, text) else { return [] }
            return try reading.rows(
                """
                SELECT person FROM identifier WHERE type = \(rule.number) AND value >= \(typed.value)
                AND value < \(typed.value + "\u{10FFFF}") ORDER BY value LIMIT \(limit)
                """
            ).map { try $0.get(at: 0) }
        }
    }

    private func byWords(_ text: String, _ limit: Int, _ reading: some Reading) throws -> [Int64] {
        let words = SearchWords.query(text)
        guard let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return [] }
        let others: [SQL] = words.filter { $0 != longest }.map { word in
            """
            EXISTS (SELECT 1 FROM search_word AS more JOIN identifier AS sibling ON sibling.id = more.identifier
            WHERE sibling.person = identifier.person AND more.word >= \(word) AND more.word < \(word + "\u{10FFFF}"))
            """
        }
        return try reading.rows(
            """
            SELECT identifier.person AS person, MIN(search_word.word) AS word FROM search_word
            JOIN identifier ON identifier.id = search_word.identifier
            WHERE search_word.word >= \(longest) AND search_word.word < \(longest + "\u{10FFFF}") AND \(SQL.all(others))
            GROUP BY identifier.person ORDER BY word, person LIMIT \(limit)
            """
        ).map { try $0.get("person") }
    }
}

extension Person {
    init(_ row: Row) throws {
        self.init(id: try row.get("id"), number: try row.get("number"), createdAt: try row.get("created_at"))
    }
}
