import Kernel
import Mail

/// A file that stands beside something in a conversation.
struct ConversationFile: Hashable, Sendable {
    let id: ID<ConversationFile>
    let name: String
    /// `image/png`
    let type: String
    /// Bytes.
    let size: Int

    var path: String { "/inbox/files/\(id)" }

    /// Whether it is shown in its conversation, and not its name alone.
    var isPicture: Bool { ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(type) }
}

/// A file that is about to be put beside something.
struct NewFile: Hashable, Sendable {
    let name: String
    let type: String
    let content: [UInt8]
}

extension [NewFile] {
    /// What was said where nothing was written: what there is.
    var names: String { map(\.name).joined(separator: "\n") }

    var attachments: [MailAttachment] { map { MailAttachment($0.name, as: $0.type, $0.content) } }
}
