import Analytics
import Kernel
import Statistics
import Timeline

/// What else is told of a touchpoint that changed: from which other one it follows, and of what it is how many.
struct FindingContext {
    let line: any JourneyAnalytics
    let groups: [PeopleGroup]
    let catalogue: Catalogue

    /// A touchpoint happens with another one if at least so many of those who met it met that one within 30 days afterwards.
    private static let leastShare = 0.8
    /// From this on a share has grown.
    private static let growth = 1.1

    /// - Parameter findings: the surest first; one follows from another only where that is surer.
    func told(_ findings: [Finding]) async throws -> [Finding] {
        var told: [Finding] = []
        for finding in findings {
            guard finding.what == .touchpoint, let kind = finding.kind else {
                told.append(finding)
                continue
            }
            var known = finding
            known.follows = try await cause(of: finding, kind, among: told)
            known.occasion = try await occasion(of: finding, kind)
            told.append(known)
        }
        return told
    }

    private func met(_ finding: Finding) -> Filter {
        Filter(from: Month(number: finding.month).firstDay.start, people: finding.people(groups))
    }

    /// Of what got worse no later.
    private func cause(of finding: Finding, _ kind: String, among surer: [Finding]) async throws -> String? {
        guard finding.isWorse else { return nil }
        let others = surer.filter { $0.what == .touchpoint && $0.isWorse && $0.follows == nil && $0.month <= finding.month + 1 }
        return try await line.cause(of: kind, among: Set(others.compactMap(\.kind)), met(finding))
    }

    /// The rarest of the more frequent touchpoints of its stage that nearly everybody met right before it, as damage after the delivery, or right
    /// after it, as the delivery after the delay. What comes after may be an answer to it, as a ticket is, and grows with it: it counts only where
    /// its share of the stage has not grown.
    private func occasion(of finding: Finding, _ kind: String) async throws -> Finding.Occasion? {
        var (since, before) = (met(finding), met(finding))
        (before.from, before.until) = (finding.earliest.map { Month(number: $0).firstDay.start }, since.from)
        (since.kinds, before.kinds) = (catalogue.kindsBeside(kind), catalogue.kindsBeside(kind))
        let (now, earlier) = (try await touches(since), try await touches(before))
        let (mine, happened) = (now[kind] ?? 0, earlier[kind] ?? 0)
        let (all, allBefore) = (now.values.reduce(0, +), earlier.values.reduce(0, +))
        let others = now.filter { $0.key != kind && $0.value > mine }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        for (other, count) in others {
            guard let base = earlier[other], base > 0, happened <= base else { continue }
            let hasGrown = Double(count) * Double(allBefore) > Self.growth * Double(base) * Double(all)
            guard try await isMet(other, with: kind, alsoAfter: !hasGrown, met(finding)) else { continue }
            return Finding.Occasion(kind: other, before: Double(happened) / Double(base), after: Double(mine) / Double(count))
        }
        return nil
    }

    private func isMet(_ other: String, with kind: String, alsoAfter: Bool, _ since: Filter) async throws -> Bool {
        let after = try await line.followed([kind], by: other, since)
        guard after.total >= Estimate.enough else { return false }
        if alsoAfter, after.share ?? 0 >= Self.leastShare { return true }
        return Double(try await line.followed([other], by: kind, since).count) >= Self.leastShare * Double(after.total)
    }

    private func touches(_ filter: Filter) async throws -> [String: Int] {
        Dictionary(try await line.overview(filter).kinds.map { ($0.name, $0.touches) }, uniquingKeysWith: +)
    }
}
