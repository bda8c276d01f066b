package import Kernel
import Statistics

/// How many people met each kind of touchpoint on each day, beside how many were seen on that day at all; days are of UTC. People and not
/// touchpoints are counted, since one person who looks at fifty pages says no more about the pages than another one.
package struct Reach: Hashable, Sendable {
    /// The first day on which anybody was seen; the others follow without a gap, up to the last one.
    package let from: Day
    /// How many were seen, by day.
    package let people: [Int]
    /// In the order of names; only what happened.
    package let kinds: [KindReach]

    package init(from: Day, people: [Int], kinds: [KindReach]) { (self.from, self.people, self.kinds) = (from, people, kinds) }

    /// Of nobody.
    package static let nothing = Reach(from: Day(number: 0), people: [], kinds: [])
}

extension Reach {
    /// How many of the people of some days met a kind; a person counts once a day.
    func sum(of kind: String, _ days: Range<Day>) -> Proportion {
        let places = people.indices.clamped(to: Int(days.lowerBound.number) - Int(from.number)..<Int(days.upperBound.number) - Int(from.number))
        let met = kinds.first { $0.kind == kind }?.people[places].reduce(0, +) ?? 0
        return Proportion(met, of: people[places].reduce(0, +))
    }
}

/// Of one kind.
package struct KindReach: Hashable, Sendable {
    package let kind: String
    /// How many of the people of a day met it, by day.
    package let people: [Int]

    package init(kind: String, people: [Int]) { (self.kind, self.people) = (kind, people) }
}

extension JourneyLog {
    package func reach(_ filter: Filter = .everything) -> Reach {
        var met: [Day: Set<Int64>] = [:]
        var byKind = kinds.all.map { _ in [Day: Set<Int64>]() }
        eachLine(filter) { line in
            for touch in line {
                met[touch.occurredAt.day, default: []].insert(touch.person)
                byKind[Int(touch.kind.number)][touch.occurredAt.day, default: []].insert(touch.person)
            }
        }
        guard let first = met.keys.min(), let last = met.keys.max() else { return .nothing }
        let days = (first.number...last.number).map(Day.init(number:))
        func counts(_ people: [Day: Set<Int64>]) -> [Int] { days.map { people[$0]?.count ?? 0 } }
        return Reach(
            from: first, people: counts(met),
            kinds: zip(kinds.all, byKind).filter { !$0.1.isEmpty }.map { KindReach(kind: $0, people: counts($1)) })
    }
}
