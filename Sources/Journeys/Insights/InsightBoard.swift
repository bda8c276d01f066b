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

    /// A finding as it stands.
    struct Told: Sendable {
        let finding: Finding
        /// `nil` of what nobody has taken up.
        let insight: Insight?
        let effect: InsightEffect?
    }

    /// All but what was let go; what somebody works on first.
    var told: [Told] {
        taken.map { Told(finding: $0.finding, insight: $0, effect: nil) }
            + done.map { Told(finding: $0.insight.finding, insight: $0.insight, effect: $0.effect) }
            + news.map { Told(finding: $0, insight: nil, effect: nil) }
    }
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
        let list = InsightList(found, insights)
        (news, followers, taken, dismissed) = (list.news, list.followers, list.taken, list.dismissed)
        var done: [(insight: Insight, effect: InsightEffect?)] = []
        for insight in list.done {
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
        let named = finding.group.flatMap { name in finding.value.map { Diagnosed.Group(name: name, value: $0) } }
        return try await CausePeople(kind: kind, group: named, concerned: concerned).stakes(choice, line, catalogue, at: now)
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
