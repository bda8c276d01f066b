package import Kernel

/// How a conversation stands with one target: with a reply that is owed, or with its being resolved.
package struct TargetRun: Hashable, Sendable {
    package let goal: ServiceTarget.Goal
    /// When its clock started.
    package let since: Instant
    package let state: State

    package enum State: Hashable, Sendable {
        /// Both `nil` where it is not open for so long within five years; no warning where none is asked for.
        case running(due: Instant?, warning: Instant?)
        /// The clock stands still with so much left of the time.
        case paused(left: Duration)
        /// At the deadline at the latest.
        case met(at: Instant)
        /// `at` is the deadline itself, whoever looked when; a late reply changes nothing. `until`: when it was done or given up after all.
        case breached(at: Instant, until: Instant?)
    }
}

extension TargetRun {
    /// All that is or was owed, as of a moment, in the order in which the clocks started; resolution is the last. A reply that came to be owed no
    /// longer before its deadline – a bot answered, it was handed over, needs no reply, was resolved – is left out.
    ///
    /// - Parameters:
    ///   - policy: the version in force at the start of the conversation (`ServicePolicy.inForce`).
    /// - Returns: nothing of spam and of what was merged away.
    package static func all(of record: ServiceRecord, policy: ServicePolicy, hours: BusinessHours, at now: Instant) -> [TargetRun] {
        let (own, all) = (record.own(by: now), record.all(by: now))
        guard let beginning = all.first?.at, !own.isEmpty, ConversationPresence(after: own).isCounted else { return [] }
        let spans = StatusSpan.all(of: own, from: beginning)
        func deadline(_ target: ServiceTarget) -> Deadline { Deadline(target: target, hours: hours, spans: spans, now: now) }
        var (runs, goal): ([TargetRun], ServiceTarget.Goal) = ([], .firstResponse)
        for wait in ResponseWalk(all).cycles.flatMap(\.waits) {
            let state = policy.target(goal).flatMap { deadline($0).state(of: wait) }
            if let state { runs.append(TargetRun(goal: goal, since: wait.since, state: state)) }
            // One wait for the first reply is judged; a breach of it stays, and what is owed later is a next one.
            if state != nil || wait.ending == .answered { goal = .nextResponse }
        }
        if let target = policy.target(.resolution) {
            runs.append(TargetRun(goal: .resolution, since: beginning, state: deadline(target).stateOfResolution(since: beginning)))
        }
        return runs
    }
}
