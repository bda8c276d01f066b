import Kernel
import Web

/// Something that somebody did, in one conversation or in several, and can take back for some minutes.
struct WorkDone: Hashable, Sendable {
    let id: ID<WorkDone>
    let staff: ID<Viewer>
    let at: Instant
    let deed: Deed
    /// Of a macro its name.
    var detail = ""

    enum Deed: String, CaseIterable, Sendable {
        case resolved, reopened, waiting, snoozed, assigned, team, priority, labelled, unlabelled, macro, answered, put
    }

    /// So long it can be taken back; an answer by mail until it goes out.
    static let patience = Duration.minutes(5)
}

extension WorkDone {
    init(_ deed: Deed, by staff: Viewer, at now: Instant, _ detail: String = "") {
        self.init(id: ID(at: now), staff: staff.id, at: now, deed: deed, detail: detail)
    }

    /// A change of standing.
    init(_ status: ConversationStatus, by staff: Viewer, at now: Instant) {
        let deed: Deed =
            switch status {
            case .open: .reopened
            case .waiting: .waiting
            case .snoozed: .snoozed
            case .resolved: .resolved
            }
        self.init(deed, by: staff, at: now)
    }
}

/// How a conversation stood, as far as work on it changes that.
struct Standing: Hashable, Codable, Sendable {
    let status: Int16
    let statusAt: Int64
    let snoozedUntil: Int64?
    let priority: Int16
    let assignee: String?
    var unansweredSince: Int64?
    /// Keys.
    let labels: Set<String>
    var team: String?

    init(_ conversation: Conversation, labels: Set<String>) {
        (status, statusAt) = (conversation.status.rawValue, conversation.statusAt.microseconds)
        (snoozedUntil, priority) = (conversation.snoozedUntil?.microseconds, conversation.priority.rawValue)
        (assignee, unansweredSince) = (conversation.assignee?.description, conversation.unansweredSince?.microseconds)
        (self.labels, team) = (labels, conversation.team)
    }

    /// The conversation as it stood, with all that was said.
    func restored(in conversation: Conversation) -> Conversation {
        var before = conversation
        before.status = ConversationStatus(rawValue: status) ?? .open
        before.statusAt = Instant(microseconds: statusAt)
        before.snoozedUntil = snoozedUntil.map { Instant(microseconds: $0) }
        before.priority = Conversation.Priority(rawValue: priority) ?? .normal
        before.assignee = assignee.flatMap { ID<Viewer>($0) }
        before.team = team
        before.unansweredSince = unansweredSince.map { Instant(microseconds: $0) }
        return before
    }
}
