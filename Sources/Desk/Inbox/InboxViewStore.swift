import Kernel
import Storage
import Web

extension InboxView {
    /// Of a row of `conversation`: whether it belongs to the list. A snooze that is over counts as open.
    func condition(_ staff: ID<Viewer>, at now: Instant) -> SQL {
        let isOpen: SQL = "(conversation.status = 1 OR (conversation.status = 3 AND conversation.snoozed_until <= \(now)))"
        return switch self {
        case .mine: "conversation.assignee = \(staff) AND \(isOpen)"
        case .unassigned: "conversation.assignee IS NULL AND \(isOpen)"
        case .open: isOpen
        case .waiting: "conversation.status = 2"
        case .snoozed: "conversation.status = 3 AND conversation.snoozed_until > \(now)"
        case .resolved: "conversation.status = 4"
        }
    }
}
