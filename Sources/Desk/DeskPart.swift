package import Channels
package import Storage
package import Timeline
package import Web

/// The doorway: what customers bring, whose it is, and what is answered.
package struct DeskPart: Sendable {
    private let line: Line

    private let recording: SettingsChange.Recording

    private let channels: ChannelsPart

    /// - Parameter channels: say who sends, and how much.
    package init(line: Line, channels: ChannelsPart, recording: @escaping SettingsChange.Recording) {
        self.line = line
        self.channels = channels
        self.recording = recording
    }

    /// What is done with mail that came in, and with answers that go out.
    package var mailHandlers: [JobHandler] { [MailFilingStore(line: line).handler, MailSendWorker(database: line.database).handler] }

    package var routes: [any Routable] {
        let (conversations, mails) = (ConversationStore(line: line), ConversationMailStore(line: line))
        return [
            InboxRoutes(inbox: InboxStore(line: line), mailboxes: MailboxStore(database: line.database)),
            ConversationRoutes(
                conversations: conversations, work: ConversationWorkStore(line: line), context: ConversationContextStore(line: line),
                mails: mails),
            ConversationMailRoutes(mails: mails),
            ServiceReportRoutes(store: ServiceReportStore(line: line)), HoursRoutes(store: HoursStore(line: line, recording: recording)),
            MessageRoutes(messages: MessageStore(line: line), channels: channels, conversations: conversations),
        ]
    }
}
