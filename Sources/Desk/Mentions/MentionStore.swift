import Kernel
import Storage
import Timeline
import Web

/// Who was called by name in a note, and whether they have looked.
struct MentionStore: Sendable {
    let line: Line

    /// Colleagues whom a text calls; oneself nobody calls.
    static func called(in text: String, by staff: Viewer, _ reading: some Reading) throws -> Set<ID<Viewer>> {
        guard text.contains("@") else { return [] }
        let colleagues = try ColleagueStore().all(reading)
        let found = Mention.called(in: text, colleagues.enumerated().map { (id: $0.offset, name: $0.element.name) })
        return Set(found.map { colleagues[$0].id }).subtracting([staff.id])
    }

    static func call(_ colleagues: Set<ID<Viewer>>, by entry: Int64, _ tx: Transaction) throws {
        try tx.run(
            "INSERT INTO mention (entry, staff) VALUES (\(Int64(0)), \(""))", each: colleagues.map { [.integer(entry), $0.stored] })
    }

    /// A note that was taken back calls nobody.
    static func takeBack(_ entries: ClosedRange<Int64>, _ tx: Transaction) throws {
        try tx.run("DELETE FROM mention WHERE entry BETWEEN \(entries.lowerBound) AND \(entries.upperBound)")
    }

    /// Whoever looks at a conversation has seen all up to there.
    ///
    /// - Returns: whether that is news.
    @discardableResult
    func seen(_ conversation: Int64, upTo entry: Int64, by staff: ID<Viewer>) async throws -> Bool {
        try await line.database.write { tx in
            let members = try ConversationUnitStore.members(of: conversation, tx)
            return try tx.run(
                """
                UPDATE mention SET seen_at = \(tx.now) WHERE staff = \(staff) AND entry <= \(entry) AND seen_at IS NULL
                AND entry IN (SELECT number FROM conversation_entry WHERE conversation IN \(list: members))
                """) > 0
        }
    }

    /// Whether a note of a conversation calls somebody who has not looked.
    func isCalled(_ staff: ID<Viewer>, in conversation: Int64) async throws -> Bool {
        try await line.database.read { try Self.unseen(among: [conversation], by: staff, $0).contains(conversation) }
    }

    /// Of a row of `conversation`: that somebody was called there.
    static func isCalled(_ staff: ID<Viewer>) -> SQL { "conversation.number IN (\(readIn) WHERE mention.staff = \(staff))" }

    /// The same, and that they have not looked.
    static func isUnseen(_ staff: ID<Viewer>) -> SQL {
        "conversation.number IN (\(readIn) WHERE mention.staff = \(staff) AND mention.seen_at IS NULL)"
    }

    /// Where a note is read now, whatever was merged or split since.
    private static let readIn: SQL = """
        SELECT COALESCE(held.part_of, held.number) FROM mention JOIN conversation_entry ON conversation_entry.number = mention.entry
        JOIN conversation AS held ON held.number = conversation_entry.conversation
        """

    /// In which of these somebody was called, and has not looked.
    static func unseen(among numbers: [Int64], by staff: ID<Viewer>, _ reading: some Reading) throws -> Set<Int64> {
        Set(try reading.rows("SELECT number FROM conversation WHERE number IN \(list: numbers) AND \(isUnseen(staff))").map { try $0.get(at: 0) })
    }
}
