package import Analytics
package import Statistics

/// What people answered on one scale.
package struct ScoreReport: Sendable {
    package let scale: ScoreScale
    package let overall: ScoreFigure
    package let months: [ScoreGroup]
    package let kinds: [ScoreGroup]
    package let channels: [ScoreGroup]
}

extension ScoreReport {
    /// `nil` when nobody answered.
    init?(_ scale: ScoreScale, log: some JourneyAnalytics, _ filter: Filter) async throws {
        guard let overall = try await log.scores(ScoreQuestion(scale), filter).first?.figure, overall.n > 0 else { return nil }
        self.init(
            scale: scale, overall: overall, months: try await log.scores(ScoreQuestion(scale, every: .month), filter),
            kinds: try await log.scores(ScoreQuestion(scale, by: .kind), filter),
            channels: try await log.scores(ScoreQuestion(scale, by: .channel), filter))
    }

    /// The net promoter score of the last month with answers enough, less that of the month with answers enough before it.
    package var change: Change? {
        let enough = months.filter { $0.figure.estimate.value != nil }.suffix(2)
        guard enough.count == 2, let before = enough.first, let after = enough.last,
            case .nps = before.figure, case .nps = after.figure
        else { return nil }
        return after.figure.difference(from: before.figure).map { Change(before: before, after: after, difference: $0) }
    }

    package struct Change: Sendable {
        package let before: ScoreGroup
        package let after: ScoreGroup
        package let difference: Difference
    }
}
