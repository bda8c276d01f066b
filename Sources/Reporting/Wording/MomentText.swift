import Analytics
import Statistics

/// Moments of truth in words and cells: what page and terminal show alike.
struct MomentText {
    let moments: Moments
    let labels: Labels

    static let columns: [(title: String, isNumber: Bool)] = [
        ("touchpoint", false), ("people", true), ("after a low answer", true), ("after a high one", true), ("difference (95 %)", true),
        ("verdict", false),
    ]

    var lead: String { "What becomes of people: \(labels.kind(moments.outcome))." }

    /// - Parameter most: how many rows at most; those that decide are all there.
    func rows(most: Int) -> [[String]] {
        moments.moments.prefix(max(most, moments.moments.count(where: \.isDecisive))).map { moment in
            [
                labels.kind(moment.kind), moment.reach.share.map { percent($0) + " %" } ?? "–", share(moment.impact.bad), share(moment.impact.good),
                difference(moment), verdict(moment),
            ]
        }
    }

    private func share(_ proportion: Proportion) -> String {
        proportion.share.map { "\(percent($0)) % of \(grouped(proportion.total))" } ?? "–"
    }

    private func difference(_ moment: Moments.Moment) -> String {
        guard let difference = moment.impact.difference, let bad = moment.impact.bad.share, let good = moment.impact.good.share else { return "–" }
        return "\(points(shown(bad * 100, less: good * 100, 1) / 100)) (\(points(difference.interval.low)) to \(points(difference.interval.high)))"
    }

    private func points(_ share: Double) -> String { signed(share * 100, 1) }

    private func verdict(_ moment: Moments.Moment) -> String {
        if moment.isDecisive { return "moment of truth" }
        return switch moment.held?.standing {
        case .own: (moment.p ?? 1) < 0.05 ? "weighs less" : "may be chance"
        case .follows(let kind): "as \(labels.kind(kind))"
        case .general: "as any low answer"
        case .unsure: "not sure"
        case nil: "too few"
        }
    }
}
