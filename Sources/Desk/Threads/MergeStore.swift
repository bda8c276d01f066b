import Kernel
import People
import Storage
import Timeline
import Web

/// Makes one conversation a part of another, and takes them apart again. No entry moves and no touchpoint changes: what was said stands where it was
/// said, and is read in the other one. So undoing it leaves both as they were.
struct MergeStore: Sendable {
    let line: Line

    /// So many are one at most.
    static let most = 100

    /// - Parameters:
    ///   - target: or what that is a part of.
    ///   - isSure: whether whoever does it knows that they are of different customers.
    /// - Returns: the number of the one that is left.
    @discardableResult
    func merge(_ number: Int64, into target: Int64, isSure: Bool, by staff: Viewer, at now: Instant) async throws -> Int64 {
        try await line.write { tx in
            let (part, whole) = (try ConversationStore.find(number, tx), try ConversationUnitStore.root(of: target, tx))
            try Self.check(part, whole, isSure: isSure, tx)
            let opens = part.status(at: now) == .open && whole.status(at: now) != .open
            try tx.run("UPDATE conversation SET merged_into = \(whole.number) WHERE number = \(number)")
            try tx.run("UPDATE conversation SET part_of = \(whole.number) WHERE number = \(number) OR part_of = \(number)")
            let once = "merge:\(number):\(whole.number):\(part.lastEntry)"
            let into = ConversationTie(.into, whole.number)
            try ConversationStore.record([Self.entry(into, by: staff, now, once)], leaving: part, in: tx)
            let of = ConversationTie(.of, number, opens ? StandingBefore(whole).text : "")
            var after = try ConversationUnitStore.settled(whole, tx)
            if opens { after = after.missingItsAnswer(at: now) }
            try ConversationStore.record([Self.entry(of, by: staff, now, once + ":of")], leaving: after, in: tx)
            return whole.number
        }
    }

    private static func check(_ part: Conversation, _ whole: Conversation, isSure: Bool, _ tx: Transaction) throws {
        guard part.mergedInto == nil else { throw Failure.conflict("This conversation is a part of another one already.") }
        guard part.number != whole.number else { throw Failure.invalid("target", "must be another conversation") }
        guard part.incident != part.number else { throw Failure.conflict("An incident cannot become a part of another conversation.") }
        guard isSure || part.person == whole.person else {
            throw Failure.invalid("target", "is of another customer: say that this is meant")
        }
        let members = try ConversationUnitStore.members(of: part.number, tx).count + ConversationUnitStore.members(of: whole.number, tx).count
        guard members <= most else { throw Failure.conflict("A conversation can hold \(most) others at most.") }
    }

    /// What came for the one that is taken out while it was a part goes with it; what was answered stays where it was written.
    ///
    /// - Returns: the number of the one that it was a part of.
    @discardableResult
    func unmerge(_ number: Int64, by staff: Viewer, at now: Instant) async throws -> Int64 {
        try await line.write { tx in
            let part = try ConversationStore.find(number, tx)
            guard let target = part.mergedInto, let root = part.partOf else {
                throw Failure.conflict("This conversation is no part of another one.")
            }
            guard try !SplitStore.isPutBack(number, tx) else {
                throw Failure.conflict("This conversation was put back where it had been taken out.")
            }
            try Self.takeOut(number, in: tx)
            let forwarded = try Self.fetch(number, from: root, in: tx)
            let entries = try ConversationStore.happenings(of: [target], tx)[target] ?? []
            let merge = MergeHistory(entries).merges.last { $0.part == number && $0.undoneAt == nil }
            let once = "unmerge:\(number):\(target):\(part.lastEntry)"
            try Self.leave(part, forwarded, Self.entry(ConversationTie(.out, target), by: staff, now, once), in: tx)
            var whole = try ConversationUnitStore.settled(ConversationStore.find(target, tx), tx)
            if let merge { try whole.standAgain(merge, since: entries) }
            try ConversationStore.record([Self.entry(ConversationTie(.without, number), by: staff, now, once + ":without")], leaving: whole, in: tx)
            if root != target {
                try ConversationStore.record([], leaving: ConversationUnitStore.settled(ConversationStore.find(root, tx), tx), in: tx)
            }
            return target
        }
    }

    private static func takeOut(_ number: Int64, in tx: Transaction) throws {
        try tx.run("UPDATE conversation SET merged_into = NULL, part_of = NULL WHERE number = \(number)")
        var (found, inner): ([Int64], [Int64]) = ([number], [])
        while !found.isEmpty {
            found = try tx.rows("SELECT number FROM conversation WHERE merged_into IN \(list: found)").map { try $0.get(at: 0) }
            inner += found
        }
        guard !inner.isEmpty else { return }
        try tx.run("UPDATE conversation SET part_of = \(number) WHERE number IN \(list: inner)")
    }

    /// What came for a conversation, and for what is a part of it, where it was read meanwhile.
    ///
    /// - Returns: how many there were.
    private static func fetch(_ number: Int64, from root: Int64, in tx: Transaction) throws -> Int {
        let members = try ConversationUnitStore.members(of: number, tx)
        let entries: [Int64] = try tx.rows(
            """
            SELECT entry FROM conversation_forwarded JOIN conversation_entry ON conversation_entry.number = conversation_forwarded.entry
            WHERE conversation_forwarded.conversation IN \(list: members) AND conversation_entry.conversation = \(root)
            """
        ).map { try $0.get(at: 0) }
        for some in entries.chunked(by: 500) {
            try tx.run("UPDATE conversation_entry SET conversation = \(number) WHERE number IN \(list: some)")
            try tx.run("UPDATE mail_message SET conversation = \(number) WHERE entry IN \(list: some)")
        }
        return entries.count
    }

    /// Where something came meanwhile, it is open and waits.
    private static func leave(_ part: Conversation, _ forwarded: Int, _ entry: ConversationStore.NewEntry, in tx: Transaction) throws {
        var after = try ConversationStore.find(part.number, tx)
        if forwarded > 0 { after = try ConversationUnitStore.settled(after, tx).missingItsAnswer(at: entry.at) }
        try ConversationStore.record([entry], leaving: after, in: tx)
    }

    private static func entry(_ tie: ConversationTie, by staff: Viewer, _ now: Instant, _ once: String) -> ConversationStore.NewEntry {
        .init(happening: .merged, at: now, staff: staff.id, detail: tie.detail, once: once)
    }
}

extension Conversation {
    /// Puts back how it stood before something was merged into it, unless anything has moved it since.
    fileprivate mutating func standAgain(_ merge: MergeHistory.Merge, since entries: [ConversationEntry]) throws {
        guard let before = merge.before, status == .open, statusAt == merge.at else { return }
        guard !entries.contains(where: { $0.number > merge.entry && $0.happening == .message }) else { return }
        (status, statusAt, snoozedUntil) = (before.status, before.at, before.until)
    }

    /// - Throws: `conflict` for what is a part of another one: there it is worked on.
    func requireOwn() throws {
        if let mergedInto { throw Failure.conflict("This conversation is a part of #\(mergedInto): go on there.") }
    }
}
