/// Answers on a scale of 1…5 (CSAT, ratings): the share of 4 and 5, and the mean.
package struct Satisfaction: Hashable, Sendable {
    private var satisfied = 0
    private var satisfiedWeighted = Sample()
    private var answers = Sample()

    package init() {}

    /// What is not within 1…5 counts nowhere.
    package mutating func add(_ answer: Double, weight: Double = 1, times: Int = 1) {
        guard (1...5).contains(answer) else { return }
        let isSatisfied = answer >= 4
        satisfied += isSatisfied ? times : 0
        satisfiedWeighted.add(isSatisfied ? 1 : 0, weight: weight, times: times)
        answers.add(answer, weight: weight, times: times)
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.satisfied += b.satisfied
        sum.satisfiedWeighted = a.satisfiedWeighted + b.satisfiedWeighted
        sum.answers = a.answers + b.answers
        return sum
    }

    package static func - (a: Self, b: Self) -> Self {
        var rest = a
        rest.satisfied = a.satisfied - b.satisfied
        rest.satisfiedWeighted = a.satisfiedWeighted - b.satisfiedWeighted
        rest.answers = a.answers - b.answers
        return rest
    }
}

extension Satisfaction {
    package var n: Int { answers.n }
    package var isWeighted: Bool { answers.isWeighted }

    /// 4 and 5 of all, each answer counted once.
    package var topTwo: Proportion { Proportion(satisfied, of: n) }

    /// The share of 4 and 5 with the weights of the answers, 0…1.
    package var share: WeightedShare { WeightedShare(sample: satisfiedWeighted) }

    /// 1…5, with the weights of the answers.
    package var mean: Double? { answers.mean }
    package var standardDeviation: Double? { answers.standardDeviation }
}
