import Foundation
package import Kernel

/// A message of ours, to be sent: what is said in it cannot become a line of its head, whatever it is.
package struct MailDraft: Sendable {
    /// Without brackets; it is fixed before the message is first sent.
    package let messageID: String
    package let from: MailAddress
    package let to: [MailAddress]
    /// Who sees it too, and is seen to.
    package var cc: [MailAddress] = []
    package var replyTo: MailAddress?
    package let subject: String
    package let date: Instant
    /// Message-IDs of what it answers, the nearest last.
    package var references: [String] = []
    package let text: String
    package var attachments: [MailAttachment] = []
    /// A machine wrote it because somebody wrote to it; others give it no automatic answer then (RFC 3834).
    package var isAutomatic = false

    package init(messageID: String, from: MailAddress, to: [MailAddress], subject: String, date: Instant, text: String) {
        (self.messageID, self.from, self.to, self.subject, self.date, self.text) = (messageID, from, to, subject, date, text)
    }

    /// As it goes over the wire (RFC 5322): lines end with CR LF, and none is longer than 998 bytes.
    ///
    /// - Throws: `Failure.invalid` when an address is none that mail can be sent to.
    package func written() throws -> [UInt8] {
        for address in [from] + to + cc + [replyTo].compactMap(\.self) {
            try Failure.require(
                MailAddress.isAddress(address.address), "to", "“\(address.address.prefix(100))” is no address that mail can be sent to")
        }
        var lines = [
            "Date: \(Self.dateText(date))", "From: \(HeaderText.address(from))", "To: \(to.map(HeaderText.address).joined(separator: ",\r\n "))",
        ]
        if !cc.isEmpty { lines.append("Cc: \(cc.map(HeaderText.address).joined(separator: ",\r\n "))") }
        if let replyTo { lines.append("Reply-To: \(HeaderText.address(replyTo))") }
        lines += ["Message-ID: <\(Self.id(messageID))>", "Subject: \(HeaderText.words(subject))"]
        if let last = references.last {
            lines.append("In-Reply-To: <\(Self.id(last))>")
            lines.append("References: " + references.map { "<\(Self.id($0))>" }.joined(separator: "\r\n "))
        }
        if isAutomatic { lines.append("Auto-Submitted: auto-replied") }
        lines += ["X-Loop: \(from.key)", "MIME-Version: 1.0", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + (attachments.isEmpty ? said : severalParts)
    }

    private var said: [UInt8] {
        Array("Content-Type: text/plain; charset=utf-8; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8)
            + QuotedPrintable.encode(FlowedText.wrapped(text))
    }

    /// Of what stands between neither form holds a line that begins so: `=_` is none in either.
    private static let boundary = "=_throughline"

    /// What is said, and the files behind it (RFC 2046).
    private var severalParts: [UInt8] {
        var bytes = Array("Content-Type: multipart/mixed; boundary=\"\(Self.boundary)\"\r\n\r\n--\(Self.boundary)\r\n".utf8) + said
        for file in attachments {
            let head = """
                --\(Self.boundary)\r\nContent-Type: \(file.type)\r\nContent-Transfer-Encoding: base64\r\n\
                Content-Disposition: attachment\(HeaderText.parameter("filename", file.name))\r\n\r\n
                """
            bytes += Array(head.utf8)
            bytes += Data(file.content).base64EncodedData(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
            bytes += Array("\r\n".utf8)
        }
        return bytes + Array("--\(Self.boundary)--\r\n".utf8)
    }

    /// What cannot stand in a Message-ID is left out, so that one of others cannot end its line.
    private static func id(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.filter { (0x21...0x7E).contains($0.value) && !"<>".unicodeScalars.contains($0) }.prefix(500))
        )
    }

    /// `Mon, 30 Nov 2026 08:14:00 +0000`
    private static func dateText(_ date: Instant) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        return formatter.string(from: Date(timeIntervalSince1970: Double(date.microseconds / 1_000_000)))
    }
}
