package import Kernel

/// How often a kind of touchpoint happened, month by month; months are of UTC.
package struct KindActivity: Hashable, Sendable {
    package let kind: String
    package let months: [Month: Int]

    package init(kind: String, months: [Month: Int]) { (self.kind, self.months) = (kind, months) }
}

extension JourneyLog {
    /// In the order of the kinds' names; only what happened.
    package func activity(_ filter: Filter = .everything) -> [KindActivity] {
        var counts = kinds.all.map { _ in [Month: Int]() }
        eachLine(filter) { line in
            for touch in line { counts[Int(touch.kind.number)][touch.occurredAt.day.month, default: 0] += 1 }
        }
        return zip(kinds.all, counts).filter { !$0.1.isEmpty }.map { KindActivity(kind: $0, months: $1) }
    }
}
