import Kernel
import Storage

/// Which team has which conversation now. It follows from the entries, and is kept beside them for the lists.
struct ConversationTeamProjection {
    /// What an entry changes.
    func follow(_ happening: ConversationEntry.Happening, _ team: String, in conversation: Int64, _ tx: Transaction) throws {
        guard happening == .team else { return }
        try tx.run("UPDATE conversation SET team = \(team.isEmpty ? nil : team) WHERE number = \(conversation)")
    }

    /// Works it out anew: what was said last in a conversation holds.
    func rebuild(in tx: Transaction) throws {
        let happening = ConversationEntry.Happening.team.rawValue
        try tx.run(
            """
            UPDATE conversation SET team = (SELECT CASE WHEN detail = '' THEN NULL ELSE detail END FROM conversation_entry
            WHERE conversation_entry.conversation = conversation.number AND happening = \(happening) AND \(UndoStore.stands)
            ORDER BY conversation_entry.number DESC LIMIT 1)
            """)
    }
}
