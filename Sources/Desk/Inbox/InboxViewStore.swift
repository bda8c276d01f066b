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
            case .unassigned: open.map { "conversation.assignee IS NULL AND \($0)" }
            case .open: open
            case .due: ["conversation.due_at IS NOT NULL"]
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
            }
        // What is merged into another one is read there.
        return parts.map { "\($0) AND conversation.part_of IS NULL" }
    }
}
