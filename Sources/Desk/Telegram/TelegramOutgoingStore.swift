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

    /// Nothing happens in a conversation that did not come by Telegram.
    ///
    /// - Throws: `invalid` when it cannot go out.
    static func put(_ text: String, entry: Int64, in conversation: Conversation, in tx: Transaction) throws {
        guard
            let row = try tx.first(
                """
                SELECT conversation.thread AS thread, telegram_bot.id AS bot, telegram_bot.closed_at AS closed_at FROM conversation
                JOIN telegram_bot ON telegram_bot.source = conversation.source WHERE conversation.number = \(conversation.number)
                """), let chat = TelegramUpdate.Message.chat(of: try row.get("thread"))
        else { return }
        guard try row.find("closed_at", as: Instant.self) == nil else {
            throw Failure.invalid("text", "cannot go out: the bot that this came to is closed")
        }
        let bot: ID<TelegramBot> = try row.get("bot")
        for (part, words) in parts(of: text).enumerated() {
            try tx.run(
                """
                INSERT INTO telegram_outgoing (entry, part, bot, chat, conversation, text, state, attempts, fault, put_at)
                VALUES (\(entry), \(part), \(bot), \(chat), \(conversation.number), \(words), 'waiting', 0, '', \(tx.now))
                """)
        }
        try wake(bot, chat, in: tx)
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
