import Kernel
import People
import Storage
import Timeline

/// Conversations by what was said in them, their subject, their number, or the name of whom they are with.
struct MessageSearchStore: Sendable {
    let line: Line

    /// So many conversations are shown.
    static let most = 50
    /// Of so many of the newest messages that hold the rarest of the words it is looked whether they hold the others.
    private static let mostLookedAt = 2_000
    /// A beginning that so many words and messages share is taken for a whole word.
    private static let common = 20_000

    struct Found: Sendable {
        let row: InboxStore.List.Row
        /// What was said there; `nil` where it was found by its number or by a name.
        let entry: ConversationEntry?
    }

    struct Answer: Sendable {
        let found: [Found]
        /// Those that are called so.
        let labels: [Label]
        /// Whether there may be more.
        let isCut: Bool
    }

    /// The newest of what was said first, behind the one whose number was typed; then those with people of such a name.
    func search(_ typed: String) async throws -> Answer {
        let wanted = MessageWords.wanted(typed)
        let (matches, names, marks, labels, isCut) = try await line.database.read { session in
            var matches = try Self.numbered(typed, session)
            let (said, isCut) = try Self.said(wanted, session)
            matches += said
            matches += try Self.named(typed, session)
            var seen: Set<Int64> = []
            matches = matches.filter { seen.insert($0.conversation.number).inserted }
            let names = try ColleagueStore().names(of: Set(matches.compactMap(\.conversation.assignee)), session)
            return (
                matches, names, try ConversationLabelProjection.labels(of: matches.map(\.conversation.number), session),
                try Self.labels(typed, session), isCut
            )
        }
        let shown = matches.prefix(Self.most)
        let customers = try await CustomerNameStore(line: line).names(Array(Set(shown.map(\.conversation.person))).sorted())
        let byNumber = Dictionary(customers.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let found = shown.map { match in
            let row = InboxStore.List.Row(
                conversation: match.conversation, customer: byNumber[match.conversation.person],
                assigneeName: match.conversation.assignee.flatMap { names[$0] }, labels: marks[match.conversation.number] ?? [])
            return Found(row: row, entry: match.entry)
        }
        return Answer(found: found, labels: labels, isCut: isCut || matches.count > Self.most)
    }

    private struct Match {
        let conversation: Conversation
        let entry: ConversationEntry?
    }

    /// In whose name each word begins one.
    private static func labels(_ typed: String, _ reading: some Reading) throws -> [Label] {
        let wanted = typed.lowercased().split(whereSeparator: \.isWhitespace)
        return try LabelStore.all(reading).filter { label in
            let words = label.name.lowercased().split { !$0.isLetter && !$0.isNumber }
            return wanted.allSatisfy { part in words.contains { $0.hasPrefix(part) } }
        }
    }

    /// `#1042`, `1042`
    private static func numbered(_ typed: String, _ reading: some Reading) throws -> [Match] {
        let digits = typed.trimmingPrefix("#")
        guard digits.utf8.count <= 18, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits) else { return [] }
        return try conversations([number], reading).values.map { Match(conversation: $0, entry: nil) }
    }

    /// - Returns: what was found, and whether there may be more than was looked at.
    private static func said(_ wanted: [MessageWords.Wanted], _ reading: some Reading) throws -> (found: [Match], isCut: Bool) {
        guard !wanted.isEmpty else { return ([], false) }
        var rarest: (count: Int, condition: SQL)?
        for one in wanted {
            let beginning: SQL = one.isWhole ? "word = \(one.word)" : "word >= \(one.word) AND word < \(one.word + "\u{10FFFF}")"
            let count: Int =
                try reading.value("SELECT COUNT(*) FROM (SELECT 1 FROM message_word WHERE \(beginning) LIMIT \(common + 1)) AS few") ?? 0
            if count == 0 { return ([], false) }
            let condition: SQL = count > common ? "word = \(one.word)" : beginning
            if rarest.map({ count < $0.count }) ?? true { rarest = (count, condition) }
        }
        guard let rarest else { return ([], false) }
        let entries: [Int64] = try reading.rows(
            "SELECT DISTINCT entry FROM message_word WHERE \(rarest.condition) ORDER BY entry DESC LIMIT \(mostLookedAt)"
        ).map { try $0.get(at: 0) }
        let isCut = rarest.count > common || entries.count == mostLookedAt
        return (try matches(entries, wanted, reading), isCut)
    }

    /// Those of the entries that hold all, one of each conversation.
    private static func matches(_ entries: [Int64], _ wanted: [MessageWords.Wanted], _ reading: some Reading) throws -> [Match] {
        var (found, seen): ([(conversation: Int64, entry: ConversationEntry)], Set<Int64>) = ([], [])
        for some in entries.chunked(by: 200) where found.count <= most {
            let rows = try reading.rows(
                """
                SELECT conversation_entry.*, staff.name AS staff_name, conversation.subject AS subject,
                COALESCE(conversation.part_of, conversation.number) AS found_in FROM conversation_entry
                JOIN conversation ON conversation.number = conversation_entry.conversation
                LEFT JOIN staff ON staff.id = conversation_entry.staff WHERE conversation_entry.number IN \(list: some)
                ORDER BY conversation_entry.number DESC
                """)
            for row in rows {
                let (entry, number): (ConversationEntry, Int64) = (try ConversationEntry(row), try row.get("found_in"))
                let subject: String = try row.get("subject")
                guard !seen.contains(number), MessageWords.matches(entry.text + "\n" + subject, wanted) else { continue }
                seen.insert(number)
                found.append((number, entry))
            }
        }
        let conversations = try conversations(found.map(\.conversation), reading)
        return found.compactMap { match in conversations[match.conversation].map { Match(conversation: $0, entry: match.entry) } }
    }

    private static func named(_ typed: String, _ reading: some Reading) throws -> [Match] {
        let people = try PersonStore().search(typed, limit: most, reading).map(\.number)
        guard !people.isEmpty else { return [] }
        return try reading.rows(
            """
            \(ConversationStore.columns) WHERE identifier.person IN \(list: people) AND conversation.part_of IS NULL
            ORDER BY conversation.last_at DESC LIMIT \(most + 1)
            """
        ).map { Match(conversation: try Conversation($0), entry: nil) }
    }

    private static func conversations(_ numbers: [Int64], _ reading: some Reading) throws -> [Int64: Conversation] {
        guard !numbers.isEmpty else { return [:] }
        let rows = try reading.rows("\(ConversationStore.columns) WHERE conversation.number IN \(list: numbers)").map(Conversation.init)
        return Dictionary(rows.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
