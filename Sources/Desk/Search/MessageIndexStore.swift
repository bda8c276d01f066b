import Kernel
package import Storage

/// Keeps the words of what is said, a little behind it: what was written before there was a search is caught up with in the same way.
package struct MessageIndexStore: Sendable {
    let database: any Database

    /// So many entries are taken in one transaction: few, since others wait for the writer meanwhile; many where much is left, since the words of
    /// many together touch each page of the index once.
    private static let step = 200
    private let longStep: Int
    private static let rowsAtOnce = 256

    package init(database: any Database, longStep: Int = 5_000) {
        self.database = database
        self.longStep = longStep
    }

    /// Goes on until nothing is left.
    ///
    /// - Parameters:
    ///   - isAlone: nobody else writes; otherwise others have the writer for as long as a long step has taken.
    ///   - reporting: is told how many entries were taken.
    package func catchUp(isAlone: Bool = false, reporting: (Int) -> Void = { _ in }) async throws {
        var taken = 0
        while !Task.isCancelled {
            let behind = try await countBehind()
            guard behind > 0 else { break }
            let begun = ContinuousClock.now
            let some = try await take(behind > longStep ? longStep : Self.step)
            guard some > 0 else { break }
            taken += some
            reporting(taken)
            if !isAlone, some == longStep { try await Task.sleep(for: ContinuousClock.now - begun) }
        }
    }

    /// How many are left, as far as it matters.
    private func countBehind() async throws -> Int {
        try await database.read { session in
            try session.value(
                """
                SELECT COUNT(*) FROM (SELECT 1 FROM conversation_entry WHERE number > (SELECT MAX(entry) FROM message_indexed)
                ORDER BY number LIMIT \(longStep + 1)) AS behind
                """) ?? 0
        }
    }

    private func take(_ step: Int) async throws -> Int {
        try await database.write { tx in
            // One at a time, and none while somebody is being erased: whoever changes this row has it until the end.
            try tx.run("UPDATE message_indexed SET entry = entry")
            let indexed: Int64 = try tx.value("SELECT MAX(entry) FROM message_indexed") ?? 0
            var (last, count, entriesByWord): (Int64, Int, [String: [Int64]]) = (indexed, 0, [:])
            try tx.forEach(
                """
                \(Self.entries) WHERE conversation_entry.number > \(indexed) ORDER BY conversation_entry.number LIMIT \(step)
                """
            ) { row in
                (last, count) = (try row.get("number"), count + 1)
                for word in MessageWords.words(of: try Self.text(row)) { entriesByWord[word, default: []].append(last) }
            }
            guard count > 0 else { return 0 }
            try Self.put(entriesByWord, in: tx)
            try tx.run("UPDATE message_indexed SET entry = \(last)")
            return count
        }
    }

    /// In the order of the index.
    private static func put(_ entriesByWord: [String: [Int64]], in tx: Transaction) throws {
        let values = entriesByWord.sorted { $0.key < $1.key }.flatMap { word, entries in entries.flatMap { [Value.text(word), .integer($0)] } }
        for rows in [rowsAtOnce, 1] {
            let done = rows == 1 ? values.count / (2 * rowsAtOnce) * 2 * rowsAtOnce : 0
            let template = (1..<rows).reduce(SQL("INSERT INTO message_word (word, entry) VALUES (\(""), \(0))")) { sql, _ in "\(sql), (\(""), \(0))" }
            let whole = stride(from: done, through: values.count - 2 * rows, by: 2 * rows).map { Array(values[$0..<$0 + 2 * rows]) }
            try tx.run("\(template) ON CONFLICT (word, entry) DO NOTHING", each: whole)
        }
    }

    private static let entries: SQL = """
        SELECT conversation_entry.number AS number, happening, text, subject,
        (SELECT MIN(number) FROM conversation_entry AS other WHERE other.conversation = conversation_entry.conversation) AS first
        FROM conversation_entry JOIN conversation ON conversation.number = conversation_entry.conversation
        """

    /// What is looked for in an entry: of the first of a conversation its subject too.
    private static func text(_ row: Row) throws -> String {
        let text: String = try row.get("text")
        // What was erased is nobody's any more, its subject included.
        guard !text.isEmpty, try row.get("first", as: Int64.self) == row.get("number") else { return text }
        return text + "\n" + (try row.get("subject", as: String.self))
    }

    /// Takes the words of entries anew that stand in another conversation now, or are its first.
    static func renew(_ numbers: [Int64], in tx: Transaction) throws {
        try tx.run("UPDATE message_indexed SET entry = entry")
        let indexed: Int64 = try tx.value("SELECT MAX(entry) FROM message_indexed") ?? 0
        for some in numbers.filter({ $0 <= indexed }).chunked(by: 200) {
            try tx.run("DELETE FROM message_word WHERE entry IN \(list: some)")
            var entriesByWord: [String: [Int64]] = [:]
            try tx.forEach("\(entries) WHERE conversation_entry.number IN \(list: some)") { row in
                for word in MessageWords.words(of: try text(row)) { entriesByWord[word, default: []].append(try row.get("number")) }
            }
            try put(entriesByWord, in: tx)
        }
    }
}
