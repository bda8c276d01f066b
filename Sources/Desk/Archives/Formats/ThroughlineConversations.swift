import Channels
import Kernel
import People

/// Conversations as `ConversationExportStore` writes them.
struct ThroughlineConversations: ArchiveParser {
    let rules: IdentityRules
    let now: Instant

    func conversation(_ json: JSONValue) throws(ArchiveFault) -> PastConversation {
        guard let source = json.word("source"), let thread = json.word("thread") else { throw ArchiveFault("has no source or no thread") }
        var past = PastConversation(thread: "\(source)/\(thread)")
        past.origin = (source, thread)
        past.channel = json.word("channel").flatMap(DeskChannel.init(spelt:)) ?? .email
        past.subject = json.word("subject") ?? ""
        past.openedAt = json.moment("openedAt")
        past.priority = json.word("priority").flatMap(Conversation.Priority.init(key:)) ?? .normal
        guard let customer = json["customer"] else { throw ArchiveFault("is with nobody any more: the customer was erased") }
        past.customer = person(customer)
        past.assignee = json["assignee"].map(Self.colleague)
        for entry in json["entries"]?.elements ?? [] { add(entry, to: &past) }
        if let status = json.word("status").flatMap(ConversationStatus.init(key:)) {
            let until = json.moment("snoozedUntil")
            let isOver = status == .snoozed && until.map { $0 <= now } != false
            past.standing = .init(status: isOver ? .open : status, at: json.moment("statusAt"), until: isOver ? nil : until)
        }
        return try past.settled()
    }

    private func add(_ json: JSONValue, to past: inout PastConversation) {
        let number = json.word("number") ?? "\(past.entries.count + 1)"
        guard let happening = json.word("happening").flatMap(ConversationEntry.Happening.init(key:)) else {
            return past.faults.append("entry \(number) says of no kind that is known here what happened")
        }
        // What ties conversations together names others by the numbers that they have elsewhere.
        guard ![.merged, .split, .tied].contains(happening) else { return }
        let by = json.word("by")
        let voice: PastEntry.Voice =
            if let staff = json["staff"] { .staff(Self.colleague(staff)) } else if let other = json["person"] { .other(person(other)) } else if let by
            {
                .staff(PastColleague(name: by))
            } else { happening == .message ? .customer : .nobody }
        var entry = PastEntry(key: "\(past.thread):\(number)", voice: voice, happening: happening, at: now)
        entry.channel = json.word("channel").flatMap(DeskChannel.init(spelt:))
        guard happening.isSaid else {
            (entry.at, entry.detail) = (json.moment("at") ?? now, json.word("detail") ?? "")
            if entry.at <= now, json.moment("at") != nil { past.entries.append(entry) }
            return
        }
        let files = json["attachments"]?.elements.compactMap { $0.word("name") } ?? []
        past.add(
            entry, called: "entry \(number)", at: json.moment("at"), text: saying(json.word("text") ?? "", with: files), now: now)
    }

    private func person(_ json: JSONValue) -> PastPerson {
        let identifiers = (json["identifiers"]?.elements ?? []).compactMap { identifier -> Identifier? in
            guard let type = identifier.word("type").map(IdentifierType.init(rawValue:)), rules.byType[type] != nil else { return nil }
            return identifier.word("value").flatMap { Identifier(type, $0) }
        }
        return PastPerson(name: json.word("name") ?? "", identifiers: Array(identifiers.prefix(20)))
    }

    private static func colleague(_ json: JSONValue) -> PastColleague {
        PastColleague(name: json.word("name") ?? "", email: json.word("email") ?? "")
    }
}
