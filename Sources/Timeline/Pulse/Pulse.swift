import Foundation
import Kernel
import Statistics
import Web

/// How a period went: each figure with the one of as many days before, and how it moved meanwhile.
struct Pulse: Sendable {
    /// A number of things: in the period, in the period before, in each step of the period.
    struct Count: Hashable, Sendable {
        var now = 0
        var before = 0
        var steps: [Int]
    }

    /// What was answered in some time.
    struct Answers: Hashable, Sendable {
        var nps = NPS()
        var satisfied = 0
        var rated = 0

        /// The share of 4 and 5 of 5.
        var satisfaction: Proportion { Proportion(satisfied, of: rated) }
    }

    struct MonthOfAnswers: Sendable {
        let first: Day
        let answers: Answers
    }

    let period: Period
    /// The first day of which something is known, where that lies within the days before: these are no measure then.
    let begins: Day?
    let newcomers: Count
    let touchpoints: Count
    let contacts: Count
    let answers: Answers
    let answersBefore: Answers
    let answersByStep: [Answers]
    let months: [MonthOfAnswers]
    /// The most used first.
    let channels: [(channel: Channel, count: Int)]

    static let monthsShown = 24
}

extension Pulse.Answers {
    /// Counts an answer that so many gave; what is no answer counts nowhere.
    mutating func add(_ score: Double, on scale: Scale, times: Int) {
        switch scale {
        case .nps: nps = nps + Self.votes(score, times)
        case .csat where scale.range.contains(score):
            rated += times
            satisfied += score >= 4 ? times : 0
        default: break
        }
    }

    private static func votes(_ score: Double, _ times: Int) -> NPS {
        switch NPS.vote(score) {
        case 1: NPS(promoters: times)
        case 0: NPS(passives: times)
        case -1: NPS(detractors: times)
        default: NPS()
        }
    }
}
