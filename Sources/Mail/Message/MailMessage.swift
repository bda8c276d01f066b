package import Kernel

/// A message as far as it could be read: plain values, and what could not be read said beside them.
package struct MailMessage: Sendable {
    /// What its sender calls it, without the pointed brackets.
    package var messageID: String?
    /// What it says it answers, by their Message-IDs, the nearest first.
    package var answers: [String] = []
    package var from: [MailAddress] = []
    package var replyTo: [MailAddress] = []
    package var to: [MailAddress] = []
    package var cc: [MailAddress] = []
    /// How many it is for, also those beyond the first fifty, which alone are kept.
    package var recipientCount = 0
    package var subject = ""
    package var date: Instant?
    /// What it says, in plain text: as it was written, or taken from its HTML.
    package var text = ""
    /// As it was written, and not to be trusted: see `CleanHTML`.
    package var html: String?
    package var attachments: [MailAttachment] = []
    package var headers: [MailHeader] = []
    package var marks = MailMarks()
    package var bounce: MailBounce?
    package var troubles: Set<MailTrouble> = []

    package init() {}

    /// Whom it is for, in the order of its headers.
    package var recipients: [MailAddress] { to + cc }
}

/// A line of the head, with what was encoded decoded.
package struct MailHeader: Hashable, Sendable {
    package let name: String
    package let value: String
}

/// A file that came with a message.
package struct MailAttachment: Hashable, Sendable {
    /// Without folders and control characters; never empty.
    package let name: String
    /// As the sender says: `application/pdf`.
    package let type: String
    package let content: [UInt8]
}

/// What a message says of how it came about.
package struct MailMarks: Hashable, Sendable {
    /// A machine wrote it, to everybody or because somebody wrote to it (RFC 3834).
    package var isAutomatic = false
    /// It came by a mailing list.
    package var isList = false
    /// The addresses that it has passed through and that mark what they send.
    package var loops: [String] = []
    /// How many servers it has passed.
    package var hops = 0

    /// More servers than any message passes that is not going round.
    package static let mostHops = 50
}

/// That a message could not be delivered, as another server reports it (RFC 3464).
package struct MailBounce: Hashable, Sendable {
    /// Whom it did not reach.
    package var recipient: String
    /// `5.1.1`
    package var status: String
    /// What their server said.
    package var reason: String
    /// The Message-ID of what was sent.
    package var original: String?
    /// It may still arrive.
    package var isDelay: Bool
}

/// What of a message could not be read; the rest was.
package enum MailTrouble: String, Sendable, CaseIterable {
    case noHead = "no_head"
    case tooManyParts = "too_many_parts"
    case tooDeep = "too_deep"
    case unknownCharset = "unknown_charset"
    case wrongCharset = "wrong_charset"
    case cutText = "cut_text"
    case manyRecipients = "many_recipients"
}
