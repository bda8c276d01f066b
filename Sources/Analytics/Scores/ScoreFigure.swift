package import Statistics

/// What the answers on one scale come to.
package enum ScoreFigure: Hashable, Sendable {
    case nps(WeightedNPS)
    case satisfaction(Satisfaction)
    case effort(Effort)
    case overall(OverallRating)
    case thumbs(Thumbs)

    init(_ scale: ScoreScale) {
        switch scale {
        case .nps: self = .nps(WeightedNPS())
        case .csat, .rating: self = .satisfaction(Satisfaction())
        case .ces: self = .effort(Effort())
        case .rating10: self = .overall(OverallRating())
        case .thumbs: self = .thumbs(Thumbs())
        }
    }

    mutating func add(_ answer: Double, weight: Double) {
        switch self {
        case .nps(var score):
            score.add(answer, weight: weight)
            self = .nps(score)
        case .satisfaction(var score):
            score.add(answer, weight: weight)
            self = .satisfaction(score)
        case .effort(var score):
            score.add(answer, weight: weight)
            self = .effort(score)
        case .overall(var score):
            score.add(answer, weight: weight)
            self = .overall(score)
        case .thumbs(var score):
            score.add(answer, weight: weight)
            self = .thumbs(score)
        }
    }
}

extension ScoreFigure {
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
