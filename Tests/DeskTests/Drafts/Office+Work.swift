import Kernel
import Storage
import Timeline
import Web

@testable import Desk

extension Office {
    var drafts: DraftStore { DraftStore(line: line) }
    var undos: UndoStore { UndoStore(line: line) }
    var macros: SavedReplyStore { SavedReplyStore(line: line, recording: { _, _ in }) }
    var kept: KeptListStore { KeptListStore(line: line) }
    var mentions: MentionStore { MentionStore(line: line) }

    /// All that the lists and figures know of a conversation, and what was not said in it.
    func standing(_ number: Int64) async throws -> String {
        let conversation = try await conversations.find(number)
        let happenings = try await line.database.read { try ConversationStore.happenings(of: [number], $0)[number] ?? [] }
        let labels = try await marks(number)
        return """
            \(conversation.status) \(conversation.statusAt) \(conversation.snoozedUntil as Instant?) \(conversation.priority) \
            \(conversation.assignee as ID<Viewer>?) \(conversation.unansweredSince as Instant?) \(conversation.lastAt) \(conversation.preview) \
            \(conversation.due as NextDeadline?) \(labels) \(happenings.map(\.number))
            """
    }
}
