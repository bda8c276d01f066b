package import Statistics

/// What two groups of people, of whom nobody is in both, do unlike: the touchpoints they come to and the steps they take.
package struct PathDifference: Hashable, Sendable {
    package let one: Int
    package let other: Int
    /// What at least ``Estimate/enough`` people of both together did; what differs beyond chance first, then by falling difference.
    package let rows: [Row]

    package struct Row: Hashable, Sendable {
        package let passing: Passing
        /// Of each group's people, those who did so at least once.
        package let one: Proportion
        package let other: Proportion
        /// The first group's share less the other's; its interval and test by Agresti and Caffo.
        package let difference: Difference
        /// Corrected for the number of rows (Benjamini and Hochberg).
        package let p: Double

        package var isBeyondChance: Bool { p < 0.05 }
    }

    /// - Parameters: the graphs of both groups, of the same days and kinds.
    package init(_ one: DirectlyFollowsGraph, _ other: DirectlyFollowsGraph) {
        (self.one, self.other) = (one.people, other.people)
        guard one.people > 0, other.people > 0 else {
            rows = []
            return
        }
        let (ones, others) = (Self.people(one), Self.people(other))
        let compared = Set(ones.keys).union(others.keys).filter { ones[$0, default: 0] + others[$0, default: 0] >= Estimate.enough }
        // In an order of their own, so that sums and ties come out alike.
        let found = compared.sorted { ($0.to, $0.from ?? "") < ($1.to, $1.from ?? "") }.compactMap { passing -> Found? in
            let shares = (Proportion(ones[passing, default: 0], of: one.people), Proportion(others[passing, default: 0], of: other.people))
            return shares.0.adjustedDifference(from: shares.1).map { Found(passing: passing, one: shares.0, other: shares.1, difference: $0) }
        }
        let values = adjusted(found.map { $0.difference.p ?? 1 })
        rows = zip(found, values).map { Row(passing: $0.passing, one: $0.one, other: $0.other, difference: $0.difference, p: $1) }.sorted { a, b in
            if a.isBeyondChance != b.isBeyondChance { return a.isBeyondChance }
            return abs(a.difference.value) > abs(b.difference.value)
        }
    }

    private struct Found { let passing: Passing, one: Proportion, other: Proportion, difference: Difference }

    private static func people(_ graph: DirectlyFollowsGraph) -> [Passing: Int] {
        var people: [Passing: Int] = [:]
        for node in graph.nodes { people[Passing(from: nil, to: node.kind)] = node.people }
        for edge in graph.edges { people[Passing(from: edge.from, to: edge.to)] = edge.people }
        return people
    }
}

extension PathDifference {
    /// The smallest difference that would have been found in four of five cases, of shares about one half, among so many rows. `nil` where no
    /// difference at all could have been.
    package var smallestDetectable: Double? { Proportion.smallestDetectable(of: one, and: other, tests: rows.count) }
}
