package import Kernel
package import Statistics

/// From a day on a kind of touchpoint was met by more, or fewer, of the people of a day than before – for good, or until another day.
package struct Incident: Hashable, Sendable {
    package let kind: String
    /// Of whom; both `nil` of everybody.
    package let group: String?
    package let value: String?
    package let from: Day
    /// The first day on which it was about as before; `nil` where it still is not, or became different once more.
    package let until: Day?
    /// Of the people of each day how many met it, before and while it lasted; a person counts once a day.
    package let before: Proportion
    package let during: Proportion
    /// How far from chance, as a gain of log-likelihood (`ChangePoints.gain`).
    package let strength: Double

    package init(
        kind: String, group: String? = nil, value: String? = nil, from: Day, until: Day?, before: Proportion, during: Proportion, strength: Double
    ) {
        (self.kind, self.group, self.value) = (kind, group, value)
        (self.from, self.until, self.before, self.during, self.strength) = (from, until, before, during, strength)
    }

    package var isRise: Bool { (during.share ?? 0) > (before.share ?? 0) }
    package var difference: Difference? { during.adjustedDifference(from: before) }
}

/// What changed on the same days, the surest first – an error, the calls it brought, the purchases it cost –, and what only follows from it.
package struct Episode: Hashable, Sendable {
    package let incidents: [Incident]

    /// - Parameter incidents: never none.
    package init(incidents: [Incident]) { self.incidents = incidents }

    package var first: Incident { incidents[0] }
}

extension Episode {
    /// Incidents that begin, and end, within so many days of each other are told together.
    private static let near = 4

    /// The surest first.
    static func told(_ incidents: [Incident]) -> [Episode] {
        var episodes: [[Incident]] = []
        for incident in incidents.sorted(by: { ($0.strength, $1.kind) > ($1.strength, $0.kind) }) {
            if let place = episodes.firstIndex(where: { isSame($0[0], incident) }) {
                episodes[place].append(incident)
            } else {
                episodes.append([incident])
            }
        }
        return episodes.map { Episode(incidents: $0) }
    }

    private static func isSame(_ one: Incident, _ other: Incident) -> Bool {
        guard (one.until == nil) == (other.until == nil) else { return false }
        let ends = one.until.flatMap { end in other.until.map { end.number - $0.number } } ?? 0
        return abs(one.from.number - other.from.number) <= near && abs(ends) <= near
    }
}
