import Analytics
import Kernel
import Statistics
import Timeline

/// What is new, what somebody has taken up, what was done about it and what came of that.
struct InsightBoard: Sendable {
    /// The worst first.
    let news: [Finding]
    let taken: [Insight]
    let done: [(insight: Insight, effect: InsightEffect?)]
    let dismissed: [Insight]
    /// By the key of a finding: who is about to meet what hurts.
    let ahead: [String: Ahead]
    /// By the key of a finding for the worse that has a touchpoint: the money at stake since it changed.
    let stakes: [String: Stakes]
}

/// What changed after something was done: the same figure of the same people, from the change until then, and since.
struct InsightEffect: Hashable, Sendable {
    let before: Estimate
    let after: Estimate
    /// After less before; `nil` where either is too few.
    let difference: Difference?
}

extension InsightBoard {
    /// - Parameter choice: for how long it counts what people bring.
    init(
        _ found: [Finding], _ insights: [Insight], _ choice: StakeChoice, _ line: any JourneyAnalytics, _ groups: [PeopleGroup],
        _ catalogue: Catalogue, at now: Instant
    ) async throws {
        news = found.filter { finding in !insights.contains { $0.finding.isSame(as: finding) } }
        taken = insights.filter { $0.status == .taken }
        dismissed = insights.filter { $0.status == .dismissed }
        var done: [(insight: Insight, effect: InsightEffect?)] = []
        for insight in insights where insight.status == .done {
            done.append((insight, try await Self.effect(insight, line, groups, catalogue)))
        }
        self.done = done
        var ahead: [String: Ahead] = [:]
        for finding in news + taken.map(\.finding) where finding.what == .touchpoint && finding.isWorse {
            ahead[finding.key] = try await Ahead(of: finding, line, groups, catalogue, at: now)
        }
        self.ahead = ahead
        var stakes: [String: Stakes] = [:]
        for finding in news + insights.map(\.finding) where finding.isWorse {
            stakes[finding.key] = try await Self.stakes(finding, choice, line, groups, catalogue, at: now)
        }
        self.stakes = stakes
    }

    private static func stakes(
        _ finding: Finding, _ choice: StakeChoice, _ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue, at now: Instant
    ) async throws -> Stakes? {
        let group = finding.people(groups)
        guard let kind = finding.kind, finding.group == nil || group != nil else { return nil }
        let since = Filter(from: Month(number: finding.month).firstDay.start, people: group)
        return Stakes(try await line.stakePeople(choice.question(kind, catalogue), since, now: now), since, now: now)
    }

    private static func effect(_ insight: Insight, _ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue) async throws
        -> InsightEffect?
    {
        guard let actedOn = insight.actedOn else { return nil }
        let finding = insight.finding
        let group = finding.people(groups)
        if finding.group != nil, group == nil { return nil }
        let before = Filter(from: Month(number: finding.month).firstDay.start, until: actedOn.start, people: group)
        let after = Filter(from: actedOn.start, people: group)
        guard finding.what == .touchpoint else {
            let scale: ScoreScale = finding.what == .experience ? .nps : .csat
            let earlier = try await line.scores(ScoreQuestion(scale), before).first?.figure ?? ScoreFigure(scale)
            let later = try await line.scores(ScoreQuestion(scale), after).first?.figure ?? ScoreFigure(scale)
            return InsightEffect(earlier.estimate, later.estimate, later.difference(from: earlier))
        }
        let (earlier, later) = (try await share(finding, line, before, catalogue), try await share(finding, line, after, catalogue))
        return InsightEffect(earlier.estimate, later.estimate, later.adjustedDifference(from: earlier))
    }

    /// How often the touchpoint happened, of all that happened in its stage.
    private static func share(_ finding: Finding, _ line: any JourneyAnalytics, _ filter: Filter, _ catalogue: Catalogue) async throws -> Proportion {
        guard let key = finding.kind, let stage = catalogue.kind(key: key)?.stage else { return Proportion(0, of: 0) }
        var inside = filter
        inside.kinds = Set(catalogue.kinds.filter { $0.stage == stage }.map(\.key))
        let overview = try await line.overview(inside)
        return Proportion(overview.kinds.first { $0.name == key }?.touches ?? 0, of: overview.touches)
    }
}

extension InsightEffect {
    fileprivate init(_ before: Estimate, _ after: Estimate, _ difference: Difference?) {
        let areKnown = before.value != nil && after.value != nil
        self.init(before: before, after: after, difference: areKnown ? difference : nil)
    }
}
