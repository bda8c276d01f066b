import Kernel

/// Furniture by the month instead of bought: three names, three sizes.
enum Plan: String, Sendable {
    case home = "Flex Home"
    case team = "Flex Team"
    case campus = "Flex Campus"

    /// Months between renewals.
    var term: Int { self == .home ? 3 : 6 }

    /// Euros for a term, for so many desks.
    func euros(desks: Int) -> Double {
        switch self {
        case .home: 57
        case .team: Double(desks) * 27 * 6
        case .campus: Double(desks) * 22 * 6
        }
    }
}

/// A plan somebody has: for how many desks, and whether it still runs.
struct Contract: Sendable {
    let number: String
    let plan: Plan
    var desks: Int
    var runs = true
}
