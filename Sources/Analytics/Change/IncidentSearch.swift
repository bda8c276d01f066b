package import Kernel
import Statistics

extension JourneyAnalytics {
    /// What was met more or less often than before, to the day: of everybody and of each group, each kind told where it was surest.
    ///
    /// A change must be surer the more series are looked at, and large enough to matter: by a quarter of what was.
    /// - Parameters:
    ///   - groups: ways to tell people apart; one of fewer than `leastPeople` is not looked at.
    ///   - now: until when the line is known; ten years back are looked at, so that a stray date does not make millions of days of it.
    package func episodes(groups: [PeopleGroup] = [], _ filter: Filter = .everything, now: Instant) async throws -> [Episode] {
        var filter = filter
        // An empty line is known until the distant past, of which there are no days.
        let today = min(max(now, IncidentSearch.times.lowerBound), IncidentSearch.times.upperBound).day
        let (first, last) = (today.adding(days: -IncidentSearch.mostDays).start, today.adding(days: 1).start)
        (filter.from, filter.until) = (max(filter.from ?? first, first), min(filter.until ?? last, last))
        var reaches: [(group: PeopleGroup?, reach: Reach)] = [(nil, try await reach(filter))]
        for group in groups where group.people.count >= IncidentSearch.leastPeople {
            reaches.append((group, try await reach(filter.among(group.people))))
        }
        return try await Consequences(line: self, groups: groups, filter: filter).told(IncidentSearch(reaches: reaches).incidents)
    }
}

struct IncidentSearch {
    static let leastPeople = 30
    static let mostDays = 3_652
    static let times = Day(number: 0).start...Day(number: 3_000_000).start
    /// Of the share before; less does not matter, however sure it is.
    private static let leastChange = 0.25

    let reaches: [(group: PeopleGroup?, reach: Reach)]

    /// Each kind where and when it was surest.
    var incidents: [Incident] {
        let count = reaches.reduce(0) { $0 + $1.reach.kinds.count }
        let found = reaches.flatMap { group, reach in reach.kinds.flatMap { Self.incidents(of: $0, reach, group, series: count) } }
        return Self.surest(found.map { incident in incident.group == nil ? narrowed(incident, among: found) : incident })
    }

    /// So many days before are enough to know how it was.
    private static let daysBefore = 365

    /// What happened to everybody is told of a group where it happened to none of the others.
    private func narrowed(_ whole: Incident, among found: [Incident]) -> Incident {
        let parts = found.filter { $0.group != nil && $0.isRise == whole.isRise && Self.overlap($0, whole) }
        return parts.sorted { $0.strength > $1.strength }.first { part in
            let (from, until) = (part.from, part.until ?? .distantFuture)
            let before = besides(part, from.adding(days: -Self.daysBefore)..<from)
            let during = besides(part, from..<until)
            return before.total >= Estimate.enough && during.total >= Estimate.enough && !Self.matters(before, during)
        } ?? whole
    }

    /// How many of all people of some days met it who are not of the group.
    private func besides(_ part: Incident, _ days: Range<Day>) -> Proportion {
        let of = { (group: String?, value: String?) in
            reaches.first { $0.group?.name == group && $0.group?.value == value }?.reach.sum(of: part.kind, days) ?? Proportion(0, of: 0)
        }
        let (all, own) = (of(nil, nil), of(part.group, part.value))
        return Proportion(max(0, all.count - own.count), of: max(0, all.total - own.total))
    }

    private static func incidents(of kind: KindReach, _ reach: Reach, _ group: PeopleGroup?, series: Int) -> [Incident] {
        // Weeks begin on Mondays, so days that nobody was seen on go before.
        let monday = reach.from.startOfWeek
        let missing = Int(reach.from.number - monday.number)
        let days = Array(repeating: Proportion(0, of: 0), count: missing) + zip(kind.people, reach.people).map { Proportion($0, of: $1) }
        let changes = DatedChanges(days, series: series)
        var (incidents, place) = ([Incident](), 1)
        while place < changes.stretches.count {
            let (before, during) = (changes.stretches[place - 1], changes.stretches[place])
            let after = place + 1 < changes.stretches.count ? changes.stretches[place + 1] : nil
            let isOver = after.map { isBack($0, to: before, from: during) } ?? false
            if matters(before, during) {
                incidents.append(
                    Incident(
                        kind: kind.kind, group: group?.name, value: group?.value, from: monday.adding(days: changes.places[place - 1]),
                        until: after == nil ? nil : monday.adding(days: changes.places[place]), before: before, during: during, strength: changes.gain
                    ))
            }
            // What went back from a change that mattered is no change of its own.
            place += isOver && matters(before, during) ? 2 : 1
        }
        return incidents
    }

    /// Nearer to what was before than to what was meanwhile.
    private static func isBack(_ after: Proportion, to before: Proportion, from during: Proportion) -> Bool {
        guard let after = after.share, let before = before.share, let during = during.share else { return false }
        return abs(after - before) < abs(after - during)
    }

    private static func matters(_ before: Proportion, _ during: Proportion) -> Bool {
        guard min(before.total, during.total) >= Estimate.enough, let old = before.share, let new = during.share else { return false }
        guard let difference = during.adjustedDifference(from: before), !difference.interval.contains(0) else { return false }
        return abs(new - old) >= leastChange * old
    }

    /// Of what changed in several groups, and in everybody, at about the same time: where it was surest.
    private static func surest(_ found: [Incident]) -> [Incident] {
        var kept: [Incident] = []
        for incident in found.sorted(by: { $0.strength > $1.strength }) where !kept.contains(where: { overlap($0, incident) }) {
            kept.append(incident)
        }
        return kept
    }

    private static func overlap(_ one: Incident, _ other: Incident) -> Bool {
        one.kind == other.kind && one.from < other.until ?? .distantFuture && other.from < one.until ?? .distantFuture
    }
}

extension Day {
    fileprivate static let distantFuture = Day(number: .max)
}
