import Kernel
import People
import Timeline
import Web

/// What is to be written so that a conversation of the past stands here, or what is new of it. Pure: the store writes what is decided here.
struct PastPlan: Sendable {
    let past: PastConversation
    /// As it stands here; `nil` when it is not here yet.
    let before: Conversation?
    let number: Int64
    /// What happens in it, in order.
    private(set) var steps: [Step] = []
    /// Where it stands afterwards.
    private(set) var after: Conversation
    /// What comes onto lines; the first of a new conversation tells whom it is with.
    private(set) var touchpoints: [NewTouchpoint] = []

    struct Step: Sendable {
        let entry: PastEntry
        let staff: KnownColleague?
        /// Which touchpoint it is, if it is one.
        let touchpoint: Int?
    }

    /// - Parameters:
    ///   - known: keys of entries that are here already.
    ///   - isWorked: somebody has done something with it here: where it stands is theirs to say, and no file's.
    init(_ past: PastConversation, _ before: Conversation?, number: Int64, known: Set<String>, isWorked: Bool, staff: [String: KnownColleague]) {
        (self.past, self.before, self.number) = (past, before, number)
        after = before ?? Self.opening(past, number)
        let new = past.entries.filter { !known.contains($0.key) }
        if before == nil { touchpoints.append(opened) }
        for entry in new { happen(entry, staff, moves: !isWorked) }
        guard !isWorked else { return }
        after.priority = past.priority
        if let colleague = past.assignee.flatMap({ staff[$0.email.lowercased()] }), colleague.isWorking, after.assignee != colleague.id {
            after.assignee = colleague.id
            let isTold = past.entries.last { $0.happening == .assignment }?.detail == colleague.name
            if !isTold { note(.assignment, colleague.name) }
        }
        if let standing = past.standing, standing.status != after.status || (standing.status == .snoozed && standing.until != after.snoozedUntil) {
            stand(standing)
        }
    }

    var said: Int { steps.count { $0.entry.happening.isSaid } }

    /// Whether nothing of it is new.
    var isEmpty: Bool { before.map { steps.isEmpty && $0 == after } ?? false }
}

/// Somebody of staff whom a file means, by their address.
struct KnownColleague: Hashable, Sendable {
    let id: ID<Viewer>
    let name: String
    /// Whether a conversation may be theirs.
    let isWorking: Bool
}

// MARK: - Deciding

extension PastPlan {
    private static func opening(_ past: PastConversation, _ number: Int64) -> Conversation {
        let at = past.entries.map(\.at).min().map { min($0, past.openedAt ?? $0) } ?? .distantPast
        let first = past.entries.first { $0.happening.isSaid }?.text ?? ""
        return Conversation(
            beginning: number, channel: past.channel.rawValue, subject: past.subject.isEmpty ? Conversation.preview(of: first) : past.subject, at: at)
    }

    private var onLine: ConversationLine { ConversationLine(number: number, channel: past.channel.rawValue) }

    private var opened: NewTouchpoint {
        var message = message(.init(key: "", voice: .customer, happening: .message, at: after.openedAt), past.customer)
        message.subject = after.subject
        var touchpoint = onLine.opened(by: message)
        touchpoint.traits = message.traits
        return touchpoint
    }

    private func message(_ entry: PastEntry, _ person: PastPerson) -> IncomingMessage {
        IncomingMessage(
            key: entry.key, thread: past.thread, channel: entry.channel ?? past.channel, from: person.identifiers, text: entry.text, at: entry.at,
            traits: person.name.isEmpty ? [:] : ["name": String(person.name.asSaid.prefix(200))])
    }

    private mutating func happen(_ entry: PastEntry, _ staff: [String: KnownColleague], moves: Bool) {
        var place: Int?
        switch entry.happening {
        case .message:
            let message = message(entry, entry.person ?? past.customer)
            if moves, after.status == .resolved { reopen(entry) }
            place = appear(ConversationLine(number: number, channel: message.channel.rawValue).message(message))
            if moves { after = after.receiving(entry.text, on: message.channel.rawValue, at: entry.at) }
        case .reply:
            place = past.customer.identifiers.first.map { appear(onLine.reply(entry.text, to: $0, at: entry.at, once: entry.key)) }
            if moves { after = after.answering(entry.text, at: entry.at) }
        case .status where moves: place = happen(standing: entry)
        case .assignment, .priority, .status, .note, .labelled, .unlabelled, .team, .merged, .split, .tied, .undone: break
        }
        steps.append(Step(entry: entry, staff: entry.colleague.flatMap { staff[$0.email.lowercased()] }, touchpoint: place))
    }

    /// A change of standing that the file itself tells of.
    private mutating func happen(standing entry: PastEntry) -> Int? {
        let parts = entry.detail.split(separator: " ", maxSplits: 1).map(String.init)
        guard let status = parts.first.flatMap(ConversationStatus.init(key:)) else { return nil }
        let until = parts.count == 2 ? Instant(parts[1]) : nil
        let was = after.status
        after.standAsTold(status, at: entry.at, until: until)
        guard let customer = past.customer.identifiers.first else { return nil }
        if after.status == .resolved, was != .resolved { return appear(onLine.resolved(customer, at: entry.at, once: entry.key)) }
        if after.status == .open, was == .resolved { return appear(onLine.reopened([customer], at: entry.at, once: entry.key)) }
        return nil
    }

    private mutating func reopen(_ entry: PastEntry) {
        _ = appear(onLine.reopened(past.customer.identifiers, at: entry.at, once: entry.key))
    }

    /// Where the file says that it stood at the end.
    private mutating func stand(_ standing: PastConversation.Standing) {
        let last = past.entries.last?.at ?? after.statusAt
        let at = max(standing.at ?? last, last)
        let detail = standing.until.map { "\(standing.status.key) \($0)" } ?? standing.status.key
        note(.status, detail, at: at)
    }

    private mutating func note(_ happening: ConversationEntry.Happening, _ detail: String, at: Instant? = nil) {
        let key = "\(past.thread):\(happening.key):\(detail):\(before?.lastEntry ?? 0)"
        let entry = PastEntry(key: key, voice: .nobody, happening: happening, at: at ?? past.entries.last?.at ?? after.lastAt, detail: detail)
        happen(entry, [:], moves: true)
    }

    private mutating func appear(_ touchpoint: NewTouchpoint) -> Int {
        touchpoints.append(touchpoint)
        return touchpoints.count - 1
    }
}

extension PastEntry {
    /// Who wrote, where it is somebody else than whom the conversation is with.
    var person: PastPerson? { if case .other(let person) = voice { person } else { nil } }

    var colleague: PastColleague? { if case .staff(let colleague) = voice { colleague } else { nil } }
}

extension Conversation {
    /// As a file says that it stood, whatever was before.
    fileprivate mutating func standAsTold(_ status: ConversationStatus, at: Instant, until: Instant?) {
        (self.status, statusAt) = (status == .snoozed && until == nil ? .open : status, at)
        snoozedUntil = self.status == .snoozed ? until : nil
    }
}
