import Analytics
import Kernel

/// Something that changed for good: what, for whom, since when, by how much, and whose it is.
struct Finding: Hashable, Sendable, Codable {
    enum What: String, Hashable, Sendable, Codable {
        /// Recommendation, in points of NPS.
        case experience
        /// Content answers on contacts, 0…1.
        case service
        /// How often a touchpoint happens, of all that happens in its stage, 0…1.
        case touchpoint
    }

    var what: What
    /// The touchpoint; of `experience` the one that explains most of it, where one does.
    var kind: String?
    /// Whom it befell; both `nil` for everybody.
    var group: String?
    var value: String?
    /// The first month in which it was different: months since January of the year 0.
    var month: Int
    var before: Double
    var after: Double
    /// How many answers or touchpoints the two figures are made of.
    var countBefore: Int
    var countAfter: Int
    /// Of the difference, 95 %.
    var low: Double
    var high: Double

    /// What stays the same while more comes in; the month may still move by one or two.
    var key: String { [what.rawValue, what == .touchpoint ? kind ?? "" : "", group ?? "", value ?? ""].joined(separator: "|") }

    /// Of `touchpoint` it was looked at only because it hurts.
    var isWorse: Bool { what == .touchpoint ? after > before : after < before }

    /// Whom it befell; `nil` for everybody, and of a group that there is no longer.
    func people(_ groups: [PeopleGroup]) -> Set<Int64>? { groups.first { $0.name == group && $0.value == value }?.people }

    func isSame(as other: Finding) -> Bool { key == other.key && abs(month - other.month) <= 2 }
}
