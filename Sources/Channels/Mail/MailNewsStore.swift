package import Kernel
package import Storage

/// That the state of an answer has changed, for pages that show it: written in the transaction that changes it, and read by every server.
package enum MailNewsStore {
    /// Nobody is further behind.
    private static let most: Int64 = 1_000
    private static let counter = "mail_news"

    package static func tell(of conversation: Int64?, in tx: Transaction) throws {
        guard let conversation else { return }
        let number = try tx.take(1, of: counter)
        try tx.run("INSERT INTO mail_news (number, conversation) VALUES (\(number), \(conversation))")
        try tx.run("DELETE FROM mail_news WHERE number <= \(number - most)")
    }

    /// The number of the newest.
    package static func newest(_ reading: some Storage.Reading) throws -> Int64 {
        try reading.value("SELECT value FROM counter WHERE name = \(counter)") ?? 0
    }

    package static func conversations(after number: Int64, _ reading: some Storage.Reading) throws -> [Int64] {
        try reading.rows("SELECT DISTINCT conversation FROM mail_news WHERE number > \(number) ORDER BY conversation").map {
            try $0.get("conversation")
        }
    }

    /// Whether an answer of a conversation is on its way, or was until a moment ago: then a page may have missed what became of it.
    package static func isOnItsWay(in conversation: Int64, since moment: Instant, _ reading: some Storage.Reading) throws -> Bool {
        try reading.first(
            """
            SELECT 1 FROM mail_message WHERE conversation = \(conversation) AND direction = 2
            AND (state IN ('waiting', 'sending') OR settled_at > \(moment)) LIMIT 1
            """) != nil
    }
}
