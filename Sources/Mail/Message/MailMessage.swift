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

extension MailAttachment {
    /// A file of ours to be sent. What its name and type say is put so that every program of mail can take it.
    package init(_ name: String, as type: String, _ content: [UInt8]) {
        self.init(name: FileName.plain(name) ?? "file", type: Self.sent(type), content: content)
    }

    /// A message or a report within a message would be read as part of it, and not be saved as it is.
    private static func sent(_ type: String) -> String {
        let parts = type.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        let isType =
            parts.count == 2
            && parts.allSatisfy { part in
                (1...60).contains(part.utf8.count)
                    && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-.+".utf8.contains($0) }
            }
        guard isType, parts[0] != "message", parts[0] != "multipart" else { return "application/octet-stream" }
        return type.lowercased()
    }
}

/// What a file may be called.
package enum FileName {
    /// No folders, nothing unseen, 150 characters at most; `nil` where nothing is left.
    package static func plain(_ text: String) -> String? {
        let name = String(text.oneLine.split(whereSeparator: { "/\\:".contains($0) }).last ?? "")
        let seen = String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.properties.generalCategory != .format }))
        let plain = seen.filter { !"\"<>|*?".contains($0) }
        guard !plain.allSatisfy({ $0 == "." }) else { return nil }
        return plain.count <= 150 ? plain : plain.prefix(100) + "…" + plain.suffix(40)
    }
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
