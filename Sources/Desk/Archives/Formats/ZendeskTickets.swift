import Channels
import Kernel
import Mail

/// Tickets of Zendesk with their comments, from its JSON export or put together from its API.
struct ZendeskTickets: ArchiveParser {
    let users: ForeignUsers
    let now: Instant

    func conversation(_ json: JSONValue) throws(ArchiveFault) -> PastConversation {
        guard let id = json.word("id") else { throw ArchiveFault("has no id") }
        var past = PastConversation(thread: id)
        past.channel = Self.channel(json["via"]?.word("channel") ?? "") ?? .web
        past.subject = json.word("subject") ?? json.word("raw_subject") ?? ""
        past.openedAt = json.moment("created_at")
        past.priority = json.word("priority").flatMap(Conversation.Priority.init(key:)) ?? .normal
        let cast = Cast(json, users)
        past.customer = cast.requester
        past.assignee = cast.assignee
        let comments = json["comments"]?.elements ?? []
        for (place, comment) in comments.enumerated() { add(comment, place + 1, cast, to: &past) }
        if comments.isEmpty, let description = json.word("description") {
            let voice = cast.voice(json.word("submitter_id") ?? json["submitter"]?.word("id") ?? cast.requesterID)
            let happening: ConversationEntry.Happening = if case .staff = voice { .reply } else { .message }
            let entry = PastEntry(key: "ticket:\(id)", voice: voice, happening: happening, at: now)
            past.add(entry, called: "the description", at: past.openedAt, text: description, now: now)
        }
        past.standing = Self.standing(json)
        return try past.settled()
    }

    private func add(_ comment: JSONValue, _ place: Int, _ cast: Cast, to past: inout PastConversation) {
        let voice = cast.voice(comment.word("author_id") ?? comment["author"]?.word("id"))
        let happening: ConversationEntry.Happening =
            switch voice {
            case _ where comment["public"]?.form == .false: .note
            case .customer, .other: .message
            case .staff: .reply
            case .nobody: .note
            }
        let key = comment.word("id").map { "comment:\($0)" } ?? "ticket:\(past.thread):\(place)"
        var entry = PastEntry(key: key, voice: voice, happening: happening, at: now)
        entry.channel = comment["via"]?.word("channel").flatMap(Self.channel)
        let files = comment["attachments"]?.elements.compactMap { $0.word("file_name") } ?? []
        let text = comment.word("plain_body") ?? comment.word("body") ?? comment.word("html_body").map(HTMLText.text(of:)) ?? ""
        past.add(
            entry, called: "comment \(comment.word("id") ?? "\(place)")", at: comment.moment("created_at"), text: saying(text, with: files), now: now)
    }

    private static func standing(_ json: JSONValue) -> PastConversation.Standing? {
        let changed = json["metric_set"]?.moment("solved_at") ?? json.moment("updated_at")
        return switch json.word("status") {
        case "new", "open": .init(status: .open, at: changed)
        case "pending", "hold": .init(status: .waiting, at: changed)
        case "solved", "closed", "deleted": .init(status: .resolved, at: changed)
        default: nil
        }
    }

    private static func channel(_ name: String) -> DeskChannel? {
        switch name.lowercased() {
        case "email": .email
        case "chat", "native_messaging", "messaging", "chat_transcript": .chat
        case "voice", "phone", "phone_call_inbound", "phone_call_outbound", "voicemail": .phone
        case "sms", "text_message": .sms
        case "twitter", "twitter_dm", "facebook", "instagram_dm", "any_channel", "any_channel_service": .social
        case "whatsapp", "line", "wechat", "viber", "telegram", "messenger", "sunshine_conversations_api": .messenger
        case "web", "web_form", "web_service", "web_widget", "help_center", "mobile", "mobile_sdk", "api", "closed_ticket": .web
        default: nil
        }
    }
}

/// Who is who in a ticket.
private struct Cast {
    let requester: PastPerson
    let assignee: PastColleague?
    let requesterID: String?
    private let assigneeID: String?
    private let inCopy: Set<String>
    private let users: ForeignUsers

    init(_ json: JSONValue, _ users: ForeignUsers) {
        let requesterID = json.word("requester_id") ?? json["requester"]?.word("id")
        let user = json["requester"].map(ForeignUsers.User.init) ?? users[requesterID]
        requester = Self.person(user, requesterID)
        let assigneeID = json.word("assignee_id") ?? json["assignee"]?.word("id")
        let named = json["assignee"].flatMap { $0.form == .object ? ForeignUsers.User($0) : nil } ?? users[assigneeID]
        assignee = (named?.colleague).flatMap { $0.word.isEmpty ? nil : $0 } ?? assigneeID.map { PastColleague(name: "#\($0)") }
        inCopy = Set(json.words("collaborator_ids") + json.words("email_cc_ids") + json.words("follower_ids"))
        (self.requesterID, self.assigneeID, self.users) = (requesterID, assigneeID, users)
    }

    private static func person(_ user: ForeignUsers.User?, _ id: String?) -> PastPerson {
        PastPerson(name: user?.name, email: user?.email, phone: user?.phone, otherwise: id.map { "zendesk:\($0)" })
    }

    /// Whoever is unknown, and neither asked nor stands in copy, is staff: customers are told of in the file.
    func voice(_ author: String?) -> PastEntry.Voice {
        guard let author, !author.hasPrefix("-") else { return .nobody }
        if author == requesterID { return .customer }
        if author == assigneeID, let assignee { return .staff(assignee) }
        guard let user = users[author], let isStaff = user.isStaff else {
            return inCopy.contains(author)
                ? .other(Self.person(users[author], author)) : .staff(users[author]?.colleague ?? .init(name: "#\(author)"))
        }
        return isStaff ? .staff(user.colleague) : .other(Self.person(user, author))
    }
}
