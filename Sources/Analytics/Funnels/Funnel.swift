import Kernel
package import Statistics

/// How far people got through given steps, and where they stopped.
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
        /// The share of those who did the first step that come to this one within the horizon of the question, by Kaplan and Meier. `nil` for the
        /// first step, and when none is asked for.
        package let atHorizon: Estimate?

        package var people: Int { ofPrevious.count }
    }

    /// - Parameter passages: one for each step.
    package init(_ question: FunnelQuestion, _ passages: [Passage]) {
        steps = passages.indices.map { place in
            let passage = passages[place]
            let came = ascending(passage.came)
            return Step(
                name: question.name(of: place), ofPrevious: Proportion(passage.reached, of: passages[max(0, place - 1)].reached),
                ofFirst: Proportion(passage.reached, of: passages[0].reached), inProgress: passage.inProgress, lost: passage.lost,
                median: KaplanMeier.median(happened: came, watched: ascending(passage.watched)).map { .microseconds($0) },
                time: TimeSpread(ascending: came),
                atHorizon: place == 0 ? nil : question.horizon.map { passage.conversion(at: $0, of: passages[0].reached) })
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

    /// Whether somebody stands behind it who got through so many of the steps. Whoever went all the way is neither lost nor on the way.
    package func holds(reached: Int, of steps: Int, isInProgress: Bool) -> Bool {
        switch fate {
        case .reached: reached > step
        case .inProgress: reached == step + 1 && reached < steps && isInProgress
        case .lost: reached == step + 1 && reached < steps && !isInProgress
        }
    }
}
