package import Kernel

/// A message in the journal of mail: what it is, what became of it, and why.
package struct JournalMessage: Hashable, Sendable {
    package let id: ID<JournalMessage>
    package let mailbox: Int64
    package let direction: Direction
    package let state: State
    /// Why it was filed where it was, or kept: a key of ours.
    package let decision: String
    /// What went wrong, or what a server said.
    package let fault: String
    /// What makes it this message within its mailbox, however often it comes.
    package let once: String
    package let messageID: String
    /// To which address of ours it was delivered.
    package let deliveredTo: String
    /// Who wrote, or to whom we write.
    package let address: String
    package let name: String
    /// All whom it is for, each on a line; the first fifty.
    package let recipients: String
    package let recipientCount: Int
    package let subject: String
    /// Bytes.
    package let size: Int
    /// What could not be read of it: keys of `MailTrouble`.
    package let troubles: [String]
    package let hasHTML: Bool
    package let isStranger: Bool
    package let receivedAt: Instant
    package let recordedAt: Instant
    package let settledAt: Instant?
    package let arrivals: Int
    package let attempts: Int
    package let nextTryAt: Instant?
    package let conversation: Int64?
    package let entry: Int64?
    package let suggestion: Int64?

    package enum Direction: Int16, Sendable {
        case incoming = 1
        case outgoing = 2
    }

    package enum State: String, Sendable, CaseIterable {
        /// On disk, and to be filed.
        case received
        /// In a conversation.
        case filed
        /// In the journal alone.
        case kept
        case waiting, sending, sent, bounced
        /// Given up, until somebody tries again.
        case failed
    }
}

extension JournalMessage {
    var path: String { "/settings/mail/\(id)" }
}
