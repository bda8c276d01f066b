import Kernel

/// Works out when a target's time is over, past all pauses.
struct Deadline {
    let target: ServiceTarget
    let hours: BusinessHours
    let spans: [StatusSpan]
    let now: Instant

    private enum Due {
        case at(Instant)
        case never
        case paused(left: Duration)
    }

    /// `nil` where the reply came to be owed no longer before its deadline.
    func state(of wait: ResponseCycle.TeamWait) -> TargetRun.State? {
        let due = due(after: target.within, since: wait.since)
        guard let until = wait.until else { return running(due, since: wait.since) }
        if case .at(let due) = due, due < until { return .breached(at: due, until: until) }
        return wait.ending == .answered ? .met(at: until) : nil
    }

    /// The time goes on when it is reopened, and stands still while it is resolved.
    func stateOfResolution(since beginning: Instant) -> TargetRun.State {
        let due = due(after: target.within, since: beginning)
        let resolved = spans.last.flatMap { $0.isResolved ? $0.from : nil }
        if case .at(let due) = due, due < resolved ?? now {
            return .breached(at: due, until: spans.first { $0.isResolved && $0.from >= due }?.from)
        }
        return resolved.map { .met(at: $0) } ?? running(due, since: beginning)
    }

    private func running(_ due: Due, since start: Instant) -> TargetRun.State {
        switch due {
        case .at(let due) where due < now: .breached(at: due, until: nil)
        case .at(let due): .running(due: due, warning: warning(since: start))
        case .never: .running(due: nil, warning: nil)
        case .paused(let left): .paused(left: left)
        }
    }

    private func warning(since start: Instant) -> Instant? {
        guard let warning = target.warning, case .at(let instant) = due(after: target.within - warning, since: start) else { return nil }
        return instant
    }

    /// The first moment by which the clock has run for so long since an instant. A pause that begins at that moment comes too late.
    private func due(after duration: Duration, since start: Instant) -> Due {
        var left = duration
        for span in spans where span.until.map({ $0 > start }) ?? true {
            if isPaused(span) { continue }
            let from = max(span.from, start)
            let due = target.instant(after: left, since: from, hours)
            guard let until = span.until else { return due.map(Due.at) ?? .never }
            if let due, due <= until { return .at(due) }
            left -= target.time(from: from, to: until, hours)
        }
        return .paused(left: left)
    }

    private func isPaused(_ span: StatusSpan) -> Bool {
        if target.goal == .resolution, span.isResolved { return true }
        return (span.isWaiting && target.pauses.contains(.waiting)) || (span.isSnoozed && target.pauses.contains(.snoozed))
    }
}
