/// Thumbs up (1) or down (0): the share of thumbs up.
package struct Thumbs: Hashable, Sendable {
    private var ups = Sample()

    package init() {}

    /// What is neither 0 nor 1 counts nowhere.
    package mutating func add(_ answer: Double, weight: Double = 1, times: Int = 1) {
        guard answer == 0 || answer == 1 else { return }
        ups.add(answer, weight: weight, times: times)
    }

    package static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.ups = a.ups + b.ups
        return sum
    }

    package static func - (a: Self, b: Self) -> Self {
        var rest = a
        rest.ups = a.ups - b.ups
        return rest
    }

    package var n: Int { ups.n }
    package var isWeighted: Bool { ups.isWeighted }
    package var share: WeightedShare { WeightedShare(sample: ups) }
}
