package import Kernel
package import People
import Storage
package import Timeline
package import Web

/// Everything that is kept of one person, as one JSON object, written piece by piece however long their line is.
///
/// Fields are named as the API names them.
package struct PersonExportStore: Sendable {
    private static let together = 1_000

    let line: Line

    package init(line: Line) { self.line = line }

    /// Notes that it is asked for, and says whom it is about: somebody who was merged away is whom they were merged into.
    ///
    /// - Throws: `missing`.
    package func begin(
        _ id: ID<Person>, by staff: ID<Viewer>?, key: String? = nil, recording: @escaping SettingsChange.Recording
    ) async throws -> ID<Person> {
        try await line.database.write { tx in
            let person = try PersonStore().find(id, tx)
            try recording(SettingsChange(action: .personExported, subject: "\(person.id)", detail: "", staff: staff, key: key), tx)
            return person.id
        }
    }

    /// - Parameter write: is given piece after piece.
    /// - Throws: `missing`.
    package func write(_ id: ID<Person>, to write: (_ bytes: [UInt8]) async throws -> Void) async throws {
        let (head, identifiers) = try await head(of: id)
        try await write(Array(head.bytes.dropLast()) + Array(",\"touchpoints\":[".utf8))
        var (before, isFirst): (TouchpointStore.Place?, Bool) = (nil, true)
        while true {
            let (page, last) = try await page(identifiers, before)
            guard let last else { break }
            for touchpoint in page {
                try await write((isFirst ? [0x0A] : [0x2C, 0x0A]) + touchpoint.bytes)
                isFirst = false
            }
            before = last
        }
        try await write(Array("\n]}\n".utf8))
    }

    /// The person that an id, an address, a number or any other identifier names.
    ///
    /// - Throws: `missing`; `invalid` when it names several.
    package func find(_ text: String) async throws -> ID<Person> {
        let rules = line.rules
        return try await line.database.read { session in
            if let id = ID<Person>(text), let person = try? PersonStore().find(id, session) { return person.id }  // Else it is no id of ours.
            let people = try rules.all.compactMap { rule -> Int64? in
                guard let identifier = Identifier(rule.type, text) else { return nil }
                return try IdentityStore().find(identifier, session)?.person
            }
            guard let person = people.first else { throw Failure.missing("A customer called \(text)") }
            try Failure.require(Set(people).count == 1, "WHO", "names several customers: use the id that stands in the address of their page.")
            return try PersonStore().find(number: person, session).id
        }
    }

    // MARK: - Parts

    private func head(of id: ID<Person>) async throws -> (JSONObjectText, [Int64]) {
        try await line.database.read { [line] session in
            let person = try PersonStore().find(id, session)
            let known = try Self.identifiers(of: person.number, session)
            let sources = Dictionary(try line.sources.list(session).map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
            var json = JSONObjectText(person, try ProfileStore().profile(of: person.number, session), line)
            let facts = PersonFacts(person: person, known: known, sources: sources, line: line)
            json.add("evidence", try facts.evidence(session))
            json.add("facts", try facts.facts(session))
            json.add("companies", try facts.companies(session))
            json.add("conversations", try facts.conversations(session))
            json.add("answers", try facts.answers(session))
            json.add("labels", try facts.labels(session))
            json.add("chats", try facts.chats(session))
            json.add("mail", try facts.mail(session))
            json.add("files", try facts.files(session))
            json.add("fields", try facts.fields(session))
            json.add("calls", try facts.calls(session))
            json.add("visits", try facts.visits(session))
            json.add("bookings", try facts.bookings(session))
            json.add("consents", try facts.consents(session))
            json.add("possibleDuplicates", try facts.possibleDuplicates(session))
            json.add("rejectedEvents", try facts.rejectedEvents(session))
            json.add("changes", try facts.changes(session))
            return (json, known.map(\.id))
        }
    }

    /// All of them, however many.
    private static func identifiers(of person: Int64, _ reading: some Storage.Reading) throws -> [KnownIdentifier] {
        try reading.rows("SELECT id, type, value, person, verified_at FROM identifier WHERE person = \(person) ORDER BY id").map(KnownIdentifier.init)
    }

    private func page(_ identifiers: [Int64], _ before: TouchpointStore.Place?) async throws -> ([JSONObjectText], TouchpointStore.Place?) {
        var wanted = TouchpointStore.Wanted()
        (wanted.before, wanted.limit) = (before, Self.together)
        return try await line.database.read { [line, wanted] session in
            let found = try TouchpointStore().line(of: identifiers, wanted, line.catalogue, session)
            let sources = Dictionary(try line.sources.list(session).map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
            let names = try Self.named(Set(found.map(\.identifier)), line, session)
            return (
                found.map { JSONObjectText($0, identifier: names[$0.identifier], source: sources[$0.source]) },
                found.last.map { TouchpointStore.Place(occurredAt: $0.occurredAt, position: $0.position) }
            )
        }
    }

    private static func named(_ numbers: Set<Int64>, _ line: Line, _ reading: some Storage.Reading) throws -> [Int64: JSONObjectText] {
        let known = try reading.rows("SELECT id, type, value, person, verified_at FROM identifier WHERE id IN \(list: numbers.sorted())").map(
            KnownIdentifier.init)
        return Dictionary(known.map { ($0.id, line.name($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
