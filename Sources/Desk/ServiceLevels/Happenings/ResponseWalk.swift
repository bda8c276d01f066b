import Kernel
import Web

/// Goes through what happened and keeps who waited for an answer, and since when.
struct ResponseWalk {
    private(set) var cycles: [ResponseCycle] = []
    /// The customer's first message that was not marked as needing no reply.
    private(set) var firstMessage: Instant?
    /// The first reply after that.
    private(set) var firstReply: (at: Instant, by: ID<Viewer>?, teamSince: Instant?)?
    private(set) var messages = 0
    private(set) var replies = 0
    /// Since the first handing over, or from the beginning where there was none.
    private(set) var teamReplies = 0
    private var isTeams = false
    private var wasHandedOver = false

    /// - Parameter happenings: in their order.
    init(_ happenings: [Happening]) {
        for happening in happenings { take(happening) }
    }

    private mutating func take(_ happening: Happening) {
        let at = happening.at
        switch happening.kind {
        case .customerMessage: customerWrote(at: at)
        case .settledMessage: messages += 1
        case .reply: replied(at: at, by: happening.agent)
        // Once it was handed over, what a bot says is no answer any more.
        case .botMessage: if !isTeams { change { $0.endWait(.byBot, at: at) } }
        case .handedOver: handedOver(at: at)
        case .needsNoReply:
            if running?.since == firstMessage, firstReply == nil { firstMessage = nil }
            change { $0.end(.needsNoReply, at: at) }
        case .resolved:
            change { $0.end(.resolved, at: at) }
            isTeams = false
        default: return
        }
    }

    private var running: ResponseCycle? { cycles.last.flatMap { $0.ending == nil ? $0 : nil } }

    private mutating func change(_ body: (inout ResponseCycle) -> Void) {
        if running != nil { body(&cycles[cycles.count - 1]) }
    }

    private mutating func customerWrote(at: Instant) {
        messages += 1
        if firstMessage == nil { firstMessage = at }
        guard let running else {
            cycles.append(ResponseCycle(since: at, waits: [.init(since: at)]))
            return
        }
        // A further message moves nothing, unless a bot had answered the one before.
        if running.waits.last?.ending != nil { change { $0.waits.append(.init(since: at)) } }
    }

    private mutating func replied(at: Instant, by agent: ID<Viewer>?) {
        (messages, replies, teamReplies) = (messages + 1, replies + 1, teamReplies + 1)
        change { $0.end(.answered, at: at) }
        guard firstReply == nil, firstMessage != nil else { return }
        let answered = cycles.last.flatMap { $0.until == at && $0.ending == .answered ? $0 : nil }
        firstReply = (at, agent, answered?.teamSince)
    }

    private mutating func handedOver(at: Instant) {
        if !wasHandedOver { teamReplies = 0 }
        (isTeams, wasHandedOver) = (true, true)
        change {
            $0.endWait(.handedOver, at: at)
            $0.waits.append(.init(since: at))
        }
    }
}
