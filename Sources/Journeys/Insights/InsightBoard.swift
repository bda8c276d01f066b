import Analytics
import Kernel
import Statistics
import Timeline

/// What is new, what somebody has taken up, what was done about it and what came of that.
struct InsightBoard: Sendable {
    /// The worst first; what only follows from another one that is told stands with that.
    let news: [Finding]
    /// By kind: what follows from it.
    let followers: [String: [Finding]]
    let taken: [Insight]
    let done: [(insight: Insight, effect: InsightEffect?)]
    let dismissed: [Insight]
    /// All that anybody has said anything of.
    var insights: [Insight] { taken + done.map(\.insight) + dismissed }
    /// By the key of a finding: who is about to meet what hurts.
    let ahead: [String: Ahead]
    /// By the key of a finding for the worse that has a touchpoint: the money at stake since that began to happen at another rate.
    let stakes: [String: CauseStakes]
}

extension InsightBoard {
    /// - Parameters:
    ///   - choice: for how long it counts what people bring.
    ///   - heldOut: the people of each segment that an action left alone.
    init(
        _ found: [Finding], _ insights: [Insight], _ choice: StakeChoice, heldOut: [ID<Segment>: Set<Int64>] = [:], _ line: any JourneyAnalytics,
        _ groups: [PeopleGroup], _ catalogue: Catalogue, at now: Instant
    ) async throws {
        let untold = found.filter { finding in !insights.contains { $0.finding.isSame(as: finding) } }
        let told = Set((found + insights.map(\.finding)).filter { $0.what == .touchpoint && $0.follows == nil }.compactMap(\.kind))
        let isFollower = { (finding: Finding) in finding.follows.map(told.contains) ?? false }
        news = untold.filter { !isFollower($0) }
        followers = Dictionary(grouping: untold.filter(isFollower)) { $0.follows ?? "" }
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
        var stakes: [String: CauseStakes] = [:]
        for finding in news + insights.map(\.finding) where finding.isWorse {
            stakes[finding.key] = try await Self.stakes(finding, choice, line, groups, catalogue, at: now)
        }
        self.stakes = stakes
    }

    private static func stakes(
        _ finding: Finding, _ choice: StakeChoice, _ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue, at now: Instant
    ) async throws -> CauseStakes? {
        let group = finding.people(groups)
        guard let kind = finding.kind, finding.group == nil || group != nil else { return nil }
        let concerned = Filter(from: Month(number: finding.month).firstDay.start, people: group)
        return try await CausePeople(kind: kind, concerned: concerned).stakes(choice, line, catalogue, at: now)
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
