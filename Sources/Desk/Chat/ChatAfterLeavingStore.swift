import Kernel
import Storage
import Timeline

/// After leaving, unread answers go to the address: what was answered since the visitor last read, where they have left one.
///
/// Says what is to be sent; nothing sends it from here.
struct ChatAfterLeavingStore: Sendable {
    struct Waiting: Hashable, Sendable {
        let conversation: Int64
        /// As they typed it.
        let address: String
        let language: String
        let answers: [ConversationEntry]
    }

    let line: Line

    /// - Returns: `nil` where nothing waits.
    func waiting(in conversation: Int64) async throws -> Waiting? {
        try await line.database.read { session in
            guard let chat = try ChatStore.chat(of: conversation, session), !chat.address.isEmpty else { return nil }
            let answers = try session.rows(
                """
                \(ConversationStore.entries) WHERE conversation_entry.conversation = \(conversation)
                AND conversation_entry.number > \(chat.visitorRead) AND conversation_entry.happening = 2 ORDER BY conversation_entry.number LIMIT 100
                """
            ).map(ConversationEntry.init)
            guard !answers.isEmpty else { return nil }
            return Waiting(conversation: conversation, address: chat.address, language: chat.language, answers: answers)
        }
    }
}
