import Channels
import Kernel
import Storage
import Timeline
import Web

/// Rows of conversations and of what happens in them: the change, its entry and its touchpoint are written in one transaction.
extension ConversationStore {
    /// A number for a conversation to come. One that is never used leaves a gap.
    func nextNumber() async throws -> Int64 { try await line.database.write { try $0.take(1, of: "conversation") } }

    /// What is written when something happens.
    struct NewEntry {
        let happening: ConversationEntry.Happening
        let at: Instant
        var channel = ""
        var staff: ID<Viewer>?
        var text = ""
        var detail = ""
        /// Of an assignment, how and to whom.
        var assignment: Assignment?
        /// What makes it this entry, however often it is sent.
        let once: String
    }

    /// Writes the conversation as it stands after what happened, and what happened; then gives out what has come to wait by it.
    ///
    /// - Returns: the number of the last entry.
    @discardableResult
    static func record(_ entries: [NewEntry], leaving after: Conversation, in tx: Transaction) throws -> Int64 {
        let stir = try GivingStore.Stir(entries, in: after.number, tx)
        let last = try put(entries, leaving: after, in: tx)
        try GivingStore().follow(stir, tx)
        return last
    }

    /// The same, of which nothing follows.
    @discardableResult
    static func put(_ entries: [NewEntry], leaving after: Conversation, in tx: Transaction) throws -> Int64 {
        let last = try write(entries, leaving: after, in: tx)
        if !entries.isEmpty {
            try WebhookStore.tell(in: tx) { try tx.value("SELECT source FROM conversation WHERE number = \(after.number)") }
        }
        if after.hasPolicy { try DeadlineStore().renew(after.number, in: tx) }
        if let root = after.partOf { try DeadlineStore().renew(root, in: tx) }
        return last
    }

    /// The same without telling anybody, and with no deadline moved.
    @discardableResult
    static func write(_ entries: [NewEntry], leaving after: Conversation, in tx: Transaction) throws -> Int64 {
        var after = after
        let first = entries.isEmpty ? 0 : try tx.take(entries.count, of: "conversation_entry")
        for (place, entry) in entries.enumerated() {
            after.lastEntry = first + Int64(place)
            try tx.run(
                """
                INSERT INTO conversation_entry (number, conversation, happening, at, recorded_at, channel, staff, text, detail, reason, once)
                VALUES (\(after.lastEntry), \(after.number), \(entry.happening.rawValue), \(entry.at), \(tx.now),
                \(entry.channel.isEmpty ? after.channel : entry.channel), \(entry.staff), \(entry.text), \(entry.detail),
                \(entry.assignment?.reason), \(entry.once))
                """)
            try ConversationLabelProjection().follow(entry.happening, entry.detail, in: after.number, tx)
            try ConversationTeamProjection().follow(entry.happening, entry.detail, in: after.number, tx)
        }
        try tx.run(
            """
            UPDATE conversation SET channel = \(after.channel), subject = \(after.subject), status = \(after.status.rawValue),
            status_at = \(after.statusAt), snoozed_until = \(after.snoozedUntil), priority = \(after.priority.rawValue),
            assignee = \(after.assignee), unanswered_since = \(after.unansweredSince), last_at = \(after.lastAt), preview = \(after.preview),
            last_entry = \(after.lastEntry) WHERE number = \(after.number)
            """)
        return after.lastEntry
    }

    /// - Parameter identifier: the number of the identifier it is begun with.
    /// - Returns: the key of the team whose it is, if it is any's.
    static func begin(_ number: Int64, with identifier: Int64, by message: IncomingMessage, source: Int64, in tx: Transaction) throws -> String? {
        let subject = message.subject.isEmpty ? Conversation.preview(of: message.text) : message.subject
        let conversation = Conversation(beginning: number, channel: message.channel.rawValue, subject: subject, at: message.at)
        try add(conversation, with: identifier, thread: message.thread, source: source, in: tx)
        let team = try TeamStore.team(for: message, from: source, identifier: identifier, tx)
        try DeadlineStore().promise(number, labels: Set(message.labels), team: team, in: tx)
        return team
    }

    /// A conversation in which nothing has happened yet.
    static func add(_ conversation: Conversation, with identifier: Int64, thread: String, source: Int64, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO conversation (number, identifier, source, thread, channel, subject, opened_at, status, status_at, priority, last_at,
            preview, last_entry)
            VALUES (\(conversation.number), \(identifier), \(source), \(thread), \(conversation.channel), \(conversation.subject),
            \(conversation.openedAt), 1, \(conversation.openedAt), \(conversation.priority.rawValue), \(conversation.openedAt), '', 0)
            """)
    }
}
