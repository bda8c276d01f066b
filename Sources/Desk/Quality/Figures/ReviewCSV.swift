import Kernel
import Web

/// One row for each review, marks as they count: of a scale 0–5, yes or no, and of speed the percentage of replies in time.
struct ReviewCSV {
    let t: Texts
    let reviews: [QualityReview]

    var text: String {
        var criteria: [Scorecard.Criterion] = []
        for review in reviews.sorted(by: { $0.card.version > $1.card.version }) {
            for criterion in review.card.terms.criteria where !criteria.contains(where: { $0.key == criterion.key }) { criteria.append(criterion) }
        }
        let head =
            ["conversation", "at", "agent", "reviewer", "reason", "scorecard", "second", "state", "iqs"] + criteria.map { $0.name(t) } + ["note"]
        let rows = reviews.map { review in
            [
                "\(review.conversation)", review.at.description, review.agentName, review.reviewerName, review.reason.key, "\(review.card.version)",
                review.secondOf == nil ? "no" : "yes", review.state.rawValue, CSV.figure(review.score),
            ] + criteria.map { review.marks[$0.key].map(cell) ?? "" } + [review.note]
        }
        return CSV.sheet(([head] + rows).map { $0.map(CSV.harmless) })
    }

    /// A spreadsheet would take `2/3` for a day.
    private func cell(_ mark: Mark) -> String {
        if case .speed = mark { CSV.figure(100 * mark.share) } else { mark.text }
    }
}
