import Kernel
package import Statistics

/// What explains the answers to one question: ratings of things met on the way.
package struct DriverQuestion: Hashable, Sendable {
    /// The answer to be explained.
    package var outcome: ScoreScale
    /// Kinds whose ratings are of the whole too, as a review's: they explain nothing that could be mended.
    package var besides: Set<String>
    /// A rating counts if it was given at most so long before the answer.
    package var window: Duration
    /// Fewer ratings than these are too few for a driver.
    package var least: Int
    /// Only answers that come with a rating of every driver.
    package var completeCasesOnly: Bool

    package init(
        _ outcome: ScoreScale, besides: Set<String> = [], window: Duration = .days(90), least: Int = Estimate.enough, completeCasesOnly: Bool = false
    ) {
        self.outcome = outcome
        self.besides = besides
        self.window = window
        self.least = least
        self.completeCasesOnly = completeCasesOnly
    }
}

/// The drivers of an answer, the most important first. An association, not a proof.
package struct Drivers: Hashable, Sendable {
    package let question: DriverQuestion
    /// Answers.
    package let n: Int
    /// R² of all drivers together; `nil` where it cannot be told.
    package let explained: Double?
    package let drivers: [Driver]
}

package struct Driver: Hashable, Sendable {
    package let kind: String
    package let scale: ScoreScale
    /// Ratings that come with an answer.
    package let n: Int
    /// Shares of R², which add up to 1: relative weights with an interval, and Shapley values where there are few enough drivers.
    package let importance: Double?
    package let interval: Interval?
    package let shapley: Double?
    /// Whether the answer rises with the rating.
    package let correlation: Double?
    package let performance: ScoreFigure
    /// Share of bad ratings.
    package let low: Proportion
    package let contrast: PenaltyReward?
    /// What the outcome would gain if those who are discontent with it were as content as the others: reach × share of low ratings × (outcome of
    /// the content − outcome of the discontent), in points of the outcome. `nil` where either are too few.
    package let pointsAtStake: Double?
}

extension JourneyLog {
    package func drivers(_ question: DriverQuestion, _ filter: Filter = .everything) -> Drivers {
        var table = DriverTable(question, besides: Set(question.besides.compactMap { kinds.code(of: $0) }))
        eachLine(filter) { table.add($0) }
        return table.answer(self)
    }
}

extension ScoreScale {
    /// Answers up to this one are bad, and from the other on good.
    package var bounds: (low: Double, high: Double) {
        switch self {
        case .nps: (6, 9)
        case .csat, .rating: (2, 5)
        case .ces: (3, 6)
        case .rating10: (4, 9)
        case .thumbs: (0, 1)
        }
    }

    /// Asked of one thing that was met, not of the whole.
    var isOfOneThing: Bool { self == .rating || self == .csat || self == .ces }

    /// From here on somebody is content.
    var content: Double {
        switch self {
        case .csat, .rating: 4
        case .rating10: 7
        default: bounds.high
        }
    }

    /// What an answer adds to the figure: −100, 0 or 100 points of NPS; otherwise itself.
    package func points(_ answer: Double) -> Double {
        guard self == .nps else { return answer }
        return answer >= 9 ? 100 : answer <= 6 ? -100 : 0
    }
}
