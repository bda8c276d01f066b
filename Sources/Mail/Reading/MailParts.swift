import Kernel

/// What is gathered from the parts of a message, walked through one by one.
struct MailParts {
    private var texts: [String] = []
    private var html: String?
    private var attachments: [MailAttachment] = []
    private var bounce: MailBounce?
    private var troubles: Set<MailTrouble> = []
    private var count = 0

    mutating func read(_ part: GMimePart, depth: Int = 0) {
        count += 1
        guard count <= MailLimits.parts else {
            troubles.insert(.tooManyParts)
            return
        }
        switch part.sort {
        case .several:
            guard depth < MailLimits.depth else {
                troubles.insert(.tooDeep)
                return
            }
            for place in 0..<part.count {
                if count > MailLimits.parts { break }
                if let child = part.child(place) { read(child, depth: depth + 1) }
            }
        case .message: readEnclosed(part)
        case .leaf, .other: readLeaf(part)
        }
    }

    func fill(_ message: inout MailMessage) {
        message.html = html
        message.attachments = attachments
        message.bounce = bounce
        message.troubles.formUnion(troubles)
        let own = texts.joined(separator: "\n\n")
        message.text = own.isEmpty ? html.map { HTMLText.text(of: $0) } ?? "" : own
    }

    // MARK: - Parts

    private mutating func readLeaf(_ part: GMimePart) {
        let type = part.type
        switch type {
        case "message/delivery-status": bounce = DeliveryStatus.read(part.content).map { merge($0) } ?? bounce
        case "text/rfc822-headers" where bounce != nil:
            let original = DeliveryStatus.messageID(part.content) ?? bounce?.original
            bounce?.original = original
        case "text/plain" where isInline(part): addText(part)
        case "text/html" where isInline(part) && html == nil: html = text(of: part)
        default: attach(part, type)
        }
    }

    /// A report names what it is about in its last part; else a message within the message is a file.
    private mutating func readEnclosed(_ part: GMimePart) {
        if bounce != nil, let id = part.enclosedHeaders.first(where: { $0.name.lowercased() == "message-id" })?.value.messageIDs.first {
            bounce?.original = id
            return
        }
        attach(part, "message/rfc822")
    }

    private func merge(_ found: MailBounce) -> MailBounce {
        var found = found
        found.original = found.original ?? bounce?.original
        return found
    }

    private func isInline(_ part: GMimePart) -> Bool { part.disposition != "attachment" && (part.filename ?? "").isEmpty }

    private mutating func addText(_ part: GMimePart) {
        let text = text(of: part)
        let isFlowed = part.parameter("format")?.lowercased() == "flowed"
        if !text.isEmpty { texts.append(isFlowed ? FlowedText.unwrapped(text, dropsSpace: part.parameter("delsp")?.lowercased() == "yes") : text) }
    }

    private mutating func text(of part: GMimePart) -> String {
        let content = part.content
        if content.count > MailLimits.text { troubles.insert(.cutText) }
        let decoded = Charset.text(content.prefix(MailLimits.text), label: part.parameter("charset"))
        if let trouble = decoded.trouble { troubles.insert(trouble) }
        return decoded.text.readable
    }

    private mutating func attach(_ part: GMimePart, _ type: String) {
        let usual = type == "message/rfc822" ? "message.eml" : "attachment-\(attachments.count + 1)"
        attachments.append(MailAttachment(name: FileName.plain(part.filename ?? "") ?? usual, type: type, content: part.content))
    }
}

/// What a server reports of a delivery (RFC 3464): blocks of lines as in a head.
enum DeliveryStatus {
    static func read(_ bytes: [UInt8]) -> MailBounce? {
        let fields = fields(bytes)
        guard let recipient = fields["final-recipient"] ?? fields["original-recipient"] else { return nil }
        let action = fields["action"]?.lowercased() ?? "failed"
        guard action == "failed" || action == "delayed" else { return nil }
        return MailBounce(
            recipient: afterType(recipient), status: fields["status"] ?? "", reason: String(afterType(fields["diagnostic-code"] ?? "").prefix(500)),
            original: nil, isDelay: action == "delayed")
    }

    static func messageID(_ bytes: [UInt8]) -> String? { fields(bytes)["message-id"]?.messageIDs.first }

    /// `rfc822; kim@example.com` → `kim@example.com`
    private static func afterType(_ text: String) -> String {
        text.split(separator: ";", maxSplits: 1).last.map { String($0).oneLine } ?? ""
    }

    private static func fields(_ bytes: [UInt8]) -> [String: String] {
        var (fields, last): ([String: String], String?) = ([:], nil)
        for line in String(decoding: bytes.prefix(65_536), as: UTF8.self).readable.split(separator: "\n") {
            if line.first?.isWhitespace == true, let name = last {
                fields[name, default: ""] += " " + String(line).oneLine
            } else if let colon = line.firstIndex(of: ":") {
                let name = String(line[..<colon]).oneLine.lowercased()
                last = fields[name] == nil ? name : nil
                if fields[name] == nil { fields[name] = String(line[line.index(after: colon)...]).oneLine }
            }
        }
        return fields
    }
}
