package import Analytics
package import Kernel

/// All the line says, asked once and kept as plain values; shown on a terminal, as JSON, or as a page.
package struct Report: Sendable {
    package let options: ReportOptions
    /// Until when the line is known.
    package let now: Instant
    package let overview: Overview
    package let stages: StageConversion
    package let graph: DirectlyFollowsGraph
    package let variants: Variants
    /// `nil` when no steps were given.
    package let funnel: Funnel?
    package let retention: Retention
    /// Of each scale on which somebody answered.
    package let scores: [ScoreReport]
    package let diagnosis: Diagnosis
    /// Which touchpoints decide what becomes of people; `nil` where nobody did any of what could become of them.
    package let moments: Moments?
    /// Of each answer to the whole that ratings on the way explain.
    package let drivers: [Drivers]
    /// What was met more or less often than before, to the day; the surest first.
    package let episodes: [Episode]
    /// What customers said of a cause in their own words, by kind; names are told to nobody who is handed the report.
    package var verbatims: [String: [Verbatim]] = [:]
    package var caveats = Caveats()
}

extension Report {
    package init(log: some JourneyAnalytics, options: ReportOptions) async throws {
        let overview = try await log.overview(options.filter)
        let now = options.now ?? overview.last ?? .distantPast
        var scores: [ScoreReport] = []
        for scale in ScoreScale.allCases {
            if let report = try await ScoreReport(scale, log: log, options.filter) { scores.append(report) }
        }
        var drivers: [Drivers] = []
        for scale in [ScoreScale.nps, .rating10, .csat] {
            let found = try await log.drivers(DriverQuestion(scale, besides: options.ofTheWhole), options.filter)
            if found.drivers.count > 1 { drivers.append(found) }
        }
        var funnel: Funnel?
        if let question = options.funnel { funnel = try await log.funnel(question, options.filter, now: now) }
        let isThere = overview.kinds.contains { options.outcome == $0.name || options.outcome == nil && Moments.usualOutcomes.contains($0.name) }
        let moments = isThere ? try await Moments(log, outcome: options.outcome, besides: options.diagnosis.besides, options.filter) : nil
        self.init(
            options: options, now: now, overview: overview, stages: try await log.stageConversion(options.filter),
            graph: try await log.directlyFollows(options.filter), variants: try await log.variants(options.variants, options.filter),
            funnel: funnel, retention: try await log.retention(options.filter, now: now), scores: scores,
            diagnosis: try await log.diagnosis(options.diagnosis, groups: options.groups, options.filter), moments: moments,
            drivers: drivers,
            episodes: try await log.episodes(groups: options.groups, options.filter, now: now))
    }

    package var isEmpty: Bool { overview.people == 0 }

    /// What is told where there is nothing to tell: a headline, and what to do.
    var nothing: (headline: String, advice: String) {
        options.filter == Filter()
            ? ("Nothing has happened yet", "Import touchpoints, then ask for this report again.")
            : ("Nothing happened there", "Ask for other days: --from names the first that counts, --until the first that counts no more.")
    }

    var labels: Labels { options.labels }

    /// By what customers were told apart.
    var groupNames: [String] { Set(options.groups.map(\.name)).sorted() }
}
