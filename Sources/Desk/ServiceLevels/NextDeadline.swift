package import Kernel

/// What is owed to a customer next, and by when.
package struct NextDeadline: Hashable, Sendable {
    package let goal: ServiceTarget.Goal
    package let at: Instant
    /// From when on somebody is warned; `nil` is never.
    package let warning: Instant?

    package enum Urgency: Sendable { case running, warned, overdue }

    package func urgency(at now: Instant) -> Urgency {
        if at <= now { return .overdue }
        return warning.map { $0 <= now } ?? false ? .warned : .running
    }
}

extension NextDeadline {
    /// The earliest of what is owed, as it stands after all that happened: a snooze ends by itself, at a time that is known. It does not
    /// depend on when somebody looks: only what happens moves it.
    ///
    /// - Parameters:
    ///   - record: of one conversation. What is merged into it counts as if it had always been there, so that merging and its undoing leave no
    ///     trace.
    ///   - policy: the version in force at its start.
    /// - Returns: `nil` where nothing is owed, or all that is stands still.
    init?(_ record: ServiceRecord, _ policy: ServicePolicy, _ hours: BusinessHours) {
        guard ConversationPresence(after: record.happenings).isCounted else { return nil }
        let record = record.withoutMerging
        guard let last = record.all(by: .distantFuture).last else { return nil }
        let owed = TargetRun.all(of: record, policy: policy, hours: hours, at: last.at).compactMap(NextDeadline.init)
        guard let next = owed.min(by: { ($0.at, $0.goal.rawValue) < ($1.at, $1.goal.rawValue) }) else { return nil }
        self = next
    }

    private init?(_ run: TargetRun) {
        switch run.state {
        case .running(let due?, let warning): self.init(goal: run.goal, at: due, warning: warning)
        case .breached(let due, nil): self.init(goal: run.goal, at: due, warning: nil)
        default: return nil
        }
    }
}
