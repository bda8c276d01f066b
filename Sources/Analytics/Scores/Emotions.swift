import Kernel
package import Statistics

/// How a kind of touchpoint felt to those who said so, on one scale for all: −1 (bad) … 1 (good).
package struct KindEmotion: Hashable, Sendable {
    package let kind: String
    package let feelings: Sample

    package init(kind: String, feelings: Sample) { (self.kind, self.feelings) = (kind, feelings) }

    /// The mean with its interval.
    package var estimate: Estimate { feelings.feeling }
}

extension Sample {
    /// Of feelings: the mean with its interval, within −1…1.
    package var feeling: Estimate { Estimate(mean, interval?.clamped(to: -1...1), n: n) }
}

extension ScoreScale {
    /// The worst and the best answer.
    package var range: ClosedRange<Double> {
        switch self {
        case .nps: 0...10
        case .csat, .rating: 1...5
        case .ces: 1...7
        case .rating10: 1...10
        case .thumbs: 0...1
        }
    }

    /// An answer on the common scale, −1…1; `nil` of what is no answer.
    package func feeling(_ answer: Double) -> Double? {
        guard range.contains(answer) else { return nil }
        return (2 * answer - range.lowerBound - range.upperBound) / (range.upperBound - range.lowerBound)
    }
}

extension JourneyLog {
    /// By kind, in the order of their names; only kinds of which anything is known. What somebody answered counts before what was read between the
    /// lines.
    package func emotions(_ filter: Filter = .everything) -> [KindEmotion] {
        var feelings = kinds.all.map { _ in Sample() }
        eachLine(filter) { line in
            for touch in line {
                guard let feeling = touch.feeling else { continue }
                feelings[Int(touch.kind.number)].add(feeling.value, weight: feeling.weight)
            }
        }
        return zip(kinds.all, feelings).filter { $0.1.n > 0 }.map { KindEmotion(kind: $0, feelings: $1) }
    }
}
