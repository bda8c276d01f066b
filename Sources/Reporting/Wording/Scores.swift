import Analytics
import Kernel
import Statistics

extension ScoreScale {
    var title: String {
        switch self {
        case .nps: "Would they recommend us? (NPS)"
        case .csat: "Were they satisfied? (CSAT)"
        case .ces: "Was it easy? (CES)"
        case .rating: "How did they rate what they met?"
        case .rating10: "How did they rate it overall?"
        case .thumbs: "Thumbs up or down?"
        }
    }

    /// What the figure is called in a tile or a column.
    var figureName: String {
        switch self {
        case .nps: "NPS"
        case .csat: "Satisfied"
        case .ces: "Effort, mean of 1–7"
        case .rating: "Rated 4 or 5"
        case .rating10: "Mean of 1–10"
        case .thumbs: "Thumbs up"
        }
    }

    var definition: Definition {
        switch self {
        case .nps: .nps
        case .csat: .csat
        case .ces: .ces
        case .rating: .rating
        case .rating10: .rating10
        case .thumbs: .thumbs
        }
    }

    /// From the worst to the best figure.
    var axis: ClosedRange<Double> {
        switch self {
        case .nps: -100...100
        case .csat, .rating, .thumbs: 0...1
        case .ces: 1...7
        case .rating10: 1...10
        }
    }

    /// How far along the axis a figure is, 0…1.
    func share(_ figure: Double) -> Double { (figure - axis.lowerBound) / (axis.upperBound - axis.lowerBound) }

    var key: String {
        switch self {
        case .nps: "nps"
        case .csat: "csat"
        case .ces: "ces"
        case .rating: "rating"
        case .rating10: "rating10"
        case .thumbs: "thumbs"
        }
    }
}

extension ScoreFigure {
    /// What lies behind the figure: counts, mean, weights.
    var behind: String {
        switch self {
        case .nps(let score): Self.behind(score)
        case .satisfaction(let score): Self.behind(mean: score.mean, score.standardDeviation, of: score.share, isWeighted: score.isWeighted)
        case .effort(let score):
            Self.behind(mean: nil, score.standardDeviation, of: score.easyShare, isWeighted: score.isWeighted)
                + (score.n >= Estimate.enough ? " · " + EstimateText(share: score.easyShare.estimate).value + " answered 5–7" : "")
        case .overall(let score): "n " + grouped(score.n) + Self.spread(score.standardDeviation)
        case .thumbs(let score): Self.behind(mean: nil, nil, of: score.share, isWeighted: score.isWeighted)
        }
    }

    private static func behind(_ score: WeightedNPS) -> String {
        let counts = score.counts
        let votes = "\(grouped(counts.promoters)) promoters · \(grouped(counts.passives)) passives · \(grouped(counts.detractors)) detractors"
        guard score.isWeighted, counts.n >= Estimate.enough else { return "n \(grouped(counts.n)) · " + votes }
        let plain = EstimateText(counts.estimate, joint: " to ") { fixed($0, 1) }
        return "n \(grouped(counts.n))\(worth(score.effectiveSize, score.designEffect)) · " + votes + " · unweighted \(plain.whole)"
    }

    private static func behind(mean: Double?, _ deviation: Double?, of share: WeightedShare, isWeighted: Bool) -> String {
        "n " + grouped(share.n) + (isWeighted ? worth(share.effectiveSize, share.designEffect) : "")
            + (share.n >= Estimate.enough ? (mean.map { " · mean \(fixed($0, 2))" } ?? "") + spread(deviation) : "")
    }

    private static func spread(_ deviation: Double?) -> String { deviation.map { " · sd \(fixed($0, 2))" } ?? "" }

    private static func worth(_ size: Double?, _ effect: Double?) -> String {
        guard let size, let effect else { return "" }
        return ", weighted, worth \(grouped(Int(size.rounded()))) (design effect \(fixed(effect, 2)))"
    }
}

extension ScoreReport.Change {
    /// `Change from 2026-01 to 2026-02: −8.9 points (−12.7 to −5.0), more than chance alone (p 0.0004).`
    var text: String {
        let months = "Change from \(month(before)) to \(month(after))"
        let points = "\(signed(difference.value, 1)) points (\(signed(difference.interval.low, 1)) to \(signed(difference.interval.high, 1)))"
        guard let p = difference.p else { return "\(months): \(points)." }
        let chance = p < 0.05 ? "more than chance alone" : "no more than chance may do"
        return "\(months): \(points), \(chance) (\(p < 0.0001 ? "p < 0.0001" : "p " + fixed(p, 4)))."
    }

    private func month(_ group: ScoreGroup) -> String { group.period?.month.description ?? "" }
}
