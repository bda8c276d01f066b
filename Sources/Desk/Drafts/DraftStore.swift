import Kernel
import Storage
import Timeline
import Web

/// Drafts, one for each of staff and conversation. The newer stays: an older window is told of it, and changes nothing.
struct DraftStore: Sendable {
    let line: Line

    enum Keeping: Hashable, Sendable {
        case kept(Draft)
        /// There is a newer one, from another window.
        case overtaken(Draft)
    }

    func find(in number: Int64, of staff: ID<Viewer>) async throws -> Draft {
        try await line.database.read { try Self.find(in: number, of: staff, $0) }
    }

    static func find(in number: Int64, of staff: ID<Viewer>, _ reading: some Reading) throws -> Draft {
        let row = try reading.first("SELECT * FROM conversation_draft WHERE conversation = \(number) AND staff = \(staff)")
        return try row.map { row in
            Draft(version: try row.get("version"), tab: try row.get("tab"), text: try row.get("text"), keptAt: try row.get("kept_at"))
        } ?? .none
    }

    /// - Throws: `missing` for a conversation that there is not, `conflict` for one whose customer was erased.
    func keep(_ typed: Draft.Typed, in number: Int64, by staff: ID<Viewer>) async throws -> Keeping {
        let rules = line.rules
        return try await line.database.write { tx in
            let conversation = try ConversationStore.find(number, tx)
            guard try ConversationStore.identifier(of: conversation, rules, tx) != nil else { throw ConversationWorkStore.erased }
            let before = try Self.find(in: number, of: staff, tx)
            guard before.yields(to: typed) else { return .overtaken(before) }
            guard before.text != typed.text else { return .kept(before) }
            return .kept(try Self.put(typed.text, tab: typed.tab, after: before, in: number, staff, tx))
        }
    }

    /// What was typed was sent. A newer draft, which this was not, stays.
    static func end(_ typed: Draft.Typed, in number: Int64, of staff: ID<Viewer>, _ tx: Transaction) throws {
        let before = try find(in: number, of: staff, tx)
        guard before.version > 0, before.yields(to: typed) else { return }
        // The window that sent it may still be about to say what was typed in it: it is not believed any more.
        _ = try put("", tab: "", after: before, in: number, staff, tx)
    }

    /// What was called back before it went out is a draft again, before what was begun meanwhile.
    static func takeBack(_ text: String, in number: Int64, of staff: ID<Viewer>, _ tx: Transaction) throws {
        let before = try find(in: number, of: staff, tx)
        _ = try put(before.text.isEmpty ? text : "\(text)\n\n\(before.text)", tab: "", after: before, in: number, staff, tx)
    }

    private static func put(
        _ text: String, tab: String, after before: Draft, in number: Int64, _ staff: ID<Viewer>, _ tx: Transaction
    ) throws -> Draft {
        let draft = Draft(version: before.version + 1, tab: tab, text: text, keptAt: tx.now)
        try tx.run(
            """
            INSERT INTO conversation_draft (conversation, staff, version, tab, text, kept_at)
            VALUES (\(number), \(staff), \(draft.version), \(tab), \(text), \(tx.now))
            ON CONFLICT (conversation, staff) DO UPDATE SET version = excluded.version, tab = excluded.tab, text = excluded.text,
            kept_at = excluded.kept_at
            """)
        return draft
    }

    /// Of a row of `conversation`: that somebody has something unsent there.
    static func isBegun(by staff: ID<Viewer>) -> SQL {
        "conversation.number IN (SELECT conversation FROM conversation_draft WHERE staff = \(staff) AND text <> '')"
    }

    /// Which of these have something unsent of somebody.
    static func begun(among numbers: [Int64], by staff: ID<Viewer>, _ reading: some Reading) throws -> Set<Int64> {
        Set(
            try reading.rows(
                "SELECT conversation FROM conversation_draft WHERE staff = \(staff) AND text <> '' AND conversation IN \(list: numbers)"
            ).map { try $0.get("conversation", as: Int64.self) })
    }
}
