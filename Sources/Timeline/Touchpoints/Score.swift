/// An answer on a known scale.
package struct Score: Hashable, Sendable {
    package let value: Double
    package let scale: Scale

    /// `nil` when the value is not on the scale (or is not a number).
    package init?(_ value: Double, on scale: Scale) {
        guard scale.range.contains(value) else { return nil }
        self.value = value
        self.scale = scale
    }
}

/// What was asked. The number is what the database keeps.
package enum Scale: Int16, Sendable, CaseIterable {
    /// "How likely are you to recommend us?" 0…10.
    case nps = 1
    /// Satisfaction, 1…5.
    case csat = 2
    /// Effort, 1…7; 7 is easiest.
    case ces = 3
    /// A rating of something met on the way (a touchpoint, a product), 1…5.
    case rating = 4
    /// An overall rating, 1…10.
    case rating10 = 5
    /// Thumbs: 0 or 1.
    case thumbs = 6

    package var range: ClosedRange<Double> {
        switch self {
        case .nps: 0...10
        case .csat, .rating: 1...5
        case .ces: 1...7
        case .rating10: 1...10
        case .thumbs: 0...1
        }
    }

    /// How files and the API name it.
    package var key: String {
        switch self {
        case .nps: "nps"
        case .csat: "csat"
        case .ces: "ces"
        case .rating: "rating"
        case .rating10: "rating10"
        case .thumbs: "thumbs"
        }
    }

    package init?(key: String) {
        guard let scale = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = scale
    }
}
