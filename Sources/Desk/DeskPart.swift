package import Timeline
package import Web

/// The doorway: what customers bring, whose it is, and what is answered.
package struct DeskPart: Sendable {
    private let line: Line

    private let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// Takes what a customer said; the same message again changes nothing.
    ///
    /// - Returns: the number of the conversation it belongs to.
    /// - Throws: `Failure.invalid` with what is wrong with it.
    @discardableResult
    package func receive(_ message: IncomingMessage, from source: Source) async throws -> Int64 {
        try await MessageStore(line: line).receive(message, from: source).conversation
    }

    package var routes: [any Routable] {
        let conversations = ConversationStore(line: line)
        return [
            InboxRoutes(inbox: InboxStore(line: line)),
            ConversationRoutes(
                conversations: conversations, work: ConversationWorkStore(line: line), context: ConversationContextStore(line: line)),
            ServiceReportRoutes(store: ServiceReportStore(line: line)), HoursRoutes(store: HoursStore(line: line, recording: recording)),
            MessageRoutes(messages: MessageStore(line: line), conversations: conversations),
        ]
    }
}
