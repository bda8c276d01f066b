import Analytics
import Kernel
import Statistics

/// Something that changed for good: what, for whom, since when, by how much, and whose it is.
struct Finding: Hashable, Sendable, Codable {
    enum What: String, Hashable, Sendable, Codable {
        /// Recommendation, in points of NPS.
        case experience
        /// Content answers on contacts, 0…1.
        case service
        /// How often a touchpoint happens, of all that happens in its stage, 0…1.
        case touchpoint
        /// How many of a day's customers a touchpoint reaches, 0…1; known to the day.
        case reach
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
    /// Of `reach`: the first day on which it was different, and the first on which it no longer was; days since 1970. `nil` of the others, and of
    /// what has not ended.
    var day: Int?
    var end: Int?
    /// Where the time before begins, likewise; `nil` is the beginning of all.
    var earliest: Int?
    /// Of `touchpoint`: the other one that changed and from which this one follows.
    var follows: String?
    /// Of `touchpoint`: how often it happens, told by what it happens with.
    var occasion: Occasion?

    /// A touchpoint for so many of another one: late parcels for parcels.
    struct Occasion: Hashable, Sendable, Codable {
        /// The kind that it happens with.
        var kind: String
        /// How many of it there are for each of that kind, before the change and since: 0…1.
        var before: Double
        var after: Double
    }

    /// What stays the same while more comes in; the month may still move by one or two.
    var key: String {
        let kind = what == .touchpoint || what == .reach ? kind ?? "" : ""
        return [what.rawValue, kind, group ?? "", value ?? ""].joined(separator: "|")
    }

    /// Tells it from all others that are told now: the same touchpoint may have changed on several days.
    var token: String { day.map { "\(key)|\($0)" } ?? key }

    /// Of `touchpoint` it was looked at only because it hurts; of `reach` nobody knows whether more of it is good.
    var isWorse: Bool {
        switch what {
        case .experience, .service: after < before
        case .touchpoint: after > before
        case .reach: false
        }
    }

    /// Whether it is of one touchpoint, and not of what is thought of the whole.
    var isOfTouchpoint: Bool { what == .touchpoint || what == .reach }

    /// Whom it befell; `nil` for everybody, and of a group that there is no longer.
    func people(_ groups: [PeopleGroup]) -> Set<Int64>? { groups.first { $0.name == group && $0.value == value }?.people }

    /// When the time before ends: the first moment at which it was different.
    var begins: Instant { day.map { Day(number: Int32(clamping: $0)).start } ?? Month(number: month).firstDay.start }

    func isSame(as other: Finding) -> Bool {
        guard key == other.key else { return false }
        guard let day, let other = other.day else { return abs(month - other.month) <= 2 }
        return abs(day - other) <= 14
    }
}

extension Finding {
    /// Whether it is about the same touchpoint of the same people that changed at the same time, told by the month or by the day.
    func isAbout(_ other: Finding) -> Bool {
        if isSame(as: other) { return true }
        guard Set([what, other.what]) == [.touchpoint, .reach], kind == other.kind, group == other.group else { return false }
        return value == other.value && abs(month - other.month) <= 1
    }
}

extension Finding {
    /// What changed to the day, as somebody takes it up.
    init(_ incident: Incident) {
        let difference = incident.difference?.interval
        self.init(
            what: .reach, kind: incident.kind, group: incident.group, value: incident.value, month: incident.from.month.number,
            before: incident.before.share ?? 0, after: incident.during.share ?? 0, countBefore: incident.before.total,
            countAfter: incident.during.total, low: difference?.low ?? 0, high: difference?.high ?? 0, day: Int(incident.from.number),
            end: incident.until.map { Int($0.number) })
    }
}
