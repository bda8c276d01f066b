/// Answers on the effort scale of 1…7, 7 being easiest (CES): the mean, and the share of 5…7.
package struct Effort: Hashable, Sendable {
    private var easy = Sample()
    private var answers = Sample()

    package init() {}

    /// What is not within 1…7 counts nowhere.
    package mutating func add(_ answer: Double, weight: Double = 1, times: Int = 1) {
        guard (1...7).contains(answer) else { return }
        easy.add(answer >= 5 ? 1 : 0, weight: weight, times: times)
        answers.add(answer, weight: weight, times: times)
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.easy = a.easy + b.easy
        sum.answers = a.answers + b.answers
        return sum
    }

    package static func - (a: Self, b: Self) -> Self {
        var rest = a
        rest.easy = a.easy - b.easy
        rest.answers = a.answers - b.answers
        return rest
    }
}

extension Effort {
    package var n: Int { answers.n }
    package var isWeighted: Bool { answers.isWeighted }
    /// 1…7.
    package var mean: Double? { answers.mean }
    package var standardDeviation: Double? { answers.standardDeviation }
    package var interval: Interval? { answers.interval?.clamped(to: 1...7) }
    package var estimate: Estimate { Estimate(mean, interval, n: n) }
    /// The share of 5…7.
    package var easyShare: WeightedShare { WeightedShare(sample: easy) }
}
