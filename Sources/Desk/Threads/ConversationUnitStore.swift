import Kernel
import Storage

/// A unit of work as it is read: a conversation with all that is merged into it. Each entry stays in the conversation in which it was written.
enum ConversationUnitStore {
    /// Where a conversation is read: itself, or what it is a part of.
    ///
    /// - Throws: `missing`.
    static func root(of number: Int64, _ reading: some Reading) throws -> Conversation {
        let conversation = try ConversationStore.find(number, reading)
        return try conversation.partOf.map { try ConversationStore.find($0, reading) } ?? conversation
    }

    /// The numbers of all that is read in a conversation, its own first.
    static func members(of number: Int64, _ reading: some Reading) throws -> [Int64] {
        [number] + (try reading.rows("SELECT number FROM conversation WHERE part_of = \(number) ORDER BY number").map { try $0.get(at: 0) })
    }

    /// What figures and deadlines are worked out from, by number; of what was merged, too, whether it was undone or not.
    static func records(of numbers: [Int64], _ reading: some Reading) throws -> [Int64: ServiceRecord] {
        var entries = try ConversationStore.happenings(of: numbers, reading)
        var wanted = Set(entries.values.joined().compactMap(absorbed)).subtracting(entries.keys)
        while !wanted.isEmpty {
            let more = try ConversationStore.happenings(of: wanted.sorted(), reading)
            for number in wanted { entries[number] = more[number] ?? [] }
            wanted = Set(more.values.joined().compactMap(absorbed)).subtracting(entries.keys)
        }
        return Dictionary(numbers.map { ($0, ServiceRecord($0, among: entries)) }, uniquingKeysWith: { first, _ in first })
    }

    private static func absorbed(_ entry: ConversationEntry) -> Int64? {
        guard entry.happening == .merged, let tie = entry.tie, tie.word == .of else { return nil }
        return tie.other
    }

    /// What customers answered in conversations and in what is merged into them, by the number of the conversation that is read.
    static func results(in numbers: [Int64], _ reading: some Reading) throws -> [Int64: [SurveyResult]] {
        var roots: [Int64: Int64] = [:]
        for some in numbers.chunked(by: 500) {
            try reading.forEach("SELECT number, part_of FROM conversation WHERE part_of IN \(list: some)") {
                roots[try $0.get(at: 0)] = try $0.get(at: 1)
            }
        }
        let found = try SurveyResultStore.results(in: numbers + roots.keys.sorted(), reading)
        return found.reduce(into: [:]) { $0[roots[$1.key] ?? $1.key, default: []] += $1.value }
    }

    /// Keeps for which conversation entries came that stand in what that is a part of: they go with it when it is taken out.
    static func forward(_ entries: some Sequence<Int64>, of asked: Int64, in tx: Transaction) throws {
        try tx.run(
            "INSERT INTO conversation_forwarded (entry, conversation) VALUES (\(0), \(0))", each: entries.map { [.integer($0), .integer(asked)] })
    }

    /// What happened in a conversation and in what is merged into it, in its order; and of that what the customer's waiting follows from.
    private static func happenings(in members: [Int64], _ reading: some Reading) throws -> (all: [ConversationEntry], owed: [ConversationEntry]) {
        let byNumber = try ConversationStore.happenings(of: members, reading)
        let settled = Set(members.dropFirst().flatMap { (byNumber[$0] ?? []).settled })
        var entries = byNumber.values.joined().sorted { $0.number < $1.number }
        // Calls are told of in any order.
        if entries.contains(where: { $0.call != nil }) { entries.sort { ($0.at, $0.number) < ($1.at, $1.number) } }
        return (entries, entries.filter { !settled.contains($0.number) })
    }

    /// Since when the customer waits, in all that is read in a conversation; `nil` where they do not.
    static func unansweredSince(in number: Int64, _ reading: some Reading) throws -> Instant? {
        let (all, owed) = try happenings(in: members(of: number, reading), reading)
        return AnswerFates(all).unansweredSince(owed)
    }

    /// A conversation as what was said in it, and in what is merged into it, leaves it: since when the customer waits, and what was said last. Where
    /// the work on it stands is not touched.
    static func settled(_ conversation: Conversation, _ reading: some Reading) throws -> Conversation {
        let (entries, owed) = try happenings(in: members(of: conversation.number, reading), reading)
        var after = conversation
        after.unansweredSince = AnswerFates(entries).unansweredSince(owed)
        let said = entries.filter(\.happening.isPublic)
        after.channel = said.last { $0.happening == .message }?.channel ?? conversation.channel
        let last = said.reduce(nil) { last, entry in entry.at >= last?.at ?? .distantPast ? entry : last } as ConversationEntry?
        after.lastAt = last?.at ?? conversation.openedAt
        let text: String? = try last.flatMap { try reading.value("SELECT text FROM conversation_entry WHERE number = \($0.number)") }
        after.preview = text.map(Conversation.preview) ?? ""
        return after
    }
}

// MARK: - For pages

extension ConversationUnitStore {
    /// What is merged into a conversation, oldest first; what was put back after a split is none.
    static func parts(of number: Int64, _ reading: some Reading) throws -> [Conversation] {
        try reading.rows(
            """
            \(ConversationStore.columns) WHERE conversation.part_of = \(number) AND EXISTS (SELECT 1 FROM conversation_entry
            WHERE conversation_entry.conversation = conversation.number AND happening IN (1, 2)) ORDER BY conversation.number
            """
        ).map(Conversation.init)
    }

    /// The last thousand entries of the first, with what was said in the others among them, in the order of time; and of these in which they stand.
    static func entries(of members: [Int64], _ reading: some Reading) throws -> ([ConversationEntry], [Int64: Int64]) {
        let own = members[0]
        var origins: [Int64: Int64] = [:]
        let entries = try reading.rows(
            """
            \(ConversationStore.entries) WHERE conversation_entry.conversation IN \(list: members)
            AND (conversation_entry.conversation = \(own) OR conversation_entry.happening IN (1, 2, 3))
            ORDER BY conversation_entry.number DESC LIMIT 1000
            """
        ).map { row in
            let (entry, origin): (ConversationEntry, Int64) = (try ConversationEntry(row), try row.get("conversation"))
            if origin != own { origins[entry.number] = origin }
            return entry
        }
        guard members.count > 1 else { return (entries.reversed(), origins) }
        return (entries.sorted { ($0.at, $0.number) < ($1.at, $1.number) }, origins)
    }
}
