package import Kernel
import People
import Storage
package import Timeline
package import Web

/// All customers and all touchpoints, a line each, in the form in which our API takes touchpoints and an import takes files. What is nobody's
/// any more is left out, and so is what the desk has put on lines: it comes with the conversations.
package struct LineExportStore: Sendable {
    private static let peopleTogether = 200
    private static let touchpointsTogether = 2_000
    /// So many identifiers a line may name.
    private static let identifiersTogether = 20

    package typealias Write = (_ bytes: [UInt8]) async throws -> Void

    let line: Line

    package init(line: Line) { self.line = line }

    /// Notes who had everything written out.
    package func note(by staff: ID<Viewer>?, _ recording: @escaping SettingsChange.Recording) async throws {
        try await line.database.write { tx in
            try recording(SettingsChange(action: .everythingExported, subject: "", detail: "", staff: staff), tx)
        }
    }

    /// How many people there are, and how far the line has come.
    package func counts() async throws -> (people: Int, touchpoints: Int) {
        try await line.database.read { session in
            (try session.value("SELECT COUNT(*) FROM person") ?? 0, Int(try TouchpointStore().end(session)))
        }
    }

    /// Who they are and what is known of them: as touchpoints that only recognise somebody.
    ///
    /// - Parameter progress: is told how many people are done.
    package func customers(progress: (Int) -> Void = { _ in }, _ write: Write) async throws {
        var (last, done): (Int64?, Int) = (0, 0)
        while let after = last {
            try Task.checkCancellation()
            let (lines, people) = try await customers(after: after)
            for line in lines { try await write(line.bytes + [0x0A]) }
            done += people.count
            progress(done)
            last = people.last
        }
    }

    /// - Parameter progress: is told the position up to which it has come.
    package func touchpoints(progress: (Int) -> Void = { _ in }, _ write: Write) async throws {
        var last: Int64? = 0
        while let after = last {
            try Task.checkCancellation()
            let (lines, end) = try await touchpoints(after: after)
            for line in lines { try await write(line.bytes + [0x0A]) }
            last = end
            if let end { progress(Int(end)) }
        }
    }
}

// MARK: - Customers

extension LineExportStore {
    private func customers(after number: Int64) async throws -> (lines: [JSONObjectText], people: [Int64]) {
        try await line.database.read { [self] session in
            let numbers: [Int64] = try session.rows(
                "SELECT number FROM person WHERE number > \(number) ORDER BY number LIMIT \(Self.peopleTogether)"
            ).map { try $0.get(at: 0) }
            let profiles = try ProfileStore().profiles(of: numbers, session)
            let companies = try Self.companies(of: numbers, session)
            let people = try PersonStore().people(numbers, session).sorted { $0.number < $1.number }
            return (people.flatMap { lines(of: $0, profiles[$0.number], companies[$0.number] ?? []) }, numbers)
        }
    }

    /// Companies that people act for now, by their number.
    private static func companies(of people: [Int64], _ session: Session) throws -> [Int64: [String]] {
        var companies: [Int64: [String]] = [:]
        try session.forEach(
            """
            SELECT DISTINCT identifier.person AS person, company.key AS key FROM membership JOIN company ON company.number = membership.company
            JOIN identifier ON identifier.id = membership.identifier WHERE identifier.person IN \(list: people) AND membership.until IS NULL
            ORDER BY identifier.person, company.key
            """
        ) { companies[try $0.get("person"), default: []].append(try $0.get("key")) }
        return companies
    }

    /// One line, or more where there are more identifiers or companies than one may name; each names the first identifier.
    private func lines(of person: Person, _ profile: Profile?, _ companies: [String]) -> [JSONObjectText] {
        guard let profile, let first = profile.identifiers.first else { return [] }
        let others = Array(profile.identifiers.dropFirst()).chunked(by: Self.identifiersTogether - 1).map { [first] + Array($0) }
        let groups = others.isEmpty ? [[first]] : others
        let count = max(groups.count, companies.count)
        return (0..<count).map { place in
            var json = JSONObjectText()
            json.add("key", "customer:\(person.id):\(place)")
            json.add("kind", "identify")
            json.add("channel", "import")
            json.add("at", person.createdAt.description)
            json.add("identifiers", (place < groups.count ? groups[place] : [first]).map(line.standing))
            if place == 0, !profile.traits.isEmpty {
                var traits = JSONObjectText()
                for trait in profile.traits.prefix(200) { traits.add(anyName: trait.name, trait.value) }
                json.add("traits", traits)
            }
            if place < companies.count {
                var company = JSONObjectText()
                company.add("key", companies[place])
                json.add("company", company)
            }
            return json
        }
    }
}

// MARK: - Touchpoints

extension LineExportStore {
    private func touchpoints(after position: Int64) async throws -> (lines: [JSONObjectText], end: Int64?) {
        let catalogue = line.catalogue
        return try await line.database.read { [self] session in
            let found = try TouchpointStore().feed(after: position, limit: Self.touchpointsTogether, catalogue, session)
            guard let end = found.last?.position else { return ([], nil) }
            let keys = try Self.keys(after: position, upTo: end, session)
            let names = try names(Set(found.map(\.identifier)), session)
            let sources = Dictionary(try line.sources.list(session).map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
            let lines = found.compactMap { touchpoint -> JSONObjectText? in
                guard !touchpoint.flags.contains(.anonymous), !Self.isOfTheDesk(touchpoint), let name = names[touchpoint.identifier],
                    let key = keys[touchpoint.position]
                else { return nil }
                return JSONObjectText(exporting: touchpoint, key: "\(sources[touchpoint.source] ?? ""):\(key)", by: name)
            }
            return (lines, end)
        }
    }

    private static func keys(after first: Int64, upTo last: Int64, _ session: Session) throws -> [Int64: String] {
        var keys: [Int64: String] = [:]
        try session.forEach("SELECT position, source_key FROM touchpoint WHERE position > \(first) AND position <= \(last)") { row in
            keys[try row.get("position")] = String(try row.get("source_key", as: SourceKey.self).bits, radix: 36)
        }
        return keys
    }

    private func names(_ numbers: Set<Int64>, _ session: Session) throws -> [Int64: JSONObjectText] {
        var names: [Int64: JSONObjectText] = [:]
        for some in numbers.sorted().chunked(by: 500) {
            let rows = try session.rows("SELECT id, type, value, person, verified_at FROM identifier WHERE id IN \(list: some)")
            for known in try rows.map(KnownIdentifier.init) where line.rules[number: known.type] != nil { names[known.id] = line.name(known) }
        }
        return names
    }

    /// What was said and done in conversations.
    private static func isOfTheDesk(_ touchpoint: Touchpoint) -> Bool {
        touchpoint.subject?.type == "conversation" && deskKinds.contains(touchpoint.kind.key)
    }

    private static let deskKinds: Set = [
        "email_received", "chat_message", "social_message", "phone_call", "form_submitted", "showroom_visit", "kiosk_session", "ticket_opened",
        "ticket_resolved", "ticket_reopened", "service_reply", "reply_lost",
    ]
}

extension JSONObjectText {
    /// A touchpoint as our API takes it.
    fileprivate init(exporting touchpoint: Touchpoint, key: String, by identifier: JSONObjectText) {
        self.init()
        add("key", key)
        add("kind", touchpoint.kind.key)
        add("channel", touchpoint.channel.key)
        add("at", touchpoint.occurredAt.description)
        add("identifiers", [identifier])
        addWorth(of: touchpoint)
        if !touchpoint.properties.isEmpty { add("properties", json: touchpoint.properties.utf8) }
    }
}
