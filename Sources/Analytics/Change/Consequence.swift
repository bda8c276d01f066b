import Kernel
package import Statistics

extension JourneyAnalytics {
    /// How far back something may lie for what happens to be a consequence of it.
    package static var consequenceWindow: Duration { .days(30) }

    /// Of the people who met a touchpoint, those who had met another one within 30 days before it.
    ///
    /// - Parameters:
    ///   - causes: kinds, of which one is enough.
    ///   - filter: whose, and when they met it; what stood before may lie before that time.
    package func preceded(_ kind: String, by causes: Set<String>, _ filter: Filter) async throws -> Proportion {
        let met = Set(try await reached([.init(kind)], filter))
        var earlier = filter
        earlier.from = filter.from.map { $0.adding(.zero - Self.consequenceWindow) }
        let after = try await reached([.init("before", kinds: causes.subtracting([kind])), .init(kind)], earlier)
        return Proportion(after.count(where: met.contains), of: met.count)
    }

    /// Whether of those who met one thing more went on to another within 30 days than before the filter begins, by more than chance and by half.
    private func leads(_ cause: String, to kind: String, moreOftenIn filter: Filter) async throws -> Bool {
        guard let from = filter.from else { return false }
        func followed(_ filter: Filter) async throws -> Proportion {
            Proportion(try await reached([.init(cause), .init(kind)], filter).count, of: try await reached([.init(cause)], filter).count)
        }
        var earlier = filter
        (earlier.from, earlier.until) = (nil, from)
        let (before, since) = (try await followed(earlier), try await followed(filter))
        guard min(before.total, since.total) >= Estimate.enough, let difference = since.adjustedDifference(from: before) else { return false }
        return difference.interval.low > 0 && Double(since.count) * Double(before.total) > 1.5 * Double(before.count) * Double(since.total)
    }

    private func reached(_ steps: [FunnelQuestion.Step], _ filter: Filter) async throws -> [Int64] {
        let question = FunnelQuestion(steps, window: Self.consequenceWindow)
        return try await people(of: FunnelFigure(step: steps.count - 1, fate: .reached), in: question, filter, now: .distantFuture)
    }

    /// The one of these kinds from which a touchpoint follows: most of the people who met it had met one of them before, and this one most often.
    /// What was met before it anyway, and is followed by it more often than it used to be, is none: it did not bring the change about.
    ///
    /// - Parameter filter: whose, and since when it is met more often.
    /// - Returns: `nil` where it follows from none, or too few have met it to tell.
    package func cause(of kind: String, among causes: Set<String>, _ filter: Filter) async throws -> String? {
        func isMost(_ share: Proportion) -> Bool { share.total >= Estimate.enough && share.count * 2 >= share.total }
        var possible: Set<String> = []
        for cause in causes {
            if try await leads(cause, to: kind, moreOftenIn: filter) { continue }
            possible.insert(cause)
        }
        guard !possible.isEmpty, isMost(try await preceded(kind, by: possible, filter)) else { return nil }
        var best: (kind: String, count: Int)?
        for cause in possible.sorted() {
            let count = try await preceded(kind, by: [cause], filter).count
            if count > best?.count ?? 0 { best = (cause, count) }
        }
        return best?.kind
    }
}

/// Tells incidents from what only follows from another one of them.
struct Consequences {
    let line: any JourneyAnalytics
    let groups: [PeopleGroup]
    let filter: Filter

    /// So many of the surest are looked through.
    private static let most = 60
    /// Since when something began is known to about so many days; what began longer before than that did not bring it about.
    private static let slack = 30
    private static let longest = 60

    /// The surest first; below each what changed on the same days and what follows from it.
    func told(_ incidents: [Incident]) async throws -> [Episode] {
        let surest = Array(incidents.sorted { ($0.strength, $1.kind) > ($1.strength, $0.kind) }.prefix(Self.most))
        var followers: [(incident: Incident, cause: String)] = []
        // The weakest first: of two of which each follows the other, the surer one stays.
        for incident in surest.reversed() {
            let causes = surest.filter { other in Self.mayCause(other, incident) && !followers.contains { $0.incident == other } }.map(\.kind)
            guard let met = met(incident), let cause = try await line.cause(of: incident.kind, among: Set(causes), met) else { continue }
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
