import Channels
import Foundation
import Kernel
import Storage
import Timeline
import Web

/// What stands behind the chat window: the site, the conversation, and whether somebody is there.
struct ChatDeskStore: Sendable {
    let line: Line
    let channels: ChannelsPart
    let sites: ChatSiteStore
    let replyTime: ChatReplyTimeStore
    let limits = ChatLimits()

    var chats: ChatStore { ChatStore(line: line) }

    /// - Throws: `missing` for a key that is none, is switched off, or whose source has no chat.
    func site(withKey key: String, isSending: Bool = false, at now: Instant) async throws -> (site: ChatSite, source: Source) {
        do {
            let source = try await channels.site(withKey: key, isSending: isSending, at: now)
            return (try await sites.find(source.id), source)
        } catch Failure.unauthenticated { throw Failure.missing("A chat for this key") }
    }

    /// The opening hours of the company; `nil` where nobody has set any.
    func hours() async throws -> BusinessHours? { try await line.database.read { try HoursStore.hours($0) } }
}
