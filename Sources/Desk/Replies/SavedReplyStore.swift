import Kernel
import Language
import People
import Storage
import Timeline
import Web

/// Saved replies, and what they say in a conversation.
struct SavedReplyStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    /// More than these nobody finds their way in.
    static let most = 500
    static let longest = 10_000

    /// By name.
    func list() async throws -> [SavedReply] { try await line.database.read { try Self.list($0) } }

    private static func list(_ reading: some Reading) throws -> [SavedReply] {
        var texts: [ID<SavedReply>: [ReaderLanguage: String]] = [:]
        try reading.forEach("SELECT reply, language, text FROM saved_reply_text") { row in
            guard let language = ReaderLanguage(rawValue: try row.get("language")) else { return }
            texts[try row.get("reply"), default: [:]][language] = try row.get("text")
        }
        var deeds: [ID<SavedReply>: [MacroDeed]] = [:]
        try reading.forEach("SELECT reply, deed FROM saved_reply_deed ORDER BY reply, place") { row in
            guard let deed = MacroDeed(try row.get("deed", as: String.self)) else { return }
            deeds[try row.get("reply"), default: []].append(deed)
        }
        return try names(reading).map { SavedReply(id: $0.id, name: $0.name, texts: texts[$0.id] ?? [:], deeds: deeds[$0.id] ?? []) }
    }

    /// What they are called, by name: all that a conversation needs to choose one.
    func names() async throws -> [(id: ID<SavedReply>, name: String)] { try await line.database.read { try Self.names($0) } }

    private static func names(_ reading: some Reading) throws -> [(id: ID<SavedReply>, name: String)] {
        try reading.rows("SELECT id, name FROM saved_reply").map { (id: try $0.get("id"), name: try $0.get("name")) }
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }

    /// - Throws: `missing`.
    func find(_ id: ID<SavedReply>) async throws -> SavedReply {
        guard let reply = try await list().first(where: { $0.id == id }) else { throw Failure.missing("This macro") }
        return reply
    }

    /// A new one, or one that says something else from now on.
    ///
    /// - Parameter staff: `nil` for whoever runs the program itself.
    /// - Throws: `conflict` when there are too many, or another one has the name.
    func save(
        _ id: ID<SavedReply>?, name: String, _ texts: [ReaderLanguage: String], _ deeds: [MacroDeed] = [], by staff: ID<Viewer>?
    ) async throws {
        try await line.database.write { [recording] tx in
            let others = try Self.list(tx).filter { $0.id != id }
            guard id != nil || others.count < Self.most else {
                throw Failure.conflict("There are \(Self.most) macros already: remove one first.")
            }
            guard !others.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw Failure.invalid("name", "must be another one: a macro is called so already")
            }
            let reply = id ?? ID(at: tx.now)
            try tx.run(
                """
                INSERT INTO saved_reply (id, name, staff, set_at) VALUES (\(reply), \(name), \(staff), \(tx.now))
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, staff = excluded.staff, set_at = excluded.set_at
                """)
            try tx.run("DELETE FROM saved_reply_text WHERE reply = \(reply)")
            try tx.run(
                "INSERT INTO saved_reply_text (reply, language, text) VALUES (\(reply), \(""), \(""))",
                each: texts.map { [reply.stored, .text($0.key.rawValue), .text($0.value)] })
            try tx.run("DELETE FROM saved_reply_deed WHERE reply = \(reply)")
            try tx.run(
                "INSERT INTO saved_reply_deed (reply, place, deed) VALUES (\(reply), \(Int64(0)), \(""))",
                each: deeds.enumerated().map { [reply.stored, .integer(Int64($0.offset)), .text($0.element.text)] })
            try recording(SettingsChange(action: .work(.macroSaved), subject: name, detail: "", staff: staff), tx)
        }
    }

    func remove(_ reply: SavedReply, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            try tx.run("DELETE FROM saved_reply_text WHERE reply = \(reply.id)")
            try tx.run("DELETE FROM saved_reply_deed WHERE reply = \(reply.id)")
            try tx.run("DELETE FROM saved_reply WHERE id = \(reply.id)")
            try recording(SettingsChange(action: .work(.macroRemoved), subject: reply.name, detail: "", staff: staff), tx)
        }
    }

    /// What it says in a conversation: in the customer's language, as the line or the chat window tells it, and with what is known filled in.
    func text(_ reply: SavedReply, in conversation: Conversation, by staff: Viewer) async throws -> String {
        let catalogue = line.catalogue
        return try await line.database.read { [identities = line.identities] session in
            let profile = try ProfileStore().profile(of: conversation.person, session)
            let spoken: String? = try session.value("SELECT language FROM chat WHERE conversation = \(conversation.number)")
            let facts: [SavedReply.Fact: String?] = [
                .customer: profile.name, .first: profile.firstName, .agent: staff.name, .number: "\(conversation.number)",
                .subject: conversation.subject, .company: try Self.company(of: conversation.person, session),
                .order: try Self.order(of: try identities.identifiers(of: conversation.person, session).map(\.id), catalogue, session),
            ]
            return SavedReply.fill(reply.text(in: profile["language"] ?? spoken), facts.compactMapValues(\.self))
        }
    }

    /// For which they work, the last one first.
    private static func company(of person: Int64, _ reading: some Reading) throws -> String? {
        try reading.first(
            """
            SELECT company.key AS key, company.name AS name FROM membership JOIN company ON company.number = membership.company
            JOIN identifier ON identifier.id = membership.identifier WHERE identifier.person = \(person) AND membership.until IS NULL
            ORDER BY membership.since DESC, company.number LIMIT 1
            """
        ).map { row in
            let name: String = try row.get("name")
            return name.isEmpty ? try row.get("key") : name
        }
    }

    private static func order(of identifiers: [Int64], _ catalogue: Timeline.Catalogue, _ reading: some Reading) throws -> String? {
        guard let kind = catalogue.number(ofKind: "order_placed") else { return nil }
        var wanted = TouchpointStore.Wanted()
        (wanted.kinds, wanted.limit) = ([kind], 1)
        return try TouchpointStore().line(of: identifiers, wanted, catalogue, reading).first?.subject?.id
    }
}

extension Profile {
    /// As they say it, else the first word of their name, where it has several.
    fileprivate var firstName: String? {
        if let first = self["first_name"] ?? self["firstName"], !first.isEmpty { return first }
        return name.flatMap { $0.split(separator: " ").first.map(String.init) }
    }
}
