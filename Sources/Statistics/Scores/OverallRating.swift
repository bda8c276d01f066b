/// Answers on a scale of 1…10: the mean.
package struct OverallRating: Hashable, Sendable {
    private var answers = Sample()

    package init() {}

    /// What is not within 1…10 counts nowhere.
    package mutating func add(_ answer: Double, weight: Double = 1, times: Int = 1) {
        guard (1...10).contains(answer) else { return }
        answers.add(answer, weight: weight, times: times)
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.answers = a.answers + b.answers
        return sum
    }

    package static func - (a: Self, b: Self) -> Self {
        var rest = a
        rest.answers = a.answers - b.answers
        return rest
    }

    package var n: Int { answers.n }
    package var isWeighted: Bool { answers.isWeighted }
    /// 1…10.
    package var mean: Double? { answers.mean }
    package var standardDeviation: Double? { answers.standardDeviation }
    package var interval: Interval? { answers.interval?.clamped(to: 1...10) }
    package var estimate: Estimate { Estimate(mean, interval, n: n) }
}
