import Kernel
import Storage
import Timeline

/// Answers that go out by Telegram, put down in the transaction in which they are written.
enum TelegramOutgoingStore {
    static let job = "telegram.send"
    /// Notes that nobody wrote.
    static let blocked = "telegram_blocked"
    static let unblocked = "telegram_unblocked"

    /// Characters, as Telegram counts them: units of UTF-16.
    static let longestPart = 4096

    /// Where the customer of a conversation reads what is answered.
    struct Target: Sendable {
        let bot: ID<TelegramBot>
        let name: String
        let isOpen: Bool
        let chat: Int64
        /// The entry of the newest message that came so.
        let newest: Int64
    }

    /// The chat that an answer goes to: in which the customer of the conversation wrote last, in it or in what is merged into it; what was taken
    /// out of another one is answered as that is. `nil` where there is none, or they wrote by mail since.
    static func target(in conversation: Conversation, _ reading: some Reading) throws -> Target? {
        let members = try ConversationUnitStore.members(of: conversation.number, reading)
        let found = try reading.rows(
            """
            SELECT conversation.number AS number, telegram_bot.id AS bot, telegram_bot.name AS name, telegram_bot.closed_at AS closed_at
            FROM conversation JOIN identifier ON identifier.id = conversation.identifier
            JOIN telegram_bot ON telegram_bot.source = conversation.source
            WHERE conversation.number IN \(list: members) AND identifier.person = \(conversation.person)
            """
        ).compactMap { row -> Target? in
            let number: Int64 = try row.get("number")
            guard let chat = try chat(of: number, reading) else { return nil }
            return Target(
                bot: try row.get("bot"), name: try row.get("name"), isOpen: try row.find("closed_at", as: Instant.self) == nil, chat: chat,
                newest: try newest(for: number, reading))
        }
        guard let target = found.max(by: { ($0.isOpen ? 1 : 0, $0.newest) < ($1.isOpen ? 1 : 0, $1.newest) }) else { return nil }
        guard let mail = try OutgoingMailStore.latest(in: conversation.number, reading) else { return target }
        return target.isOpen && target.newest > mail.entry ? target : nil
    }

    private static func chat(of number: Int64, _ reading: some Reading) throws -> Int64? {
        var next: Int64? = number
        while let number = next, let row = try reading.first("SELECT thread, split_from FROM conversation WHERE number = \(number)") {
            if let chat = TelegramUpdate.Message.chat(of: try row.get("thread")) { return chat }
            next = try row.find("split_from")
        }
        return nil
    }

    /// The newest message that came for a conversation so, wherever it is read.
    private static func newest(for number: Int64, _ reading: some Reading) throws -> Int64 {
        try reading.value(
            """
            SELECT MAX(number) FROM conversation_entry WHERE happening = 1 AND channel = \(DeskChannel.messenger.rawValue)
            AND ((conversation = \(number) AND number NOT IN (SELECT entry FROM conversation_forwarded))
            OR number IN (SELECT entry FROM conversation_forwarded WHERE conversation_forwarded.conversation = \(number)))
            """) ?? 0
    }

    /// Nothing happens in a conversation that is not answered by Telegram.
    ///
    /// - Returns: whether it goes out so.
    /// - Throws: `invalid` when it cannot go out.
    static func put(_ text: String, entry: Int64, in conversation: Conversation, in tx: Transaction) throws -> Bool {
        guard let target = try target(in: conversation, tx) else { return false }
        guard target.isOpen else { throw Failure.invalid("text", "cannot go out: the bot that this came to is closed") }
        for (part, words) in parts(of: text).enumerated() {
            try tx.run(
                """
                INSERT INTO telegram_outgoing (entry, part, bot, chat, conversation, text, state, attempts, fault, put_at)
                VALUES (\(entry), \(part), \(target.bot), \(target.chat), \(conversation.number), \(words), 'waiting', 0, '', \(tx.now))
                """)
        }
        try wake(target.bot, target.chat, in: tx)
        return true
    }

    static func wake(_ bot: ID<TelegramBot>, _ chat: Int64, due: Instant? = nil, in tx: Transaction) throws {
        try JobStore().enqueue(job, payload: "\(bot) \(chat)", due: due, in: tx)
    }

    /// What waits goes out as soon as it can.
    static func wakeAll(of bot: ID<TelegramBot>, in tx: Transaction) throws {
        for row in try tx.rows("SELECT DISTINCT chat FROM telegram_outgoing WHERE bot = \(bot) AND state = 'waiting'") {
            try wake(bot, row.get("chat"), in: tx)
        }
    }

    /// In pieces that Telegram takes, cut at a line or a blank where there is one.
    static func parts(of text: String) -> [String] {
        var (parts, rest) = ([String](), Substring(text))
        while rest.utf16.count > longestPart {
            // Never within a character.
            var (end, length) = (rest.startIndex, rest[rest.startIndex].utf16.count)
            repeat {
                end = rest.index(after: end)
                length += end < rest.endIndex ? rest[end].utf16.count : 0
            } while end < rest.endIndex && length <= longestPart
            let piece = rest[..<end]
            let cut = piece.lastIndex(of: "\n") ?? piece.lastIndex(of: " ")
            let at = cut.flatMap { piece.distance(from: piece.startIndex, to: $0) > 0 ? $0 : nil } ?? end
            parts.append(String(rest[..<at]))
            rest = rest[at...].drop { $0 == "\n" || $0 == " " }
        }
        return rest.isEmpty ? parts : parts + [String(rest)]
    }
}
