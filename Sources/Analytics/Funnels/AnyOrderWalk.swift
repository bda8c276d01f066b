import Kernel

/// Steps as they come: each touch that satisfies one begins an attempt, and is offered to all that have begun before.
struct AnyOrderWalk: FunnelWalk {
    private let question: FunnelQuestion
    private var attempts: [(attempt: Attempt, done: StepMatching)] = []
    private(set) var best: Attempt?

    init(_ question: FunnelQuestion) { self.question = question }

    mutating func meet(_ fits: [Bool], at time: Instant) {
        let fitting = fits.indices.filter { fits[$0] }.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        guard fitting != 0 else { return }
        for place in attempts.indices where time <= attempts[place].attempt.deadline(question) {
            for _ in 0..<attempts[place].done.take(fitting, one: question.distinct) {
                attempts[place].attempt = attempts[place].attempt.reaching(at: time)
            }
        }
        if attempts.isEmpty || !question.firstAttempt { begin(with: fitting, at: time) }
        for (attempt, _) in attempts where attempt.reached > (best?.reached ?? 0) { best = attempt }
    }

    private mutating func begin(with fitting: UInt64, at time: Instant) {
        var (attempt, done) = (Attempt(startedAt: time), StepMatching(steps: question.steps.count))
        for _ in 1..<max(1, done.take(fitting, one: question.distinct)) { attempt = attempt.reaching(at: time) }
        attempts.append((attempt, done))
    }

    func isAlive(at now: Instant) -> Bool { attempts.contains { now <= $0.attempt.deadline(question) } }
}

/// Which step each touch of an attempt is counted for: so that as many steps as possible are done, a touch that fits several is counted for
/// another one when that makes room (augmenting paths: C. Berge 1957).
package struct StepMatching {
    /// By step the steps that its touch fits, a bit each; 0 while it is not done.
    private var touchOfStep: [UInt64]

    /// - Parameter steps: at most 64.
    package init(steps: Int) { touchOfStep = Array(repeating: 0, count: steps) }

    package mutating func clear() { for step in touchOfStep.indices { touchOfStep[step] = 0 } }

    /// Takes a touch in.
    ///
    /// - Parameters:
    ///   - fitting: the steps that it fits, a bit each.
    ///   - one: whether it can be counted for one of them only.
    /// - Returns: how many more steps are done.
    package mutating func take(_ fitting: UInt64, one: Bool) -> Int {
        if one {
            var tried: UInt64 = 0
            return place(fitting, &tried) ? 1 : 0
        }
        let new = touchOfStep.indices.filter { fitting >> UInt64($0) & 1 == 1 && touchOfStep[$0] == 0 }
        for step in new { touchOfStep[step] = fitting }
        return new.count
    }

    private mutating func place(_ touch: UInt64, _ tried: inout UInt64) -> Bool {
        for step in touchOfStep.indices where (touch & ~tried) >> UInt64(step) & 1 == 1 {
            tried |= 1 << UInt64(step)
            if touchOfStep[step] == 0 || place(touchOfStep[step], &tried) {
                touchOfStep[step] = touch
                return true
            }
        }
        return false
    }
}
