import Kernel
import Storage
import Timeline
import Web

/// After leaving, answers go to the address: what was answered, and neither read nor sent by mail, where the visitor has left one.
enum ChatAfterLeavingStore {
    struct Waiting: Hashable, Sendable {
        let conversation: Int64
        /// As they typed it.
        let address: String
        let language: String
        /// The oldest first.
        let answers: [ConversationEntry]
    }

    /// The name of the job that sends them.
    static let sending = "desk.chat_leaving"
    /// What says in a conversation that they were sent: a note that nobody wrote, its text the address.
    static let note = OutgoingMailStore.Kind.leftChat.rawValue
    /// So long an answer waits to be read in the window.
    static let patience = Duration.minutes(5)
    private static let most = 100

    /// - Returns: `nil` where nothing waits.
    static func waiting(in conversation: Int64, _ reading: some Reading) throws -> Waiting? {
        guard let chat = try ChatStore.chat(of: conversation, reading), !chat.address.isEmpty else { return nil }
        let sent: Int64? = try reading.value(
            "SELECT MAX(number) FROM conversation_entry WHERE conversation = \(conversation) AND happening = 3 AND staff IS NULL AND detail = \(note)"
        )
        let answers = try reading.rows(
            """
            \(ConversationStore.entries) WHERE conversation_entry.conversation = \(conversation)
            AND conversation_entry.number > \(max(chat.visitorRead, sent ?? 0)) AND conversation_entry.happening = 2 AND \(CallStore.isNone)
            AND NOT EXISTS (SELECT 1 FROM mail_message WHERE mail_message.conversation = \(conversation) AND direction = 2
            AND mail_message.entry = conversation_entry.number)
            ORDER BY conversation_entry.number LIMIT \(most)
            """
        ).map(ConversationEntry.init)
        guard !answers.isEmpty else { return nil }
        return Waiting(conversation: conversation, address: chat.address, language: chat.language, answers: answers)
    }

    /// Has what is not read then sent; nothing happens in a conversation that was not begun in a chat window.
    static func remember(_ conversation: Int64, in tx: Transaction) throws {
        guard try ChatStore.chat(of: conversation, tx) != nil else { return }
        try JobStore().enqueue(sending, payload: "\(conversation)", due: tx.now.adding(patience), in: tx)
    }
}
