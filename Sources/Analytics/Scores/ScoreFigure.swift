package import Statistics

/// What the answers on one scale come to.
package enum ScoreFigure: Hashable, Sendable {
    case nps(WeightedNPS)
    case satisfaction(Satisfaction)
    case effort(Effort)
    case overall(OverallRating)
    case thumbs(Thumbs)

    /// Of no answers yet.
    package init(_ scale: ScoreScale) {
        switch scale {
        case .nps: self = .nps(WeightedNPS())
        case .csat, .rating: self = .satisfaction(Satisfaction())
        case .ces: self = .effort(Effort())
        case .rating10: self = .overall(OverallRating())
        case .thumbs: self = .thumbs(Thumbs())
        }
    }

    /// - Parameter times: how many such answers there are.
    package mutating func add(_ answer: Double, weight: Double, times: Int = 1) {
        switch self {
        case .nps(var score):
            score.add(answer, weight: weight, times: times)
            self = .nps(score)
        case .satisfaction(var score):
            score.add(answer, weight: weight, times: times)
            self = .satisfaction(score)
        case .effort(var score):
            score.add(answer, weight: weight, times: times)
            self = .effort(score)
        case .overall(var score):
            score.add(answer, weight: weight, times: times)
            self = .overall(score)
        case .thumbs(var score):
            score.add(answer, weight: weight, times: times)
            self = .thumbs(score)
        }
    }

    /// Answers on one scale together; a figure of another scale adds nothing.
    package static func + (a: Self, b: Self) -> Self {
        switch (a, b) {
        case (.nps(let a), .nps(let b)): .nps(a + b)
        case (.satisfaction(let a), .satisfaction(let b)): .satisfaction(a + b)
        case (.effort(let a), .effort(let b)): .effort(a + b)
        case (.overall(let a), .overall(let b)): .overall(a + b)
        case (.thumbs(let a), .thumbs(let b)): .thumbs(a + b)
        default: a
        }
    }

    /// What is left without answers that are part of these.
    package static func - (a: Self, b: Self) -> Self {
        switch (a, b) {
        case (.nps(let a), .nps(let b)): .nps(a - b)
        case (.satisfaction(let a), .satisfaction(let b)): .satisfaction(a - b)
        case (.effort(let a), .effort(let b)): .effort(a - b)
        case (.overall(let a), .overall(let b)): .overall(a - b)
        case (.thumbs(let a), .thumbs(let b)): .thumbs(a - b)
        default: a
        }
    }
}

extension ScoreFigure {
    /// Whether answers counted for more or less than one.
    package var isWeighted: Bool {
        switch self {
        case .nps(let score): score.isWeighted
        case .satisfaction(let score): score.isWeighted
        case .effort(let score): score.isWeighted
        case .overall(let score): score.isWeighted
        case .thumbs(let score): score.isWeighted
        }
    }

    /// With the weights of the answers: NPS in points, satisfaction and thumbs as a share 0…1, effort and overall rating as a mean.
    package var estimate: Estimate {
        switch self {
        case .nps(let score): score.estimate
        case .satisfaction(let score): score.share.estimate
        case .effort(let score): score.estimate
        case .overall(let score): score.estimate
        case .thumbs(let score): score.share.estimate
        }
    }

    package var n: Int { estimate.n }
}

extension ScoreFigure {
    /// The share of answers of the content, 0…1: one measure for things that are asked for on several scales. None of answers to the whole.
    package var content: Estimate {
        switch self {
        case .satisfaction(let score): score.share.estimate
        case .effort(let score): score.easyShare.estimate
        case .thumbs(let score): score.share.estimate
        case .nps, .overall: .none
        }
    }
}
