package import Kernel
import Statistics

/// The last change of a series, and the stretch right before it. Whether there is one at all is told with the price for all the series that are
/// looked at together; where it lies by the series alone: so the same series has one beginning wherever it is told.
package struct LastChange: Hashable, Sendable {
    /// The first month in which it is different.
    package let month: Month
    /// Where the stretch before begins; `nil` is the beginning of the series.
    package let earliest: Month?
    /// What was counted in either stretch, by sort.
    package let before: [Int]
    package let after: [Int]

    /// A stretch has so many months at least.
    private static let leastMonths = 2

    /// - Parameters:
    ///   - months: counts by sort, in order.
    ///   - series: how many are looked at together.
    /// - Returns: `nil` where nothing but chance moves it.
    package init?(_ months: [(month: Month, counts: [Int])], of series: Int = 1) {
        let counts = months.map(\.counts)
        if series > 1, ChangePoints(counts, least: Self.leastMonths, series: series).places.isEmpty { return nil }
        let changes = ChangePoints(counts, least: Self.leastMonths)
        guard let place = changes.places.last else { return nil }
        month = months[place].month
        earliest = changes.places.dropLast().last.map { months[$0].month }
        (before, after) = (changes.stretches[changes.stretches.count - 2], changes.stretches[changes.stretches.count - 1])
    }

    /// Of how often something happened to people, and how often anything else of its stage.
    ///
    /// - Parameter occurrences: by month, both counts.
    package init?(_ occurrences: [Month: [Int]]) {
        self.init(occurrences.sorted { $0.key < $1.key }.map { (month: $0.key, counts: $0.value) })
    }
}
