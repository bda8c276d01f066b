package import Kernel
package import Storage

/// The journal of mail, read.
package struct MailJournalStore: Sendable {
    let database: any Database

    package init(database: any Database) { self.database = database }

    static let pageLength = 50
    /// Beyond so many nobody counts.
    static let mostCounted = 999

    struct List: Sendable {
        let messages: [JournalMessage]
        let hasMore: Bool
        let counts: [JournalMessage.State: Int]
        /// Addresses by the numbers of mailboxes.
        let mailboxes: [Int64: String]
    }

    /// The newest first.
    func list(_ state: JournalMessage.State?, before: ID<JournalMessage>?) async throws -> List {
        try await database.read { session in
            let chosen: SQL = state.map { "state = \($0.rawValue)" } ?? "1 = 1"
            let older: SQL = before.map { "(recorded_at, id) < (SELECT recorded_at, id FROM mail_message WHERE id = \($0))" } ?? "1 = 1"
            let found = try session.rows(
                "SELECT * FROM mail_message WHERE \(chosen) AND \(older) ORDER BY recorded_at DESC, id DESC LIMIT \(Self.pageLength + 1)"
            ).map(JournalMessage.init)
            let counts = try JournalMessage.State.allCases.map { state in
                let few: Int? = try session.value(
                    "SELECT COUNT(*) FROM (SELECT 1 FROM mail_message WHERE state = \(state.rawValue) LIMIT \(Self.mostCounted + 1)) AS counted")
                return (state, few ?? 0)
            }
            let mailboxes = try session.rows("SELECT number, address FROM mailbox").map {
                (try $0.get("number", as: Int64.self), try $0.get("address", as: String.self))
            }
            return List(
                messages: Array(found.prefix(Self.pageLength)), hasMore: found.count > Self.pageLength,
                counts: Dictionary(counts, uniquingKeysWith: { first, _ in first }),
                mailboxes: Dictionary(mailboxes, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// - Throws: `missing`.
    func find(_ id: ID<JournalMessage>) async throws -> JournalMessage { try await database.read { try Self.find(id, $0) } }

    package static func find(_ id: ID<JournalMessage>, _ reading: some Storage.Reading) throws -> JournalMessage {
        guard let row = try reading.first("SELECT * FROM mail_message WHERE id = \(id)") else { throw Failure.missing("This message") }
        return try JournalMessage(row)
    }

    /// The message as it went over the wire; `nil` where there is none, or none any more: it was erased.
    ///
    /// - Throws: `missing` when it cannot be unpacked.
    package static func raw(_ id: ID<JournalMessage>, _ reading: some Storage.Reading) throws -> [UInt8]? {
        guard let packed: [UInt8] = try reading.value("SELECT content FROM mail_raw WHERE message = \(id)") else { return nil }
        guard let bytes = MailPacking.unpacked(packed) else { throw noContent }
        return bytes
    }

    func raw(_ id: ID<JournalMessage>) async throws -> [UInt8]? { try await database.read { try Self.raw(id, $0) } }

    package static let noContent = Failure.missing("The content of this message")

    package static func keep(raw bytes: [UInt8], of id: ID<JournalMessage>, in tx: Transaction) throws {
        try tx.run("INSERT INTO mail_raw (message, content) VALUES (\(id), \(MailPacking.packed(bytes)))")
    }

    /// Sends the job that a message was to begin with.
    package static let sending = "mail.send"

    private static let nothingToTry = Failure.conflict("There is nothing to try again with this message.")

    /// Begins anew with what was given up, or has a message filed as one of a customer that was only kept.
    ///
    /// - Throws: `conflict` when there is nothing to try.
    func retry(_ id: ID<JournalMessage>) async throws {
        try await database.write { tx in
            let message = try Self.find(id, tx)
            guard try tx.first("SELECT 1 FROM mail_raw WHERE message = \(id)") != nil else { throw Self.nothingToTry }
            switch (message.direction, message.state) {
            case (.incoming, .failed), (.incoming, .kept):
                try tx.run("UPDATE mail_message SET state = 'received', fault = '', settled_at = NULL, attempts = 0 WHERE id = \(id)")
                // What was kept is somebody's wish now, whatever it looks like.
                try JobStore().enqueue(MailIntakeStore.filing, payload: "\(id)\(message.state == .kept ? " wanted" : "")", in: tx)
            case (.outgoing, .failed), (.outgoing, .waiting), (.outgoing, .bounced):
                try tx.run(
                    """
                    UPDATE mail_message SET state = 'waiting', fault = '', settled_at = NULL, attempts = 0, unsure = 0, next_try_at = \(tx.now)
                    WHERE id = \(id)
                    """)
                try JobStore().enqueue(Self.sending, payload: "\(id)", in: tx)
                try MailNewsStore.tell(of: message.conversation, in: tx)
            default: throw Self.nothingToTry
            }
        }
    }
}

extension JournalMessage {
    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), mailbox: try row.get("mailbox"), direction: Direction(rawValue: try row.get("direction")) ?? .incoming,
            state: State(rawValue: try row.get("state")) ?? .failed, decision: try row.get("decision"), fault: try row.get("fault"),
            once: try row.get("once"), messageID: try row.get("message_id"), deliveredTo: try row.get("delivered_to"),
            address: try row.get("address"), name: try row.get("name"),
            recipients: try row.get("recipients"), recipientCount: try row.get("recipient_count"), subject: try row.get("subject"),
            size: try row.get("size"), troubles: try row.get("troubles", as: String.self).split(separator: " ").map(String.init),
            hasHTML: try row.get("has_html"), isStranger: try row.get("is_stranger"), receivedAt: try row.get("received_at"),
            recordedAt: try row.get("recorded_at"), settledAt: try row.find("settled_at"), arrivals: try row.get("arrivals"),
            attempts: try row.get("attempts"), nextTryAt: try row.find("next_try_at"), conversation: try row.find("conversation"),
            entry: try row.find("entry"), suggestion: try row.find("suggestion"))
    }
}
