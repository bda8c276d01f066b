import Channels
import Kernel

/// Conversations of Chatwoot with their messages, as its API tells of them.
struct ChatwootConversations: ArchiveParser {
    let now: Instant

    func conversation(_ json: JSONValue) throws(ArchiveFault) -> PastConversation {
        if json["message_type"] != nil, json["messages"] == nil { throw ArchiveFault("is a message without its conversation") }
        guard let id = json.word("id") else { throw ArchiveFault("has no id") }
        let (meta, messages) = (json["meta"], json["messages"]?.elements ?? [])
        var past = PastConversation(thread: id)
        past.channel = Self.channel(meta?.word("channel") ?? json.word("channel") ?? json["inbox"]?.word("channel_type") ?? "")
        past.subject = json["additional_attributes"]?.word("mail_subject") ?? ""
        past.openedAt = json.moment("created_at")
        past.priority = json.word("priority").flatMap(Conversation.Priority.init(key:)) ?? .normal
        let first = messages.first { Self.kind($0) == .incoming }?["sender"]
        if let sender = meta?["sender"] ?? json["contact"] ?? first { past.customer = Self.person(sender) }
        if let assignee = meta?["assignee"] ?? json["assignee"] {
            past.assignee = PastColleague(name: assignee.word("name") ?? "", email: assignee.word("email") ?? "")
        }
        for (place, message) in messages.enumerated() { add(message, place + 1, to: &past) }
        past.standing = standing(json)
        return try past.settled()
    }

    private enum Kind { case incoming, outgoing, activity, template }

    /// Numbers in what the API answers, names in what webhooks tell.
    private static func kind(_ message: JSONValue) -> Kind? {
        switch message.word("message_type") {
        case "0", "incoming": .incoming
        case "1", "outgoing": .outgoing
        case "2", "activity": .activity
        case "3", "template": .template
        default: nil
        }
    }

    private func add(_ message: JSONValue, _ place: Int, to past: inout PastConversation) {
        let what = "message \(message.word("id") ?? "\(place)")"
        guard let kind = Self.kind(message) else { return past.faults.append("\(what) does not say whether it came in or went out") }
        // Activities tell what was done in words; where things stand, the conversation says itself.
        guard kind != .activity else { return }
        let sender = message["sender"]
        let type = (message.word("sender_type") ?? sender?.word("type") ?? "").lowercased()
        let isProgram = kind == .template || type.contains("bot") || type.contains("captain")
        let colleague = PastColleague(name: sender?.word("available_name") ?? sender?.word("name") ?? "", email: sender?.word("email") ?? "")
        let voice: PastEntry.Voice =
            kind == .incoming
            ? .customer : isProgram || colleague.word.isEmpty ? (isProgram ? .nobody : .staff(.init(name: "Chatwoot"))) : .staff(colleague)
        let isNote = message["private"]?.isTrue == true || isProgram
        let happening: ConversationEntry.Happening = kind == .incoming ? .message : isNote ? .note : .reply
        let key = message.word("id").map { "message:\($0)" } ?? "conversation:\(past.thread):\(place)"
        let files = (message["attachments"]?.elements ?? []).compactMap { file in
            (file.word("data_url") ?? file.word("file_type")).map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        }
        past.add(
            PastEntry(key: key, voice: voice, happening: happening, at: now), called: what, at: message.moment("created_at"),
            text: saying(message.word("content") ?? "", with: files), now: now)
    }

    private static func person(_ sender: JSONValue) -> PastPerson {
        PastPerson(
            name: sender.word("name"), email: sender.word("email"), phone: sender.word("phone_number"), id: sender.word("identifier"),
            otherwise: sender.word("id").map { "chatwoot:\($0)" })
    }

    private func standing(_ json: JSONValue) -> PastConversation.Standing? {
        let changed = json.moment("last_activity_at") ?? json.moment("updated_at") ?? json.moment("timestamp")
        let until = json.moment("snoozed_until")
        return switch json.word("status") {
        case "open", "pending": .init(status: .open, at: changed)
        case "snoozed": until.map { $0 > now } == true ? .init(status: .snoozed, at: changed, until: until) : .init(status: .open, at: changed)
        case "resolved": .init(status: .resolved, at: changed)
        default: nil
        }
    }

    private static func channel(_ name: String) -> DeskChannel {
        let plain = name.lowercased().replacing("channel::", with: "")
        return switch plain {
        case "email": .email
        case "webwidget": .chat
        case "sms", "twiliosms": .sms
        case "twitterprofile", "instagram", "tiktok": .social
        case "voice": .phone
        case "whatsapp", "facebookpage", "telegram", "line", "api": .messenger
        default: .chat
        }
    }
}
