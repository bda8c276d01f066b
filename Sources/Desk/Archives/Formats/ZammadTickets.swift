import Channels
import Kernel
import Mail
import People

/// Tickets of Zammad, expanded, each with its `articles`.
struct ZammadTickets: ArchiveParser {
    let users: ForeignUsers
    let now: Instant

    func conversation(_ json: JSONValue) throws(ArchiveFault) -> PastConversation {
        guard let id = json.word("id") else { throw ArchiveFault("has no id") }
        let articles = json["articles"]?.elements ?? []
        var past = PastConversation(thread: id)
        past.subject = json.word("title") ?? ""
        past.openedAt = json.moment("created_at")
        past.priority = Self.priority(json)
        past.customer = customer(json, articles)
        past.assignee = owner(json)
        let type = json.word("create_article_type") ?? articles.first?.word("type") ?? ""
        past.channel = Self.channel(type) ?? .email
        for (place, article) in articles.enumerated() { add(article, place + 1, to: &past) }
        past.standing = standing(json)
        return try past.settled()
    }

    // MARK: - Articles

    private enum Sender { case customer, agent, system }

    private static func sender(_ article: JSONValue) -> Sender {
        switch article.word("sender") ?? article.word("sender_id") {
        case "Customer", "2": .customer
        case "Agent", "1": .agent
        default: .system
        }
    }

    private func add(_ article: JSONValue, _ place: Int, to past: inout PastConversation) {
        let (sender, type) = (Self.sender(article), article.word("type") ?? "")
        let voice: PastEntry.Voice =
            switch sender {
            case .customer: author(article, of: past.customer)
            case .agent: .staff(agent(article))
            case .system: .nobody
            }
        let isNote = article["internal"]?.isTrue == true || sender == .system || (sender == .agent && type == "note")
        let happening: ConversationEntry.Happening = isNote ? .note : sender == .customer ? .message : .reply
        var entry = PastEntry(
            key: article.word("id").map { "article:\($0)" } ?? "ticket:\(past.thread):\(place)", voice: voice, happening: happening, at: now)
        entry.channel = Self.channel(type)
        let files = article["attachments"]?.elements.compactMap { $0.word("filename") } ?? []
        let body = article.word("body") ?? ""
        let text = article.word("content_type")?.hasPrefix("text/html") == true ? HTMLText.text(of: body) : body
        past.add(
            entry, called: "article \(article.word("id") ?? "\(place)")", at: article.moment("created_at"), text: saying(text, with: files), now: now)
    }

    /// A customer who writes from another address than the ticket's is somebody else.
    private func author(_ article: JSONValue, of customer: PastPerson) -> PastEntry.Voice {
        guard let from = MailAddress(header: article.word("from") ?? ""),
            let email = PastPerson(name: from.name, email: from.address, phone: nil).ifKnown,
            customer.identifiers.contains(where: { $0.type == .email }), !email.identifiers.allSatisfy(customer.identifiers.contains)
        else { return .customer }
        return .other(email)
    }

    private func agent(_ article: JSONValue) -> PastColleague {
        let user = users[article.word("created_by_id")]
        let from = MailAddress(header: article.word("from") ?? "")
        let name = user?.name ?? from?.name.split(separator: " via ").first.map(String.init) ?? article.word("from") ?? ""
        let login = article.word("created_by").flatMap { $0.contains("@") ? $0 : nil }
        let email = user?.email ?? login ?? ""
        let named = PastColleague(name: name.contains("@") ? "" : name, email: email)
        return named.word.isEmpty ? PastColleague(name: "#\(article.word("created_by_id") ?? "?")") : named
    }

    // MARK: - The ticket

    private func customer(_ json: JSONValue, _ articles: [JSONValue]) -> PastPerson {
        let id = json.word("customer_id")
        let from = articles.first { Self.sender($0) == .customer }?.word("from").flatMap { MailAddress(header: $0) }
        let user = users[id]
        let login = json.word("customer").flatMap { $0.contains("@") ? $0 : nil } ?? json["customer"]?.word("email")
        let email = user?.email ?? login ?? from?.address
        // Who has called has a number for a login.
        let caller = json.word("customer").flatMap { $0.filter(\.isNumber).count >= 7 && !$0.contains("@") ? $0 : nil }
        let isWriter = from.map { $0.key == email?.lowercased() } ?? false
        return PastPerson(
            name: user?.name ?? (isWriter ? from?.name : nil), email: email, phone: user?.phone ?? json["customer"]?.word("phone") ?? caller,
            otherwise: id.map { "zammad:\($0)" })
    }

    /// Number 1 is the system: nobody.
    private func owner(_ json: JSONValue) -> PastColleague? {
        if let user = users[json.word("owner_id")] { return json.word("owner_id") == "1" ? nil : user.colleague }
        return json.word("owner").flatMap { $0.contains("@") ? PastColleague(email: $0) : nil }
    }

    private func standing(_ json: JSONValue) -> PastConversation.Standing? {
        let changed = json.moment("updated_at")
        let until = json.moment("pending_time")
        return switch json.word("state") ?? json.word("state_id") {
        case "new", "open", "1", "2": .init(status: .open, at: changed)
        case "pending reminder", "3":
            until.map { $0 > now } == true ? .init(status: .snoozed, at: changed, until: until) : .init(status: .open, at: changed)
        case "pending close", "7": .init(status: .waiting, at: changed)
        case "closed", "merged", "removed", "4", "5", "6": .init(status: .resolved, at: json.moment("close_at") ?? changed)
        default: nil
        }
    }

    private static func priority(_ json: JSONValue) -> Conversation.Priority {
        switch (json.word("priority") ?? json.word("priority_id"))?.prefix(1) {
        case "1": .low
        case "3": .high
        case "4": .urgent
        default: .normal
        }
    }

    private static func channel(_ type: String) -> DeskChannel? {
        switch type.lowercased() {
        case "email": .email
        case "phone": .phone
        case "web": .web
        case "sms": .sms
        case "chat": .chat
        case "twitter status", "twitter direct-message", "facebook feed post", "facebook feed comment": .social
        case "telegram personal-message", "whatsapp message": .messenger
        default: nil
        }
    }
}

extension PastPerson {
    fileprivate var ifKnown: PastPerson? { identifiers.isEmpty ? nil : self }
}
