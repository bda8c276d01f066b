import Kernel
import Statistics

/// Two reviews of one conversation, the second one made without knowing the first.
struct Calibration: Sendable {
    let first: QualityReview
    let second: QualityReview

    struct Line: Sendable {
        let criterion: Scorecard.Criterion
        let first: Mark?
        let second: Mark?

        /// Whether both think alike: the same answer, or of 0…5 one apart at most. `nil` where one of them skipped it.
        var agrees: Bool? {
            switch (first, second) {
            case (.scale(let one), .scale(let other)): abs(one - other) <= 1
            case (let one?, let other?): one == other
            default: nil
            }
        }
    }

    /// By criterion, as they were given, without speed, which nobody judges.
    var lines: [Line] {
        first.card.terms.criteria.filter { $0.sort != .speed }.map {
            Line(criterion: $0, first: first.given[$0.key], second: second.given[$0.key])
        }
    }

    /// The second score less the first, as they were given; `nil` where either has none.
    var difference: Double? {
        guard let one = first.card.terms.score(first.given), let other = second.card.terms.score(second.given) else { return nil }
        return other - one
    }
}

/// How far reviewers think alike.
struct Agreement: Sendable {
    /// Of all criteria that both rated.
    let alike: Proportion
    let byCriterion: [(criterion: Scorecard.Criterion, alike: Proportion)]
    /// By the month in which the second review was made, oldest first.
    let byMonth: [(month: Month, pairs: Int, alike: Proportion, meanDifference: Double?)]

    init(_ pairs: [Calibration]) {
        let lines = pairs.flatMap(\.lines)
        alike = Self.share(lines)
        var keys: [String] = []
        for line in lines where !keys.contains(line.criterion.key) { keys.append(line.criterion.key) }
        byCriterion = keys.compactMap { key in
            let own = lines.filter { $0.criterion.key == key }
            return own.last.map { ($0.criterion, Self.share(own)) }
        }
        byMonth = Dictionary(grouping: pairs) { Month(year: $0.second.at.day.civil.year, month: $0.second.at.day.civil.month) }.sorted {
            $0.key < $1.key
        }.map { month, own in
            let differences = own.compactMap(\.difference).map(abs)
            let mean = differences.isEmpty ? nil : differences.reduce(0, +) / Double(differences.count)
            return (month, own.count, Self.share(own.flatMap(\.lines)), mean)
        }
    }

    private static func share(_ lines: [Calibration.Line]) -> Proportion {
        let known = lines.compactMap(\.agrees)
        return Proportion(known.count { $0 }, of: known.count)
    }
}
