import Kernel

/// Follows one person through the steps of a funnel, touch by touch.
protocol FunnelWalk {
    /// The first of the attempts that came furthest.
    var best: Attempt? { get }
    /// Whether an attempt can still take a step.
    func isAlive(at now: Instant) -> Bool
    /// - Parameter fits: for each step whether the touch satisfies it.
    mutating func meet(_ fits: [Bool], at time: Instant)
}

/// Steps one after the other. For each it keeps the attempts that reach it, but for those that have no more time left than another one.
struct OrderedWalk: FunnelWalk {
    private let question: FunnelQuestion
    /// By the last step they have reached; in the order in which they reached it.
    private var attempts: [[Attempt]]
    private(set) var best: Attempt?

    init(_ question: FunnelQuestion) {
        self.question = question
        attempts = Array(repeating: [], count: question.steps.count)
    }

    mutating func meet(_ fits: [Bool], at time: Instant) {
        // From the last step to the first, a touch cannot go on from what it has itself begun; the other way round it can.
        let steps = question.distinct ? Array(fits.indices.reversed()) : Array(fits.indices)
        for step in steps where fits[step] { advance(to: step, at: time) }
        // What was under way, and is neither repeated nor taken further by this touch, has been interrupted by it.
        if question.order == .strict { for step in fits.indices where !fits[step] { attempts[step] = [] } }
    }

    private mutating func advance(to step: Int, at time: Instant) {
        if step == 0 {
            if question.firstAttempt, best != nil { return }
            keep(Attempt(startedAt: time), at: 0)
        } else if let attempt = latest(at: step - 1, stillInTimeAt: time) {
            keep(attempt.reaching(at: time), at: step)
        }
    }

    /// The attempt that started last has the most time left; of several the first.
    private func latest(at step: Int, stillInTimeAt time: Instant) -> Attempt? {
        let inTime = attempts[step].filter { time <= $0.deadline(question) }
        return inTime.reduce(nil) { latest, attempt in latest.map { $0.start >= attempt.start ? $0 : attempt } ?? attempt }
    }

    private mutating func keep(_ attempt: Attempt, at step: Int) {
        if attempt.reached > (best?.reached ?? 0) { best = attempt }
        let nextHasOwnTime = step + 1 < question.steps.count && question.steps[step + 1].within != nil
        if !nextHasOwnTime, attempts[step].contains(where: { $0.start >= attempt.start }) { return }
        attempts[step].removeAll { $0.start < attempt.start }
        attempts[step].append(attempt)
    }

    func isAlive(at now: Instant) -> Bool { attempts.contains { $0.contains { now <= $0.deadline(question) } } }
}
