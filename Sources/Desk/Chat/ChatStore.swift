import Channels
import Crypto
import Kernel
import Storage
import Timeline
import Web

/// Conversations of chat windows, by what opens them.
struct ChatStore: Sendable {
    let line: Line

    /// - Throws: `missing` for what opens none: forged, mistyped, or of somebody who was erased.
    func find(_ token: String) async throws -> Chat {
        guard let digest = KeySecret(token, .chat)?.digest else { throw Self.unknown }
        let chat = try await line.database.read { session -> Chat? in
            guard let row = try session.first("SELECT * FROM chat WHERE token = \(Array(digest))") else { return nil }
            // The index has compared the digests; this comparison takes the same time wherever they differ.
            return digest == (try row.get("token", as: [UInt8].self)) ? try Chat(row) : nil
        }
        guard let chat else { throw Self.unknown }
        return chat
    }

    private static let unknown = Failure.missing("This conversation")

    /// `nil` where it was not begun in a chat window.
    func chat(of conversation: Int64) async throws -> Chat? { try await line.database.read { try Self.chat(of: conversation, $0) } }

    /// For the page of staff.
    func facts(of conversation: Int64) async throws -> ChatFacts? {
        try await line.database.read { session in
            guard let chat = try Self.chat(of: conversation, session) else { return nil }
            return ChatFacts(
                chat: chat, waiting: try ChatAfterLeavingStore.waiting(in: conversation, session),
                mayBeSent: try MailboxStore.firstSending(session) != nil)
        }
    }

    static func chat(of conversation: Int64, _ reading: some Reading) throws -> Chat? {
        try reading.first("SELECT * FROM chat WHERE conversation = \(conversation)").map(Chat.init)
    }

    static let mostAtOnce = 200

    /// What the visitor said and heard behind an entry, oldest first: with what they have seen last they miss nothing.
    ///
    /// - Returns: at most two hundred.
    func said(in conversation: Int64, after entry: Int64) async throws -> [ChatWord] {
        try await line.database.read { session in
            let heard = try ChatHearingStore.entries(of: conversation, session)
            let rows = try session.rows(
                """
                \(ConversationStore.entries) WHERE (\(heard)) AND conversation_entry.number > \(entry)
                AND conversation_entry.happening IN (1, 2) AND \(CallStore.isNone) ORDER BY conversation_entry.number LIMIT \(Self.mostAtOnce)
                """
            )
            let entries = try rows.map(ConversationEntry.init)
            let files = try ConversationFileStore.files(of: entries.map(\.number), session)
            return try zip(rows, entries).map { ChatWord(entry: $1, once: try $0.get("once"), files: files[$1.number] ?? []) }
        }
    }

    // MARK: - What each side has read

    /// - Returns: whether that is news.
    func visitorRead(_ entry: Int64, in conversation: Int64) async throws -> Bool {
        try await line.database.write { tx in
            try tx.run(
                "UPDATE chat SET visitor_read = \(entry) WHERE conversation = \(conversation) AND visitor_read < \(entry) AND \(Self.isThere(entry))")
                == 1
        }
    }

    /// Whether the last answer was read; `nil` where there is none, or it was not begun in a chat window.
    func hasVisitorRead(_ conversation: Int64) async throws -> Bool? {
        try await line.database.read { session in
            try session.first(
                """
                SELECT CASE WHEN visitor_read >= (SELECT MAX(number) FROM conversation_entry WHERE conversation_entry.conversation = chat.conversation
                AND happening = 2 AND \(CallStore.isNone)) THEN 1 ELSE 0 END AS has_read FROM chat WHERE conversation = \(conversation)
                AND EXISTS (SELECT 1 FROM conversation_entry WHERE conversation_entry.conversation = chat.conversation AND happening = 2
                AND \(CallStore.isNone))
                """
            ).map { try $0.get("has_read", as: Int64.self) == 1 }
        }
    }

    /// - Returns: whether that is news; never where the conversation was not begun in a chat window.
    func staffRead(_ entry: Int64, in conversation: Int64) async throws -> Bool {
        try await line.database.write { tx in
            try tx.run(
                "UPDATE chat SET staff_read = \(entry) WHERE conversation = \(conversation) AND staff_read < \(entry) AND \(Self.isThere(entry))")
                == 1
        }
    }

    /// Nobody has read what has not been written.
    private static func isThere(_ entry: Int64) -> SQL {
        """
        \(entry) <= (SELECT MAX(last_entry) FROM conversation WHERE conversation.number = chat.conversation
        OR conversation.split_from = chat.conversation
        OR conversation.number = (SELECT part_of FROM conversation AS own WHERE own.number = chat.conversation))
        """
    }

    /// Where unread answers are to go once they have left.
    func leave(_ address: String, in conversation: Int64) async throws {
        try await line.database.write { tx in
            try tx.run("UPDATE chat SET address = \(address) WHERE conversation = \(conversation)")
            try ChatAfterLeavingStore.remember(conversation, in: tx)
        }
    }
}

extension Chat {
    init(_ row: Row) throws {
        self.init(
            conversation: try row.get("conversation"), site: try row.get("site"), isVerified: try row.get("verified", as: Int64.self) == 1,
            language: try row.get("language"), page: try row.get("page"), address: try row.get("address"),
            visitorRead: try row.get("visitor_read"), staffRead: try row.get("staff_read"))
    }
}
