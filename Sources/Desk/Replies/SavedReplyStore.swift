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
        return try names(reading).map { SavedReply(id: $0.id, name: $0.name, texts: texts[$0.id] ?? [:]) }
    }

    /// What they are called, by name: all that a conversation needs to choose one.
    func names() async throws -> [(id: ID<SavedReply>, name: String)] { try await line.database.read { try Self.names($0) } }

    private static func names(_ reading: some Reading) throws -> [(id: ID<SavedReply>, name: String)] {
        try reading.rows("SELECT id, name FROM saved_reply").map { (id: try $0.get("id"), name: try $0.get("name")) }
            .sorted { ($0.name.lowercased(), $0.id) < ($1.name.lowercased(), $1.id) }
    }

    /// - Throws: `missing`.
    func find(_ id: ID<SavedReply>) async throws -> SavedReply {
        guard let reply = try await list().first(where: { $0.id == id }) else { throw Failure.missing("This reply") }
        return reply
    }

    /// A new one, or one that says something else from now on.
    ///
    /// - Parameter staff: `nil` for whoever runs the program itself.
    /// - Throws: `conflict` when there are too many, or another one has the name.
    func save(_ id: ID<SavedReply>?, name: String, _ texts: [ReaderLanguage: String], by staff: ID<Viewer>?) async throws {
        try await line.database.write { [recording] tx in
            let others = try Self.list(tx).filter { $0.id != id }
            guard id != nil || others.count < Self.most else {
                throw Failure.conflict("There are \(Self.most) saved replies already: remove one first.")
            }
            guard !others.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw Failure.invalid("name", "must be another one: a saved reply is called so already")
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
            try recording(SettingsChange(action: .replySaved, subject: name, detail: "", staff: staff), tx)
        }
    }

    func remove(_ reply: SavedReply, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            try tx.run("DELETE FROM saved_reply_text WHERE reply = \(reply.id)")
            try tx.run("DELETE FROM saved_reply WHERE id = \(reply.id)")
            try recording(SettingsChange(action: .replyRemoved, subject: reply.name, detail: "", staff: staff), tx)
        }
    }

    /// What it says in a conversation: in the customer's language, as the line or the chat window tells it, and with what is known filled in.
    func text(_ reply: SavedReply, in conversation: Conversation, by staff: Viewer) async throws -> String {
        let (profile, spoken) = try await line.database.read { session in
            (
                try ProfileStore().profile(of: conversation.person, session),
                try session.value("SELECT language FROM chat WHERE conversation = \(conversation.number)", as: String.self)
            )
        }
        let facts: [SavedReply.Fact: String?] = [
            .customer: profile.name, .agent: staff.name, .number: "\(conversation.number)", .subject: conversation.subject,
        ]
        return SavedReply.fill(reply.text(in: profile["language"] ?? spoken), facts.compactMapValues(\.self))
    }
}
