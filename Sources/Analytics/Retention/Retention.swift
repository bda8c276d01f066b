package import Kernel
package import Statistics

/// Of those first seen in a month, how many were there again in each month since. Months are of UTC.
package struct Retention: Hashable, Sendable {
    /// Those months in which somebody was first seen, ascending.
    package let cohorts: [Cohort]

    package struct Cohort: Hashable, Sendable {
        package let month: Month
        package let people: Int
        /// At place k: who was there in the k-th month since, as far as we know; blank (`nil`) for the month that is not over.
        package let months: [Proportion?]
    }

    /// - Parameters:
    ///   - active: for each month in which somebody was first seen, how many of them were there so many months later.
    ///   - now: until when the line is known.
    package init(active: [Month: [Int: Int]], until now: Instant) {
        cohorts = active.keys.sorted().map { Self.cohort($0, active[$0] ?? [:], until: now) }
    }

    private static func cohort(_ month: Month, _ active: [Int: Int], until now: Instant) -> Cohort {
        let people = active[0] ?? 0
        let age = max(0, now.day.month.number - month.number)
        let months: [Proportion?] = (0...age).map { since in
            let isOver = Month(number: month.number + since + 1).firstDay.start <= now
            return isOver ? Proportion(active[since] ?? 0, of: people) : nil
        }
        return Cohort(month: month, people: people, months: months)
    }
}

extension Retention {
    /// At place k: all cohorts together whose k-th month is over.
    package var together: [Proportion] {
        let depth = cohorts.map(\.months.count).max() ?? 0
        return (0..<depth).compactMap { place in
            let known = cohorts.compactMap { $0.months.indices.contains(place) ? $0.months[place] : nil }
            return known.isEmpty ? nil : Proportion(known.reduce(0) { $0 + $1.count }, of: known.reduce(0) { $0 + $1.total })
        }
    }
}

extension JourneyLog {
    /// - Parameter now: until when the line is known.
    package func retention(_ filter: Filter = .everything, now: Instant) -> Retention {
        var cohorts: [Month: [Int: Int]] = [:]
        eachLine(filter) { line in
            var months = line.map(\.occurredAt.day.month)[...]
            guard let first = months.first else { return }
            while let month = months.popFirst() {
                if months.first != month { cohorts[first, default: [:]][month.number - first.number, default: 0] += 1 }
            }
        }
        return Retention(active: cohorts, until: now)
    }
}
