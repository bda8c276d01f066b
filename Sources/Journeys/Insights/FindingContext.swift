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

    /// The rarest of the more frequent touchpoints of its stage that nearly everybody met right before it, as damage after the delivery, or right
    /// after it, as the delivery after the delay. What comes after may be an answer to it, as a ticket is: it counts only where half of all people of the
    /// stage meet it.
    private func occasion(of finding: Finding, _ kind: String) async throws -> Finding.Occasion? {
        let since = met(finding)
        var (before, stage) = (since, since)
        (before.from, before.until) = (finding.earliest.map { Month(number: $0).firstDay.start }, since.from)
        stage.kinds = catalogue.kindsBeside(kind)
        let (now, earlier) = (try await line.overview(stage), try await touches(before))
        let mine = now.kinds.first { $0.name == kind }?.touches ?? 0
        let others = now.kinds.filter { $0.name != kind && $0.touches > mine }.sorted { ($0.touches, $0.name) < ($1.touches, $1.name) }
        for other in others {
            let (all, happened) = (earlier[other.name] ?? 0, earlier[kind] ?? 0)
            guard all > 0, happened <= all, try await isMet(other, with: kind, of: now.people, since) else { continue }
            return Finding.Occasion(kind: other.name, before: Double(happened) / Double(all), after: Double(mine) / Double(other.touches))
        }
        return nil
    }

    /// - Parameter people: how many there are in the stage.
    private func isMet(_ other: Overview.Share, with kind: String, of people: Int, _ since: Filter) async throws -> Bool {
        let after = try await line.followed([kind], by: other.name, since)
        guard after.total >= Estimate.enough else { return false }
        if other.people * 2 >= people, after.share ?? 0 >= Self.leastShare { return true }
        let led = try await line.followed([other.name], by: kind, since).count
        return Double(led) >= Self.leastShare * Double(after.total)
    }

    private func touches(_ filter: Filter) async throws -> [String: Int] {
        Dictionary(try await line.overview(filter).kinds.map { ($0.name, $0.touches) }, uniquingKeysWith: +)
    }
}
