import Kernel
import Web

/// By when something is owed: quiet while there is time, louder when a warning is due, loudest when it is late.
struct DeadlineBadge: Markup {
    let t: Texts
    let due: NextDeadline
    var saysGoal = false

    var html: HTML {
        let urgency = due.urgency(at: t.now)
        let tone: Tone =
            switch urgency {
            case .running: .plain
            case .warned: .warn
            case .overdue: .bad
            }
        let goal = t("desk.goal.\(due.goal.rawValue)")
        // What is not due yet is not due "just now".
        let isNear = urgency != .overdue && due.at.duration(since: t.now) < .minutes(1)
        let when = isNear ? t("desk.due.soon") : t.ago(due.at)
        let said = saysGoal ? t(urgency == .overdue ? "desk.due.was" : "desk.due.will", ["goal": goal, "when": when]) : when
        return "<span title=\"\(goal): \(t.moment(due.at))\">\(Badge(said, tone: tone))</span>"
    }
}
