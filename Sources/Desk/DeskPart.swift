package import Channels
package import Timeline
package import Web

/// The doorway: what customers bring, whose it is, and what is answered.
package struct DeskPart: Sendable {
    private let line: Line

    private let recording: SettingsChange.Recording

    private let channels: ChannelsPart

    /// Tells open pages what happens on the desk; one for each server.
    package let watch: DeskWatch

    /// What takes its time.
    package let work: DeskWorkStore

    /// - Parameters:
    ///   - channels: say who sends, and how much.
    ///   - wake: tells the workers that there is something to do.
    package init(
        line: Line, channels: ChannelsPart, wake: @escaping @Sendable () -> Void = {}, recording: @escaping SettingsChange.Recording
    ) {
        self.line = line
        self.channels = channels
        self.recording = recording
        watch = DeskWatch(line)
        work = DeskWorkStore(database: line.database, wake: wake)
    }

    package var routes: [any Routable] {
        let conversations = ConversationStore(line: line)
        return [
            InboxRoutes(inbox: InboxStore(line: line)), DeskLiveRoutes(watch: watch, conversations: conversations),
            ConversationRoutes(
                conversations: conversations, work: ConversationWorkStore(line: line), context: ConversationContextStore(line: line), watch: watch),
            ServiceReportRoutes(store: ServiceReportStore(line: line)), HoursRoutes(store: HoursStore(line: line, recording: recording, asked: work)),
            PolicyRoutes(store: ServicePolicyStore(line: line, recording: recording)),
            MessageRoutes(messages: MessageStore(line: line), channels: channels, conversations: conversations),
        ]
    }
}
