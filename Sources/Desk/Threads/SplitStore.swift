import Kernel
import Storage
import Timeline
import Web

/// Takes some of what was said into a conversation of its own, and puts it back: who said what, and when, stays as it was.
struct SplitStore: Sendable {
    let line: Line

    /// What can be taken out, in its order: what customers and staff wrote in it themselves.
    static func movable(in number: Int64, _ reading: some Reading) throws -> [ConversationEntry] {
        try reading.rows(
            """
            \(ConversationStore.entries) WHERE conversation_entry.conversation = \(number)
            AND (conversation_entry.happening IN (1, 2) OR (conversation_entry.happening = 3 AND conversation_entry.staff IS NOT NULL))
            ORDER BY conversation_entry.number
            """
        ).map(ConversationEntry.init).filter { $0.survey == nil }
    }

    func movable(in number: Int64) async throws -> [ConversationEntry] {
        try await line.database.read { session in
            _ = try ConversationStore.working(number, session)
            return try Self.movable(in: number, session)
        }
    }

    /// - Returns: the number of the new conversation.
    func split(_ wanted: Set<Int64>, of number: Int64, subject: String, by staff: Viewer, at now: Instant) async throws -> Int64 {
        try await line.write { tx in
            let origin = try ConversationStore.working(number, tx)
            let movable = try Self.movable(in: number, tx)
            let (moved, left) = (movable.filter { wanted.contains($0.number) }, movable.filter { !wanted.contains($0.number) })
            guard let first = moved.first(where: \.happening.isPublic), moved.count == wanted.count else {
                throw Failure.invalid("entry", "must be messages of this conversation, one at least")
            }
            guard left.contains(where: \.happening.isPublic) else { throw Failure.invalid("entry", "must leave a message where they stand") }
            let split: Int64 = try tx.take(1, of: "conversation")
            try Self.add(split, of: origin, subject: subject, from: first, in: tx)
            let before = try Self.first(in: number, tx)
            try Self.move(moved, from: number, to: split, in: tx)
            try Self.moveCalls(of: moved, without: left, to: split, in: tx)
            let once = "split:\(number):\(split)"
            try Self.tell(.from, number, in: split, team: origin.team, by: staff, now, once + ":from", tx)
            try Self.tell(.to, split, in: number, by: staff, now, once, tx)
            try MessageIndexStore.renew([before, try Self.first(in: number, tx), try Self.first(in: split, tx)].compactMap(\.self), in: tx)
            return split
        }
    }

    /// Puts everything back.
    ///
    /// - Returns: the number of the conversation in which it stands again.
    /// - Throws: `conflict` where something was said in it since.
    @discardableResult
    func undo(_ split: Int64, by staff: Viewer, at now: Instant) async throws -> Int64 {
        try await line.write { tx in
            let conversation = try ConversationStore.working(split, tx)
            guard let origin = conversation.splitFrom else { throw Failure.conflict("This conversation was not taken out of another one.") }
            try Self.requireUntouched(split, origin, tx)
            let before = [try Self.first(in: origin, tx), try Self.first(in: split, tx)]
            try tx.run(
                """
                UPDATE conversation_entry SET conversation = \(origin)
                WHERE number IN (SELECT entry FROM conversation_moved WHERE conversation = \(split))
                """)
            try tx.run("UPDATE mail_message SET conversation = \(origin) WHERE conversation = \(split)")
            try tx.run("UPDATE phone_call SET conversation = \(origin) WHERE conversation = \(split)")
            try tx.run("UPDATE conversation_moved SET gone_back = 1 WHERE conversation = \(split)")
            let root = try ConversationStore.find(origin, tx).partOf ?? origin
            try tx.run("UPDATE conversation SET merged_into = \(origin), part_of = \(root), split_from = NULL WHERE number = \(split)")
            let once = "unsplit:\(split):\(conversation.lastEntry)"
            try Self.tell(.returned, origin, in: split, by: staff, now, once, tx)
            try Self.tell(.back, split, in: origin, by: staff, now, once + ":back", tx)
            try MessageIndexStore.renew((before + [try Self.first(in: origin, tx)]).compactMap(\.self), in: tx)
            return origin
        }
    }

    /// Whether nothing is left of it, since that was undone.
    static func isPutBack(_ number: Int64, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM conversation_moved WHERE conversation = \(number) AND gone_back = 1 LIMIT 1") != nil
    }
}

// MARK: - Parts

