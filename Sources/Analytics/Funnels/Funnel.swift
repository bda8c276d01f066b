package import Kernel
package import Statistics

/// How far people got through given steps, in order, and where they stopped.
package struct Funnel: Hashable, Sendable {
    package let steps: [Step]

    package struct Step: Hashable, Sendable {
        package let name: String
        /// Who got at least so far. Of the step before, and of the first step.
        package let ofPrevious: Proportion
        package let ofFirst: Proportion
        /// Who got so far and no further, and still has time to.
        package let inProgress: Int
        /// Who got so far and no further, and whose time is over.
        package let lost: Int
        /// How long it takes from the step before: the median of the Kaplan–Meier curve, in which those count as long as they
        /// were watched who have not come to this step. `nil` for the first step, and when fewer than half come.
        package let median: Duration?
        /// How long it took those who came.
        package let time: TimeSpread?

        package var people: Int { ofPrevious.count }
    }

    /// What was counted at a step.
    package struct Passage: Sendable {
        package var reached = 0, inProgress = 0, lost = 0
        /// Microseconds from the step before, of those who came.
        package var came: [Int64] = []
        /// Microseconds for which those were watched who had got to the step before and have not come.
        package var watched: [Int64] = []

        package init() {}
    }

    /// - Parameter passages: one for each step.
    package init(_ question: FunnelQuestion, _ passages: [Passage]) {
        steps = passages.indices.map { place in
            let passage = passages[place]
            let came = ascending(passage.came)
            return Step(
                name: question.steps[place].name, ofPrevious: Proportion(passage.reached, of: passages[max(0, place - 1)].reached),
                ofFirst: Proportion(passage.reached, of: passages[0].reached), inProgress: passage.inProgress, lost: passage.lost,
                median: KaplanMeier.median(happened: came, watched: ascending(passage.watched)).map { .microseconds($0) },
                time: TimeSpread(ascending: came))
        }
    }
}

/// A figure of the funnel that people stand behind.
package struct FunnelFigure: Hashable, Sendable {
    /// Counted from 0.
    package var step: Int
    package var fate: Fate

    package enum Fate: String, Hashable, Sendable, CaseIterable {
        /// Got at least so far.
        case reached
        /// Got so far and no further, and still has time to; or no longer has.
        case inProgress = "in_progress"
        case lost
    }

    package init(step: Int, fate: Fate) { (self.step, self.fate) = (step, fate) }

    /// Whether somebody stands behind it who got through so many steps.
    package func holds(reached: Int, isInProgress: Bool) -> Bool {
        switch fate {
        case .reached: reached > step
        case .inProgress: reached == step + 1 && isInProgress
        case .lost: reached == step + 1 && !isInProgress
        }
    }
}

extension JourneyLog {
    /// - Parameter now: until when the line is known.
    package func funnel(_ question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> Funnel {
        var tally = FunnelTally(question, now: now)
        eachWalk(question, filter) { _, walk in tally.add(walk) }
        return tally.funnel
    }

    package func people(of figure: FunnelFigure, in question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> [Int64] {
        var people: [Int64] = []
        eachWalk(question, filter) { person, walk in
            guard let reached = walk.best?.reached else { return }
            // Whoever went all the way is neither lost nor on the way.
            let isOver = reached == question.steps.count
            if figure.holds(reached: reached, isInProgress: walk.isInProgress(at: now)), figure.fate == .reached || !isOver { people.append(person) }
        }
        return people.sorted()
    }

    private func eachWalk(_ question: FunnelQuestion, _ filter: Filter, _ body: (Int64, FunnelWalk) -> Void) {
        let fits = kinds.all.map { kind in question.steps.map { $0.kinds.contains(kind) } }
        let matters = fits.map { question.strict || $0.contains(true) }
        eachLine(filter) { line in
            var walk = FunnelWalk(question)
            for touch in line where matters[Int(touch.kind.number)] { walk.meet(fits[Int(touch.kind.number)], at: touch.occurredAt) }
            if let person = line.first?.person { body(person, walk) }
        }
    }
}

/// Counts, person by person, what ``Funnel`` tells.
private struct FunnelTally {
    private let question: FunnelQuestion
    private let now: Instant
    private var steps: [Funnel.Passage]

    init(_ question: FunnelQuestion, now: Instant) {
        self.question = question
        self.now = now
        steps = Array(repeating: Funnel.Passage(), count: question.steps.count)
    }

    mutating func add(_ walk: FunnelWalk) {
        guard let best = walk.best else { return }
        for step in 0..<best.reached { steps[step].reached += 1 }
        for step in 1..<max(1, best.reached) { steps[step].came.append(best.times[step].microseconds - best.times[step - 1].microseconds) }
        if best.reached < steps.count { stop(best, isInProgress: walk.isInProgress(at: now)) }
    }

    private mutating func stop(_ attempt: Attempt, isInProgress: Bool) {
        if isInProgress { steps[attempt.reached - 1].inProgress += 1 } else { steps[attempt.reached - 1].lost += 1 }
        let watched = min(now, attempt.deadline(question.window)).microseconds - attempt.times[attempt.reached - 1].microseconds
        steps[attempt.reached].watched.append(max(0, watched))
    }

    var funnel: Funnel { Funnel(question, steps) }
}
