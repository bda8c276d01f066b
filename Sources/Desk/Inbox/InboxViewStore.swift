import Kernel
import Storage
import Web

extension InboxView {
    /// Of a row of `conversation`: what belongs to the list, in parts that have nothing in common. Each names one status, so that an index has its
    /// rows in order. A snooze that is over counts as open.
    func parts(_ staff: ID<Viewer>, at now: Instant) -> [SQL] {
        let open: [SQL] = ["conversation.status = 1", "conversation.status = 3 AND conversation.snoozed_until <= \(now)"]
        let parts: [SQL] =
            switch self {
            case .mine: open.map { "conversation.assignee = \(staff) AND \($0)" }
            case .teams: open.map { "\(InboxTeams.areTheirs(staff)) AND \($0)" }
            case .unassigned: open.map { "conversation.assignee IS NULL AND \($0)" }
            case .open: open
            case .due: ["conversation.due_at IS NOT NULL AND NOT (conversation.status = 3 AND conversation.snoozed_until > \(now))"]
            case .waiting: ["conversation.status = 2"]
            case .snoozed: ["conversation.status = 3 AND conversation.snoozed_until > \(now)"]
            case .resolved: ["conversation.status = 4"]
            case .unhappy:
                [
                    """
                    conversation.number IN (SELECT COALESCE(held.part_of, held.number) FROM csat_survey
                    JOIN conversation AS held ON held.number = csat_survey.conversation WHERE \(SurveyStore.isConcern(at: now)))
                    """
                ]
            case .mentions: [MentionStore.isCalled(staff)]
            case .drafts: [DraftStore.isBegun(by: staff)]
            }
        // What is merged into another one is read there.
        return parts.map { "\($0) AND conversation.part_of IS NULL" }
    }

    /// The same of what is counted: of mentions those that nobody has looked at.
    func countedParts(_ staff: ID<Viewer>, at now: Instant) -> [SQL] {
        self == .mentions ? [MentionStore.isUnseen(staff)] : parts(staff, at: now)
    }
}

extension InboxAddress {
    /// Of a row of `conversation`: what belongs to this list, in parts that have nothing in common.
    func parts(_ staff: ID<Viewer>, at now: Instant) -> [SQL] { narrowed(view.parts(staff, at: now)) }

    /// What of it is counted in a view.
    func countedParts(of view: InboxView, _ staff: ID<Viewer>, at now: Instant) -> [SQL] { narrowed(view.countedParts(staff, at: now)) }

    private func narrowed(_ parts: [SQL]) -> [SQL] {
        var conditions: [SQL] = []
        if let label { conditions.append(ConversationLabelProjection.bears(label)) }
        if let team { conditions.append("conversation.team = \(team)") }
        if let field { conditions.append(ConversationFieldStore.bears(field.key, field.value)) }
        return parts.map { SQL.all([$0] + conditions) }
    }
}
