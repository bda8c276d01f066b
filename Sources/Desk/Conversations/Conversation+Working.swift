import Kernel
import Web

/// What becomes of a conversation when something happens in it. Pure: the store writes what is decided here.
extension Conversation {
    /// The customer wrote: whatever it was, it is open now, and waits for an answer since its first message without one.
    func receiving(_ text: String, on channel: String, at: Instant) -> Conversation {
        var after = saying(text, at: at)
        after.channel = channel
        after.unansweredSince = min(unansweredSince ?? at, at)
        if status != .open { after.stand(.open, at) }
        return after
    }

    /// Somebody of staff answered, for the customer to read.
    func answering(_ text: String, at: Instant) -> Conversation {
        var after = saying(text, at: at)
        after.unansweredSince = nil
        return after
    }

    /// An answer did not arrive: whatever stood on the strength of it, it is open.
    func missingItsAnswer(at: Instant) -> Conversation {
        status == .open ? self : standing(.open, at)
    }

    /// - Throws: `conflict` when it is already, so that of two who do the same one hears of it.
    func resolving(at: Instant) throws -> Conversation {
        guard status != .resolved else { throw Failure.conflict("This conversation is resolved already.") }
        return standing(.resolved, at)
    }

    func reopening(at: Instant) throws -> Conversation {
        guard status(at: at) != .open else { throw Failure.conflict("This conversation is open already.") }
        return standing(.open, at)
    }

    func waiting(at: Instant) throws -> Conversation {
        guard status != .waiting else { throw Failure.conflict("This conversation waits for the customer already.") }
        return standing(.waiting, at)
    }

    /// - Throws: `invalid` when the time is not ahead, or further away than a year.
    func snoozing(until: Instant, at: Instant) throws -> Conversation {
        try Failure.require(until > at, "until", "must lie ahead")
        try Failure.require(until <= at.adding(.days(366)), "until", "must be within a year")
        var after = standing(.snoozed, at)
        after.snoozedUntil = until
        return after
    }

    /// - Parameter staff: `nil` gives it back to everybody.
    func given(to staff: ID<Viewer>?) -> Conversation {
        var after = self
        after.assignee = staff
        return after
    }

    /// For somebody who takes it of their own accord.
    ///
    /// - Throws: `conflict` when a colleague was faster.
    func taken(by staff: ID<Viewer>) throws -> Conversation {
        guard assignee == nil || assignee == staff else { throw Failure.conflict("A colleague has taken this conversation.") }
        return given(to: staff)
    }

    private func saying(_ text: String, at: Instant) -> Conversation {
        var after = self
        guard at >= lastAt else { return after }
        (after.lastAt, after.preview) = (at, Self.preview(of: text))
        return after
    }

    private func standing(_ status: ConversationStatus, _ at: Instant) -> Conversation {
        var after = self
        after.stand(status, at)
        return after
    }

    private mutating func stand(_ status: ConversationStatus, _ at: Instant) {
        (self.status, statusAt, snoozedUntil) = (status, at, nil)
    }

    /// The first words in one line.
    static func preview(of text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 140 ? line : line.prefix(139) + "…"
    }
}
