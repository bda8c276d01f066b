import Kernel
import Storage
import Timeline
import Web

/// What staff write down during a call: into its conversation, and before there is one beside the call.
struct CallNoteStore: Sendable {
    let line: Line

    /// - Returns: the conversation it stands in; `nil` while there is none.
    @discardableResult
    func write(_ text: String, of number: Int64, by staff: Viewer, once: String, at now: Instant) async throws -> Int64? {
        try await line.write { tx in
            let call = try CallStore.find(number, tx)
            guard let conversation = call.conversation else {
                try tx.run(
                    """
                    INSERT INTO phone_call_note (call, once, staff, at, text) VALUES (\(number), \(once), \(staff.id), \(now), \(text))
                    ON CONFLICT (call, once) DO NOTHING
                    """)
                return nil
            }
            let read = try ConversationUnitStore.root(of: conversation, tx)
            let entry = Self.entry(text, of: call, by: staff.id, once: once, at: now)
            guard try tx.first("SELECT 1 FROM conversation_entry WHERE once = \(entry.once)") == nil else { return read.number }
            let written = try ConversationStore.record([entry], leaving: read, in: tx)
            if read.number != conversation { try ConversationUnitStore.forward([written], of: conversation, in: tx) }
            return read.number
        }
    }

    /// Those that wait for a conversation; they wait no more.
    static func waiting(of call: Call, in tx: Transaction) throws -> [ConversationStore.NewEntry] {
        let notes = try tx.rows("SELECT * FROM phone_call_note WHERE call = \(call.number) ORDER BY at, once").map { row in
            entry(try row.get("text"), of: call, by: try row.get("staff"), once: try row.get("once"), at: try row.get("at"))
        }
        if !notes.isEmpty { try tx.run("DELETE FROM phone_call_note WHERE call = \(call.number)") }
        return notes
    }

    private static func entry(_ text: String, of call: Call, by staff: ID<Viewer>, once: String, at: Instant) -> ConversationStore.NewEntry {
        .init(
            happening: .note, at: at, channel: call.channel.rawValue, staff: staff, text: text, detail: CallWord.note.detail(of: call.number),
            once: "call:\(call.number):note:\(once)")
    }
}
