package import Kernel

/// From the customer's oldest unanswered message to the next public answer of a human being.
package struct ResponseCycle: Hashable, Sendable {
    package let since: Instant
    package var until: Instant?
    /// `nil` while the customer waits.
    package var ending: Ending?
    /// When the team was waited for: not while a bot's answer stood.
    package var waits: [TeamWait]

    package enum Ending: Sendable { case answered, byBot, handedOver, needsNoReply, resolved }

    package struct TeamWait: Hashable, Sendable {
        package let since: Instant
        package var until: Instant?
        package var ending: Ending?
    }
}

extension ResponseCycle {
    /// From when on the answer was the team's to give; `nil` where there is no answer, or it came while a bot's answer stood.
    package var teamSince: Instant? { waits.last { $0.ending == .answered }?.since }

    /// Resolved while the customer waited for an answer: never dropped, always counted as unanswered.
    package var isLeftUnanswered: Bool { ending == .resolved && waits.last?.ending == .resolved }

    mutating func endWait(_ ending: Ending, at instant: Instant) {
        guard let last = waits.indices.last, waits[last].ending == nil else { return }
        (waits[last].until, waits[last].ending) = (instant, ending)
    }

    mutating func end(_ ending: Ending, at instant: Instant) {
        endWait(ending, at: instant)
        (until, self.ending) = (instant, ending)
    }
}
