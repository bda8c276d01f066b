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
    package var calendar: Calendar?

    /// An appointment, for programs that keep calendars (RFC 6047).
    package struct Calendar: Sendable {
        /// `REQUEST`, `CANCEL`
        package let method: String
        /// The file.
        package let text: String

        package init(method: String, text: String) { (self.method, self.text) = (method, text) }
    }

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
        lines += ["X-Loop: \(from.key)", "MIME-Version: 1.0"]
        return Array(lines.joined(separator: "\r\n").utf8) + [0x0D, 0x0A] + body
    }

    /// What is said, and the files behind it. An appointment is said in two ways, and is a file besides, for whoever reads neither.
    private var body: [UInt8] {
        let said = calendar.map { Self.parts("alternative", mark("b"), [words, Self.part($0)]) } ?? words
        let appointment = calendar.map {
            MailAttachment(name: "appointment.ics", type: "application/ics; name=\"appointment.ics\"", content: Array($0.text.utf8))
        }
        let files = [appointment].compactMap(\.self) + attachments
        return files.isEmpty ? said : Self.parts("mixed", mark("a"), [said] + files.map(Self.part))
    }

    private var words: [UInt8] {
        Self.part("text/plain; charset=utf-8; format=flowed", encoding: "quoted-printable", QuotedPrintable.encode(FlowedText.wrapped(text)))
    }

    /// A line that stands in no part: what is encoded has no underscore behind an equals sign (RFC 2045, 6.7).
    private func mark(_ letter: String) -> String { "=_\(letter)\(Self.id(messageID).filter { $0.isLetter || $0.isNumber }.prefix(40))" }

    private static func part(_ calendar: Calendar) -> [UInt8] {
        part("text/calendar; charset=utf-8; method=\(calendar.method)", encoding: "base64", lines(of: Array(calendar.text.utf8)))
    }

    private static func part(_ file: MailAttachment) -> [UInt8] {
        let disposition = "Content-Disposition: attachment\(HeaderText.parameter("filename", file.name))\r\n"
        return part(file.type, encoding: "base64", more: disposition, lines(of: file.content))
    }

    private static func lines(of bytes: [UInt8]) -> [UInt8] {
        Data(bytes).base64EncodedData(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]) + [0x0D, 0x0A]
    }

    private static func part(_ type: String, encoding: String, more: String = "", _ bytes: [UInt8]) -> [UInt8] {
        Array("Content-Type: \(type)\r\nContent-Transfer-Encoding: \(encoding)\r\n\(more)\r\n".utf8) + bytes
    }

    private static func parts(_ kind: String, _ mark: String, _ parts: [[UInt8]]) -> [UInt8] {
        let head = "Content-Type: multipart/\(kind); boundary=\"\(mark)\"\r\n\r\n"
        // The end of the last line of a part belongs to the mark behind it.
        return Array(head.utf8) + parts.flatMap { Array("--\(mark)\r\n".utf8) + $0 } + Array("--\(mark)--\r\n".utf8)
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
