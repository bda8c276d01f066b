import Kernel

/// A stretch of time in which the standing of a conversation did not change.
struct StatusSpan: Hashable, Sendable {
    let from: Instant
    /// `nil` for the last, which goes on.
    var until: Instant?
    var isWaiting = false
    var isHeld = false
    var isSnoozed = false
    var isResolved = false

    enum Work { case open, waiting, onHold, resolved }

    /// What is put off – held or snoozed – is on hold, also where the customer is waited for at the same time.
    var work: Work {
        if isResolved { return .resolved }
        if isHeld || isSnoozed { return .onHold }
        return isWaiting ? .waiting : .open
    }
}

extension StatusSpan {
    /// From the beginning on, without gaps; the last goes on.
    ///
    /// - Parameter happenings: in their order.
    static func all(of happenings: [Happening], from beginning: Instant) -> [StatusSpan] {
        var spans: [StatusSpan] = []
        var current = StatusSpan(from: beginning)
        for happening in happenings {
            var next = current
            next.take(happening.kind)
            guard next != current else { continue }
            if happening.at > current.from {
                current.until = happening.at
                spans.append(current)
            }
            current = next.begun(at: max(happening.at, beginning))
        }
        return spans + [current]
    }

    /// Resolving ends whatever else held; reopened, it is open.
    private mutating func take(_ kind: Happening.Kind) {
        switch kind {
        case .waitingBegan: isWaiting = !isResolved
        case .waitingEnded: isWaiting = false
        case .holdBegan: isHeld = !isResolved
        case .holdEnded: isHeld = false
        case .snoozeBegan: isSnoozed = !isResolved
        case .snoozeEnded: isSnoozed = false
        case .resolved: (isWaiting, isHeld, isSnoozed, isResolved) = (false, false, false, true)
        case .reopened: isResolved = false
        default: return
        }
    }

    private func begun(at instant: Instant) -> StatusSpan {
        StatusSpan(from: instant, isWaiting: isWaiting, isHeld: isHeld, isSnoozed: isSnoozed, isResolved: isResolved)
    }
}
