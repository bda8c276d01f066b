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

extension InsightBoard {
    /// - Parameters:
    ///   - choice: for how long it counts what people bring.
    ///   - heldOut: the people of each segment that an action left alone.
    init(
        _ found: [Finding], _ insights: [Insight], _ choice: StakeChoice, heldOut: [ID<Segment>: Set<Int64>] = [:], _ line: any JourneyAnalytics,
        _ groups: [PeopleGroup], _ catalogue: Catalogue, at now: Instant
    ) async throws {
        news = found.filter { finding in !insights.contains { $0.finding.isSame(as: finding) } }
        taken = insights.filter { $0.status == .taken }
        dismissed = insights.filter { $0.status == .dismissed }
        var done: [(insight: Insight, effect: InsightEffect?)] = []
        for insight in insights where insight.status == .done {
            done.append((insight, try await Self.effect(insight, heldOut, line, groups, catalogue)))
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

    private static func effect(
        _ insight: Insight, _ heldOut: [ID<Segment>: Set<Int64>], _ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue
    ) async throws -> InsightEffect? {
        guard let actedOn = insight.actedOn else { return nil }
        let group = insight.finding.people(groups)
        if insight.finding.group != nil, group == nil { return nil }
        let measuring = EffectMeasuring(finding: insight.finding, actedOn: actedOn, line: line, catalogue: catalogue)
        return try await measuring.effect(group, heldOut: insight.holdout.flatMap { heldOut[$0] })
    }
}
