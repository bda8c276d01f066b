import Analytics
import Kernel
import Statistics
import Timeline

/// Looks for changes in recommendation, in the service and in how often what hurts happens: in everybody and in each group. A change must be
/// surer the more series are looked at, so that among a hundred series of mere noise at most one is told.
struct FindingSearch {
    let line: any JourneyAnalytics
    let groups: [PeopleGroup]
    let catalogue: Catalogue

    /// A group of fewer people is not looked at.
    private static let leastPeople = 30

    private struct Series {
        let what: Finding.What
        let kind: String?
        let group: PeopleGroup?
        let months: [(month: Month, counts: [Int])]
    }

    /// The worst first.
    func findings() async throws -> [Finding] {
        var series: [Series] = []
        let hurting = try await hurting()
        let looked = [nil] + groups.filter { $0.people.count >= Self.leastPeople }.map { Optional($0) }
        for group in looked {
            let filter = Filter(people: group?.people)
            series.append(Series(what: .experience, kind: nil, group: group, months: try await votes(.nps, filter)))
            series.append(Series(what: .service, kind: nil, group: group, months: try await votes(.csat, filter)))
            series += try await occurrences(of: hurting, group, filter)
        }
        let found = series.compactMap { Self.change($0, of: series.count) }
        let surest = Self.strongest(found).sorted { (-Self.weight($0), $0.key) < (-Self.weight($1), $1.key) }
        let strongest = try await FindingContext(line: line, groups: groups, catalogue: catalogue).told(surest)
        return explained(strongest).sorted {
            // What people say of the whole comes before what explains it.
            ($0.what == .experience ? 0 : 1, -Self.weight($0)) < ($1.what == .experience ? 0 : 1, -Self.weight($1))
        }
    }

    /// Kinds before which answers are lower, by more than chance.
    private func hurting() async throws -> Set<String> {
        let question = EncounterQuestion(.nps, windows: [.days(90)], besides: catalogue.kindsThatExplainNothing)
        let each = try await line.encounters(question, .everything).each
        let differences = each.map { $0.with.difference(from: $0.without) }
        let values = adjusted(differences.map { $0?.p ?? 1 })
        return Set(each.indices.filter { (differences[$0]?.value ?? 0) < 0 && values[$0] < 0.05 }.map { each[$0].kind })
    }

    private func votes(_ scale: ScoreScale, _ filter: Filter) async throws -> [(month: Month, counts: [Int])] {
        try await line.scores(ScoreQuestion(scale, every: .month), filter).compactMap { group in
            guard let month = group.period?.month else { return nil }
            switch group.figure {
            case .nps(let score): return (month, [score.counts.promoters, score.counts.passives, score.counts.detractors])
            case .satisfaction(let score): return (month, [score.topTwo.count, score.topTwo.total - score.topTwo.count])
            default: return nil
            }
        }
    }

    private func occurrences(of kinds: Set<String>, _ group: PeopleGroup?, _ filter: Filter) async throws -> [Series] {
        let activity = try await line.activity(filter)
        var stages: [Stage: [Month: Int]] = [:]
        for kind in activity {
            guard let stage = catalogue.kind(key: kind.kind)?.stage else { continue }
            stages[stage, default: [:]].merge(kind.months, uniquingKeysWith: +)
        }
        return activity.filter { kinds.contains($0.kind) }.compactMap { kind in
            guard let stage = catalogue.kind(key: kind.kind)?.stage, let all = stages[stage] else { return nil }
            let months = all.keys.sorted().map { month in
                (month: month, counts: [kind.months[month] ?? 0, (all[month] ?? 0) - (kind.months[month] ?? 0)])
            }
            return Series(what: .touchpoint, kind: kind.kind, group: group, months: months)
        }
    }

    // MARK: - Changes

    private static func change(_ series: Series, of count: Int) -> Finding? {
        guard let change = LastChange(series.months, of: count) else { return nil }
        let (before, after) = (change.before, change.after)
        guard min(before.reduce(0, +), after.reduce(0, +)) >= Estimate.enough, let difference = difference(series.what, before, after) else {
            return nil
        }
        return Finding(
            what: series.what, kind: series.kind, group: series.group?.name, value: series.group?.value, month: change.month.number,
            before: figure(series.what, before), after: figure(series.what, after), countBefore: before.reduce(0, +), countAfter: after.reduce(0, +),
            low: difference.interval.low, high: difference.interval.high, earliest: change.earliest?.number)
    }

    private static func figure(_ what: Finding.What, _ counts: [Int]) -> Double {
        guard what == .experience else { return Proportion(counts[0], of: counts.reduce(0, +)).share ?? 0 }
        return NPS(promoters: counts[0], passives: counts[1], detractors: counts[2]).value ?? 0
    }

    private static func difference(_ what: Finding.What, _ before: [Int], _ after: [Int]) -> Difference? {
        guard what == .experience else {
            return Proportion(after[0], of: after.reduce(0, +)).adjustedDifference(from: Proportion(before[0], of: before.reduce(0, +)))
        }
        func nps(_ counts: [Int]) -> NPS { NPS(promoters: counts[0], passives: counts[1], detractors: counts[2]) }
        return nps(after).difference(from: nps(before))
    }

    /// How far from chance, in errors of the difference.
    private static func weight(_ finding: Finding) -> Double {
        let error = (finding.high - finding.low) / (2 * 1.96)
        return error > 0 ? abs(finding.after - finding.before) / error * (finding.isWorse ? 1 : 0.5) : 0
    }

    /// Of each figure the one place where it changed most surely: what is told of a region need not be told of everybody again.
    private static func strongest(_ found: [Finding]) -> [Finding] {
        Dictionary(grouping: found) { "\($0.what.rawValue) \($0.kind ?? "")" }.values.compactMap { $0.max { weight($0) < weight($1) } }
    }

    /// A change of the experience with the touchpoint that changed for the same people and hurts most.
    private func explained(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            guard finding.what == .experience else { return finding }
            var explained = finding
            explained.kind =
                findings.filter { $0.what == .touchpoint && $0.follows == nil && $0.value == finding.value && $0.isWorse == finding.isWorse }
                .max { Self.weight($0) < Self.weight($1) }?.kind
            return explained
        }
    }
}
