/// A row of the catalogue: what a touchpoint of this kind is, whose it is, and where on the journey it stands.
package struct Kind: Hashable, Sendable {
    package let key: String
    package var name: String
    package var stage: Stage?
    package var department: String
    package var control: Control
    package var goal: String

    package init(_ key: String, _ name: String, _ stage: Stage?, _ department: String, _ control: Control = .direct, goal: String = "") {
        self.key = key
        self.name = name
        self.stage = stage
        self.department = department
        self.control = control
        self.goal = goal
    }
}

/// How far the company decides what happens at the touchpoint.
package enum Control: Int16, Sendable, CaseIterable {
    /// Its own site, shop, people.
    case direct = 1
    /// Others': reviews, influencers, forums, comparison sites.
    case indirect = 2
}

/// The five moments of a journey.
package enum Stage: Int16, Sendable, CaseIterable, Comparable {
    case awareness = 1, search = 2, decision = 3, afterPurchase = 4, opinion = 5

    package var key: String {
        switch self {
        case .awareness: "awareness"
        case .search: "search"
        case .decision: "decision"
        case .afterPurchase: "after_purchase"
        case .opinion: "opinion"
        }
    }

    package init?(key: String) {
        guard let stage = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = stage
    }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