extension SplitStore {
    private static func add(
        _ split: Int64, of origin: Conversation, subject: String, from first: ConversationEntry, in tx: Transaction
    ) throws {
        var conversation = Conversation(beginning: split, channel: origin.channel, subject: subject, at: first.at)
        conversation.priority = origin.priority
        let source: Int64 = try tx.value("SELECT source FROM conversation WHERE number = \(origin.number)") ?? 0
        let thread = "split:\(ID<Conversation>(at: tx.now))"
        try ConversationStore.add(conversation, with: origin.identifier, thread: thread, source: source, in: tx)
        // What was promised to it holds on.
        try tx.run(
            """
            UPDATE conversation SET split_from = \(origin.number), assignee = \(origin.assignee),
            policy = (SELECT policy FROM conversation AS own WHERE own.number = \(origin.number)),
            policy_version = (SELECT policy_version FROM conversation AS own WHERE own.number = \(origin.number)) WHERE number = \(split)
            """)
        try tx.run(
            """
            INSERT INTO mail_participant (conversation, address) SELECT \(split), address FROM mail_participant
            WHERE conversation = \(origin.number)
            """)
    }

    /// With what says what became of an answer.
    private static func move(_ entries: [ConversationEntry], from origin: Int64, to split: Int64, in tx: Transaction) throws {
        let replies = Set(entries.filter { $0.happening == .reply }.map(\.number))
        let fates = try ConversationStore.happenings(of: [origin], tx)[origin]?.filter { $0.fate.map { replies.contains($0.reply) } ?? false } ?? []
        for some in (entries + fates).map(\.number).chunked(by: 500) {
            try tx.run("UPDATE conversation_entry SET conversation = \(split) WHERE number IN \(list: some)")
            try tx.run("UPDATE mail_message SET conversation = \(split) WHERE conversation = \(origin) AND entry IN \(list: some)")
            try tx.run(
                "INSERT INTO conversation_moved (conversation, entry, origin, gone_back) VALUES (\(0), \(0), \(0), 0)",
                each: some.map { [.integer(split), .integer($0), .integer(origin)] })
        }
    }

    /// What is told of a call later goes where the call stands now, unless some of it was left.
    private static func moveCalls(of moved: [ConversationEntry], without left: [ConversationEntry], to split: Int64, in tx: Transaction) throws {
        func calls(_ entries: [ConversationEntry]) -> Set<Int64> {
            Set(entries.compactMap(\.call).filter { $0.word != .note && $0.word != .chosen }.map(\.number))
        }
        for some in calls(moved).subtracting(calls(left)).sorted().chunked(by: 500) {
            try tx.run("UPDATE phone_call SET conversation = \(split) WHERE number IN \(list: some)")
        }
    }

    /// Writes what happened, and how the conversation stands after it.
    private static func tell(
        _ word: ConversationTie.Word, _ other: Int64, in number: Int64, team: String? = nil, by staff: Viewer, _ now: Instant, _ once: String,
        _ tx: Transaction
    ) throws {
        let after = try ConversationUnitStore.settled(ConversationStore.find(number, tx), tx)
        var entries = [
            ConversationStore.NewEntry(happening: .split, at: now, staff: staff.id, detail: ConversationTie(word, other).detail, once: once)
        ]
        // Whose it is follows from entries alone; theirs since it began.
        if let team {
            entries.insert(.init(happening: .team, at: after.openedAt, staff: staff.id, detail: team, once: once + ":team"), at: 0)
        }
        try ConversationStore.record(entries, leaving: after, in: tx)
        guard let root = after.partOf, word != .returned else { return }
        try ConversationStore.write([], leaving: ConversationUnitStore.settled(ConversationStore.find(root, tx), tx), in: tx)
    }

    private static func requireUntouched(_ split: Int64, _ origin: Int64, _ tx: Transaction) throws {
        let said = try tx.first(
            """
            SELECT 1 FROM conversation_entry WHERE conversation = \(split)
            AND (happening IN (1, 2) OR (happening = 3 AND staff IS NOT NULL))
            AND number NOT IN (SELECT entry FROM conversation_moved WHERE conversation = \(split)) LIMIT 1
            """)
        guard said == nil else {
            throw Failure.conflict("Something was said here since: merge this conversation into #\(origin) instead.")
        }
        let isElsewhere = try tx.first(
            """
            SELECT 1 FROM conversation_moved JOIN conversation_entry ON conversation_entry.number = conversation_moved.entry
            WHERE conversation_moved.conversation = \(split) AND conversation_entry.conversation <> \(split) LIMIT 1
            """)
        guard isElsewhere == nil else { throw Failure.conflict("Something was taken out of this conversation in turn: put that back first.") }
        guard try ConversationUnitStore.members(of: split, tx).count == 1 else {
            throw Failure.conflict("Another conversation is a part of this one: take that out first.")
        }
    }

    /// The number of the first entry, with whose words those of the subject are found.
    private static func first(in number: Int64, _ reading: some Reading) throws -> Int64? {
        try reading.value("SELECT MIN(number) FROM conversation_entry WHERE conversation = \(number)")
    }
}
