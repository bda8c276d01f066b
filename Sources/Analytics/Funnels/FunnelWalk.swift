import Kernel

/// Follows one person through the steps of a funnel, touch by touch. For each step it keeps, of all attempts that reach it,
/// the one that started last: it has the most time left.
struct FunnelWalk {
    private let question: FunnelQuestion
    /// By the last step they have reached.
    private var attempts: [Attempt?]
    /// The first of the attempts that came furthest.
    private(set) var best: Attempt?

    init(_ question: FunnelQuestion) {
        self.question = question
        attempts = Array(repeating: nil, count: question.steps.count)
    }

    /// - Parameter fits: for each step whether the touch satisfies it.
    mutating func meet(_ fits: [Bool], at time: Instant) {
        let before = question.strict ? attempts : []
        // From the last step to the first, a touch cannot go on from what it has itself begun; the other way round it can.
        if question.distinct {
            for step in fits.indices.reversed() where fits[step] { advance(to: step, at: time) }
        } else {
            for step in fits.indices where fits[step] { advance(to: step, at: time) }
        }
        // What was under way, and is neither repeated nor taken further by this touch, has been interrupted by it.
        for step in before.indices where before[step] != nil && !fits[step] { attempts[step] = nil }
    }

    private mutating func advance(to step: Int, at time: Instant) {
        if step == 0 {
            if question.firstAttempt, best != nil { return }
            keep(Attempt(startedAt: time), at: 0)
        } else if let attempt = attempts[step - 1], time <= attempt.deadline(question.window) {
            keep(attempt.reaching(at: time), at: step)
        }
    }

    private mutating func keep(_ attempt: Attempt, at step: Int) {
        if attempt.reached > (best?.reached ?? 0) { best = attempt }
        if let known = attempts[step], known.start >= attempt.start { return }
        attempts[step] = attempt
    }

    /// Whether the person may still get further.
    func isInProgress(at now: Instant) -> Bool {
        guard let best, best.reached < attempts.count else { return false }
        return attempts.contains { attempt in attempt.map { now <= $0.deadline(question.window) } ?? false }
    }
}
