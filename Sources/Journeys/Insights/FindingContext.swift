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

    /// The rarest of the more frequent touchpoints of its stage that nearly everybody met right after it.
    private func occasion(of finding: Finding, _ kind: String) async throws -> Finding.Occasion? {
        let since = met(finding)
        var before = since
        (before.from, before.until) = (finding.earliest.map { Month(number: $0).firstDay.start }, since.from)
        let (now, earlier) = (try await touches(since), try await touches(before))
        let mine = now[kind] ?? 0
        let others = catalogue.kindsBeside(kind).subtracting([kind]).filter { now[$0] ?? 0 > mine }.sorted { (now[$0] ?? 0, $0) < (now[$1] ?? 0, $1) }
        for other in others {
            let came = try await line.followed([kind], by: other, since)
            let (all, happened) = (earlier[other] ?? 0, earlier[kind] ?? 0)
            if came.total >= Estimate.enough, came.share ?? 0 >= Self.leastShare, all > 0, happened <= all {
                return Finding.Occasion(kind: other, before: Double(happened) / Double(all), after: Double(mine) / Double(now[other] ?? 1))
            }
        }
        return nil
    }

    private func touches(_ filter: Filter) async throws -> [String: Int] {
        Dictionary(try await line.overview(filter).kinds.map { ($0.name, $0.touches) }, uniquingKeysWith: +)
    }
}
