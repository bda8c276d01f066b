import Kernel
package import Storage

/// Keeps the words of what is said, a little behind it: what was written before there was a search is caught up with in the same way.
package struct MessageIndexStore: Sendable {
    let database: any Database

    package init(database: any Database) { self.database = database }

    /// So many entries are taken in one transaction.
    private static let step = 200

    /// Goes on until nothing is left.
    package func catchUp() async throws {
        while !Task.isCancelled, try await isBehind(), try await takeSome() {}
    }

    private func isBehind() async throws -> Bool {
        try await database.read { session in
            try session.first(
                "SELECT 1 FROM conversation_entry WHERE number > (SELECT MAX(entry) FROM message_indexed) ORDER BY number LIMIT 1") != nil
        }
    }

    /// - Returns: false when nothing was left.
    private func takeSome() async throws -> Bool {
        try await database.write { tx in
            // One at a time, and none while somebody is being erased: whoever changes this row has it until the end.
            try tx.run("UPDATE message_indexed SET entry = entry")
            let indexed: Int64 = try tx.value("SELECT MAX(entry) FROM message_indexed") ?? 0
            let said = try tx.rows(
                """
                \(Self.entries) WHERE conversation_entry.number > \(indexed) ORDER BY conversation_entry.number LIMIT \(Self.step)
                """)
            guard let last = try said.last?.get("number", as: Int64.self) else { return false }
            for row in said { try Self.take(row, in: tx) }
            try tx.run("UPDATE message_indexed SET entry = \(last)")
            return true
        }
    }

    private static let entries: SQL = """
        SELECT conversation_entry.number AS number, happening, text, subject,
        (SELECT MIN(number) FROM conversation_entry AS other WHERE other.conversation = conversation_entry.conversation) AS first
        FROM conversation_entry JOIN conversation ON conversation.number = conversation_entry.conversation
        """

    private static func take(_ row: Row, in tx: Transaction) throws {
        let entry: Int64 = try row.get("number")
        var text: String = try row.get("text")
        // What was erased is nobody's any more, its subject included.
        if !text.isEmpty, try row.get("first", as: Int64.self) == entry { text += "\n" + (try row.get("subject", as: String.self)) }
        let words = MessageWords.words(of: text).sorted()
        try tx.run(
            "INSERT INTO message_word (word, entry) VALUES (\(""), \(0)) ON CONFLICT (word, entry) DO NOTHING",
            each: words.map { [.text($0), .integer(entry)] })
    }

    /// Takes the words of entries anew that stand in another conversation now, or are its first.
    static func renew(_ numbers: [Int64], in tx: Transaction) throws {
        try tx.run("UPDATE message_indexed SET entry = entry")
        let indexed: Int64 = try tx.value("SELECT MAX(entry) FROM message_indexed") ?? 0
        for some in numbers.filter({ $0 <= indexed }).chunked(by: 200) {
            try tx.run("DELETE FROM message_word WHERE entry IN \(list: some)")
            for row in try tx.rows("\(entries) WHERE conversation_entry.number IN \(list: some)") { try take(row, in: tx) }
        }
    }
}
