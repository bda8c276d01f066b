import Kernel
package import Statistics

extension JourneyAnalytics {
    /// Of the people who met one of some touchpoints, those who then met another one within 30 days.
    package func followed(_ causes: Set<String>, by kind: String, _ filter: Filter) async throws -> Proportion {
        let question = FunnelQuestion([.init("before", kinds: causes.subtracting([kind])), .init(kind)], window: .days(30))
        let steps = try await funnel(question, filter, now: IncidentSearch.times.upperBound).steps
        return Proportion(steps[1].people, of: steps[0].people)
    }

    /// The one of these kinds from which a touchpoint follows: half or more of the people who met it had met one of them within 30 days before, and
    /// this one most often. What was met before it anyway, and is followed by it more often than it used to be, is none: it did not bring the change
    /// about.
    ///
    /// - Parameter filter: whose, and since when it is met more often.
    /// - Returns: `nil` where it follows from none, or too few have met it to tell.
    package func cause(of kind: String, among causes: Set<String>, _ filter: Filter) async throws -> String? {
        guard !causes.isEmpty else { return nil }
        let met = try await funnel(FunnelQuestion([.init(kind)]), filter, now: IncidentSearch.times.upperBound).steps[0].people
        guard met >= Estimate.enough, try await followed(causes, by: kind, filter).count * 2 >= met else { return nil }
        var possible: [(kind: String, count: Int)] = []
        for cause in causes.sorted() {
            let since = try await followed([cause], by: kind, filter)
            // One that a tenth of them had met brought nothing about, and need not be looked at.
            if since.count * 10 < met { continue }
            if try await !isMoreOften(since, cause, kind, filter) { possible.append((cause, since.count)) }
        }
        guard !possible.isEmpty, try await followed(Set(possible.map(\.kind)), by: kind, filter).count * 2 >= met else { return nil }
        return possible.max { $0.count < $1.count }?.kind
    }

    /// Whether more of those who met one thing went on to another than before the filter begins, by more than chance and by half.
    private func isMoreOften(_ since: Proportion, _ cause: String, _ kind: String, _ filter: Filter) async throws -> Bool {
        guard let from = filter.from else { return false }
        var earlier = filter
        // Who met it later than that has had no time to go on before it began.
        (earlier.from, earlier.until) = (nil, from.adding(.zero - .days(30)))
        let before = try await followed([cause], by: kind, earlier)
        guard min(before.total, since.total) >= Estimate.enough, let difference = since.adjustedDifference(from: before) else { return false }
        return difference.interval.low > 0 && Double(since.count) * Double(before.total) > 1.5 * Double(before.count) * Double(since.total)
    }
}

/// Tells incidents from what only follows from another one of them.
struct Consequences {
    let line: any JourneyAnalytics
    let groups: [PeopleGroup]
    let filter: Filter

    /// So many of the surest of the last year are looked through, each among so many of the surest that it may follow from.
    private static let most = 24
    private static let mostCauses = 8
    private static let days = 366
    /// Since when something began is known to about so many days; what began longer before than that did not bring it about.
    private static let slack = 30
    private static let longest = 60

    /// The surest first; below each what changed on the same days and what follows from it.
    func told(_ incidents: [Incident]) async throws -> [Episode] {
        let since = (incidents.map(\.from).max() ?? Day(number: 0)).adding(days: -Self.days)
        let recent = incidents.filter { $0.from >= since }.sorted { ($0.strength, $1.kind) > ($1.strength, $0.kind) }
        let surest = recent.prefix(Self.most)
        var followers: [(incident: Incident, cause: String)] = []
        // The weakest first: of two of which each follows the other, the surer one stays.
        for incident in surest.reversed() {
            let causes = surest.filter { other in Self.mayCause(other, incident) && !followers.contains { $0.incident == other } }.map(\.kind)
            let likeliest = Set(causes.prefix(Self.mostCauses))
            guard let met = met(incident), let cause = try await line.cause(of: incident.kind, among: likeliest, met) else { continue }
            followers.append((incident, cause))
        }
        var episodes = Episode.told(incidents.filter { incident in !followers.contains { $0.incident == incident } }).map(\.incidents)
        for (incident, cause) in followers.reversed() {
            let place = episodes.firstIndex { $0.contains { $0.kind == cause && Self.mayCause($0, incident) } }
            if let place { episodes[place].append(incident) } else { episodes.append([incident]) }
        }
        return episodes.map { Episode(incidents: [$0[0]] + $0.dropFirst().sorted { ($0.strength, $1.kind) > ($1.strength, $0.kind) }) }
    }

    /// Whom it befell, while it lasted; `nil` of a group that is none.
    private func met(_ incident: Incident) -> Filter? {
        var met = filter
        if let name = incident.group {
            guard let group = groups.first(where: { $0.name == name && $0.value == incident.value }) else { return nil }
            met = met.among(group.people)
        }
        met.from = max(filter.from ?? .distantPast, incident.from.start)
        if let until = incident.until { met.until = min(filter.until ?? .distantFuture, until.start) }
        return met
    }

    private static func mayCause(_ one: Incident, _ other: Incident) -> Bool {
        one.kind != other.kind && one.isRise && other.isRise && one.from <= other.from.adding(days: slack)
            && one.from >= other.from.adding(days: -longest) && one.until.map { $0 > other.from } ?? true
    }
}
