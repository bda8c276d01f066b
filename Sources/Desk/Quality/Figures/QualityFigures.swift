import Foundation
import Kernel
import Statistics
import Web

/// How good service was by what reviewers thought of it. Definitions: docs/definitions.md, *Quality*.
struct QualityFigures: Sendable {
    /// Of reviews that were drawn by chance: what stands for all conversations.
    let drawn: Group
    /// Of all reviews, those looked for where something seemed to have gone wrong too.
    let all: Group
    /// Most reviews first.
    let byAgent: [(agent: ID<Viewer>, name: String, drawn: Group, all: Group)]
    /// In the order of the newest scorecard; criteria that are there no more come last.
    let byCriterion: [ByCriterion]
    /// By the Monday with which a week begins, in the reader's time zone; all weeks between the first and the last.
    let byWeek: [(monday: Day, group: Group)]

    /// Reviews together.
    struct Group: Sendable {
        /// Reviews, those without a score too.
        private(set) var reviews = 0
        /// With a failed critical criterion.
        private(set) var failed = 0
        private(set) var changed = 0
        private(set) var disputed = 0
        private var scores = Sample()

        mutating func add(_ review: QualityReview) {
            reviews += 1
            if !review.card.terms.failed(review.marks).isEmpty { failed += 1 }
            if review.state != .given { disputed += 1 }
            if review.state == .changed { changed += 1 }
            if let score = review.score { scores.add(score) }
        }

        init(_ reviews: some Sequence<QualityReview> = []) { for review in reviews { add(review) } }

        /// Those with a score.
        var n: Int { scores.n }
        /// 0…100.
        var mean: Double? { scores.mean }
        /// Told from ``Estimate/enough`` reviews on: below, a normal curve is no picture of the error.
        var interval: Interval? { QualityFigures.interval(scores) }
    }

    /// What a criterion was given.
    struct ByCriterion: Sendable {
        let criterion: Scorecard.Criterion
        let isInUse: Bool
        /// Shares of 0…100.
        let marks: Sample
        /// Reviews that skipped it.
        let skipped: Int

        var interval: Interval? { QualityFigures.interval(marks) }
    }
}

extension QualityFigures {
    /// Of a mean of 0…100. Where all are alike their spread tells nothing: then they count as if each were all or nothing, which spreads most of
    /// all that has this mean.
    fileprivate static func interval(_ sample: Sample) -> Interval? {
        guard sample.n >= Estimate.enough, let mean = sample.mean else { return nil }
        if sample.standardDeviation ?? 0 > 1e-9 { return sample.interval?.clamped(to: 0...100) }
        return Proportion(Int((mean / 100 * Double(sample.n)).rounded()), of: sample.n).interval?.scaled(by: 100)
    }
}

extension QualityFigures {
    /// - Parameter reviews: those that do not count are left out.
    init(_ reviews: [QualityReview], newest: Scorecard?, in zone: TimeZone) {
        let reviews = reviews.filter(\.counts)
        drawn = Group(reviews.filter { $0.reason == .drawn })
        all = Group(reviews)
        byAgent = Dictionary(grouping: reviews, by: \.agent).map { agent, own in
            (agent, own.first?.agentName ?? "–", Group(own.filter { $0.reason == .drawn }), Group(own))
        }.sorted { ($1.all.reviews, $0.name) < ($0.all.reviews, $1.name) }
        byCriterion = Self.criteria(of: reviews, newest).map { criterion, isInUse in
            var (marks, skipped) = (Sample(), 0)
            for review in reviews where review.card.terms.criteria.contains(where: { $0.key == criterion.key }) {
                if let mark = review.marks[criterion.key] { marks.add(100 * mark.share) } else { skipped += 1 }
            }
            return ByCriterion(criterion: criterion, isInUse: isInUse, marks: marks, skipped: skipped)
        }
        byWeek = Self.weeks(of: reviews, zone)
    }

    private static func criteria(of reviews: [QualityReview], _ newest: Scorecard?) -> [(Scorecard.Criterion, Bool)] {
        let inUse = newest?.terms.criteria ?? []
        var known = Set(inUse.map(\.key))
        var gone: [Scorecard.Criterion] = []
        // The newest name that it had.
        for review in reviews.sorted(by: { $0.card.version > $1.card.version }) {
            for criterion in review.card.terms.criteria where known.insert(criterion.key).inserted { gone.append(criterion) }
        }
        return inUse.map { ($0, true) } + gone.map { ($0, false) }
    }

    private static func weeks(of reviews: [QualityReview], _ zone: TimeZone) -> [(monday: Day, group: Group)] {
        let weeks = Dictionary(grouping: reviews) { review -> Int32 in
            let local = review.at.adding(.seconds(zone.secondsFromGMT(for: review.at.date)))
            return (local.day.number + 3) / 7
        }
        guard let first = weeks.keys.min(), let last = weeks.keys.max() else { return [] }
        return (first...last).suffix(400).map { week in (Day(number: week * 7 - 3), Group(weeks[week] ?? [])) }
    }
}
