package import Kernel
package import Web

/// The service figures of one conversation as of a moment; what has no end yet is `nil`. Definitions: docs/definitions.md, *Service*.
package struct ServiceFigures: Hashable, Sendable {
    package let firstResponse: FirstResponse?
    /// Every time the customer waited for an answer, the first included, in their order.
    package let cycles: [ResponseCycle]
    /// One for each answered cycle.
    package let nextResponses: [ResponseTime]
    /// Cycles that ended without an answer, by resolving.
    package let unanswered: Int
    /// From the beginning to the first time it was resolved; reopening changes nothing.
    package let firstResolution: Elapsed?
    /// From the beginning to the last time, without the time it stood resolved; `nil` while it is not resolved.
    package let fullResolution: Elapsed?
    /// To the last time it was resolved, or to now. Open, waiting for the customer, and on hold are together the full resolution time.
    package let open: Elapsed
    package let waiting: Elapsed
    package let onHold: Elapsed
    package let reopens: Int
    /// Resolved with fewer than two replies after handing over; `nil` while it is not resolved.
    package let isOneTouch: Bool?
    /// Of customers and of the team, public.
    package let messages: Int
    package let resolutions: [Resolution]

    package struct ResponseTime: Hashable, Sendable {
        package let at: Instant
        /// From the customer's oldest unanswered message.
        package let customer: Elapsed
        /// From when on the answer was the team's to give; `nil` where it came while a bot's answer stood.
        package let team: Elapsed?
    }

    package struct FirstResponse: Hashable, Sendable {
        package let time: ResponseTime
        package let agent: ID<Viewer>?
    }
}

extension ServiceFigures {
    /// - Returns: `nil` of spam, of what was merged away, and before anything happened.
    package init?(_ record: ServiceRecord, hours: BusinessHours, at now: Instant) {
        let (own, all) = (record.own(by: now), record.all(by: now))
        guard let beginning = all.first?.at, !own.isEmpty, ConversationPresence(after: own).isCounted else { return nil }
        let (walk, spans) = (ResponseWalk(all), StatusSpan.all(of: own, from: beginning))
        func time(_ work: StatusSpan.Work) -> Elapsed {
            spans.reduce(.zero) { $1.work == work ? $0 + Elapsed(from: $1.from, to: $1.until ?? now, hours) : $0 }
        }
        (cycles, messages, resolutions) = (walk.cycles, walk.messages, record.resolutions(by: now))
        firstResponse = walk.firstResponse(hours)
        nextResponses = walk.cycles.compactMap { $0.responseTime(hours) }
        unanswered = walk.cycles.filter(\.isLeftUnanswered).count
        firstResolution = resolutions.first.map { Elapsed(from: beginning, to: $0.at, hours) }
        (open, waiting, onHold) = (time(.open), time(.waiting), time(.onHold))
        let isResolved = spans.last?.isResolved ?? false
        fullResolution = isResolved ? open + waiting + onHold : nil
        reopens = isResolved ? resolutions.count - 1 : resolutions.count
        let last = isResolved ? resolutions.last : nil
        isOneTouch = last.map { last in ResponseWalk(all.filter { $0.at <= last.at }).teamReplies < 2 }
    }
}

extension ResponseWalk {
    fileprivate func firstResponse(_ hours: BusinessHours) -> ServiceFigures.FirstResponse? {
        guard let firstMessage, let firstReply else { return nil }
        let team = firstReply.teamSince.map { Elapsed(from: $0, to: firstReply.at, hours) }
        return ServiceFigures.FirstResponse(
            time: .init(at: firstReply.at, customer: Elapsed(from: firstMessage, to: firstReply.at, hours), team: team), agent: firstReply.by)
    }
}

extension ResponseCycle {
    fileprivate func responseTime(_ hours: BusinessHours) -> ServiceFigures.ResponseTime? {
        guard ending == .answered, let until else { return nil }
        return .init(
            at: until, customer: Elapsed(from: since, to: until, hours), team: teamSince.map { Elapsed(from: $0, to: until, hours) })
    }
}
