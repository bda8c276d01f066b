import Analytics
import Kernel
import Statistics

/// A figure by month, where at least two months have answers enough.
struct ScoreTrend {
    let scale: ScoreScale
    /// Months one after the other with answers enough; a gap ends a run.
    let runs: [[Known]]
    /// Ascending; the first and the last are the ends of the axis.
    let marks: [Double]

    struct Known {
        let month: Month
        let value: Double
        let interval: Interval
        let n: Int
    }

    init?(_ score: ScoreReport) {
        let known = score.months.compactMap(Known.init)
        guard known.count > 1 else { return nil }
        scale = score.scale
        runs = Self.runs(known)
        marks = Self.marks(from: known.map(\.interval.low).min() ?? 0, to: known.map(\.interval.high).max() ?? 1, on: score.scale)
    }

    private static func runs(_ known: [Known]) -> [[Known]] {
        var runs: [[Known]] = []
        for month in known {
            if let previous = runs.last?.last, previous.month.number + 1 == month.month.number {
                runs[runs.count - 1].append(month)
            } else {
                runs.append([month])
            }
        }
        return runs
    }

    /// Round figures from below the lowest to above the highest, not more than eight.
    private static func marks(from low: Double, to high: Double, on scale: ScoreScale) -> [Double] {
        let fine = scale.tick
        let step = (high - low) / fine > 6 ? 2 * fine : fine
        let first = Int((low / step).rounded(.down))
        return (first...max(first + 1, Int((high / step).rounded(.up)))).map { Double($0) * step }
    }
}

extension ScoreTrend {
    var first: Month { runs.first?.first?.month ?? Month(number: 0) }
    var last: Month { runs.last?.last?.month ?? Month(number: 0) }
    var axis: ClosedRange<Double> { (marks.first ?? 0)...(marks.last ?? 1) }
}

extension ScoreTrend.Known {
    init?(_ group: ScoreGroup) {
        guard let month = group.period?.month, case .known(let value, let interval, let n) = group.figure.estimate else { return nil }
        self.init(month: month, value: value, interval: interval, n: n)
    }
}

extension ScoreScale {
    /// The distance of round figures on the axis.
    fileprivate var tick: Double {
        switch self {
        case .nps: 20
        case .csat, .rating, .thumbs: 0.1
        case .ces: 0.5
        case .rating10: 1
        }
    }
}
