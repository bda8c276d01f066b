import CGMime
import Kernel

/// Reads messages as they came over the wire. Nothing is too broken for it: what can be read is, and what cannot is said.
package enum MailReader {
    package static func read(_ bytes: [UInt8]) -> MailMessage {
        var message = MailMessage()
        guard let tree = GMimeTree(bytes, charset: charsetNamed(in: bytes)), !tree.headers.isEmpty else {
            message.troubles = [.noHead]
            message.text = Charset.text(bytes.prefix(MailLimits.text), label: nil).text.readable
            return message
        }
        readHead(tree, &message)
        var parts = MailParts()
        // Its parts are read through pointers into the tree.
        withExtendedLifetime(tree) { if let root = tree.root { parts.read(root) } }
        parts.fill(&message)
        return message
    }

    private static func readHead(_ tree: GMimeTree, _ message: inout MailMessage) {
        message.headers = tree.headers
        message.messageID = message.ids("Message-ID").first
        message.answers = answers(message)
        message.from = tree.addresses(GMIME_ADDRESS_TYPE_FROM).kept
        message.replyTo = tree.addresses(GMIME_ADDRESS_TYPE_REPLY_TO).kept
        let (to, cc) = (tree.addresses(GMIME_ADDRESS_TYPE_TO), tree.addresses(GMIME_ADDRESS_TYPE_CC))
        (message.to, message.cc, message.recipientCount) = (to.kept, cc.kept, to.count + cc.count)
        if to.count > to.kept.count || cc.count > cc.kept.count { message.troubles.insert(.manyRecipients) }
        message.subject = String(String.UnicodeScalarView((message.header("Subject") ?? "").unicodeScalars.prefix(500)))
        message.date = tree.date.map { Instant(microseconds: $0) }
        message.marks = marks(message)
    }

    /// The message it answers, then those before it, the nearest first.
    private static func answers(_ message: MailMessage) -> [String] {
        var seen = Set<String>()
        return (message.ids("In-Reply-To") + message.ids("References").reversed()).filter { seen.insert($0).inserted }.prefix(50).map(\.self)
    }

    private static func marks(_ message: MailMessage) -> MailMarks {
        func says(_ name: String, _ words: [String]) -> Bool {
            guard let value = message.header(name)?.lowercased() else { return false }
            return words.contains { value.hasPrefix($0) }
        }
        var marks = MailMarks()
        let automatic = message.header("Auto-Submitted")?.lowercased() ?? "no"
        marks.isAutomatic =
            !automatic.hasPrefix("no") || says("Precedence", ["auto_reply", "junk"]) || message.header("X-Autoreply") != nil
            || message.header("X-Autorespond") != nil || message.header("Return-Path") == "<>"
        // What goes to everybody; a list that passes on what people write says "list".
        let isForAll = says("Precedence", ["bulk"]) && (message.header("List-Id") != nil || message.header("List-Unsubscribe") != nil)
        marks.isAutomatic = marks.isAutomatic || isForAll
        marks.isList = message.header("List-Id") != nil || message.header("List-Unsubscribe") != nil || says("Precedence", ["list", "bulk"])
        marks.loops = message.headers.filter { $0.name.lowercased() == "x-loop" }.map { $0.value.lowercased() }
        marks.hops = message.headers.count { $0.name.lowercased() == "received" }
        return marks
    }

    /// The first charset that the message names anywhere, for letters in its head that are not encoded.
    private static func charsetNamed(in bytes: [UInt8]) -> String {
        let head = bytes.prefix(65_536)
        let name = Array("charset=".utf8)
        var place = head.startIndex
        while let start = head[place...].firstIndex(where: { $0 | 0x20 == 0x63 }) {
            place = start + 1
            guard head[start...].prefix(name.count).map({ $0 | 0x20 }) == name.map({ $0 | 0x20 }) else { continue }
            let value = head[(start + name.count)...].prefix(40).drop { $0 == UInt8(ascii: "\"") }
            let label = String(
                decoding: value.prefix { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";") }, as: UTF8.self)
            if let known = Charset(label), known != .utf8 { return known.name }
        }
        return Charset.guessed(Array(head)).name
    }
}

extension MailMessage {
    /// The first line of the head with this name.
    package func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }

    /// Message-IDs in a line of the head, without their brackets.
    func ids(_ name: String) -> [String] { headers.filter { $0.name.lowercased() == name.lowercased() }.flatMap { $0.value.messageIDs } }
}

extension String {
    /// `<a@b> <c@d>` → `a@b`, `c@d`
    var messageIDs: [String] {
        split(separator: "<", omittingEmptySubsequences: false).dropFirst().compactMap { piece in
            guard let end = piece.firstIndex(of: ">") else { return nil }
            let kept = piece[..<end].unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .control }
            let id = String(String.UnicodeScalarView(kept))
            return id.isEmpty || id.utf8.count > 500 ? nil : id
        }
    }

    /// Without what no database keeps and no page shows.
    var readable: String {
        var scalars = String.UnicodeScalarView()
        var last: Unicode.Scalar = "\n"
        for scalar in unicodeScalars {
            switch scalar {
            case "\r": scalars.append("\n")
            case "\n": if last != "\r" { scalars.append(scalar) }
            case "\t": scalars.append(scalar)
            default: if scalar.properties.generalCategory != .control { scalars.append(scalar) }
            }
            last = scalar
        }
        return String(scalars)
    }
}
