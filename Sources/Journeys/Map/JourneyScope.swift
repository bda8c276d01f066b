import Analytics
import Kernel
import Timeline
import Web

/// What a page of the journey is about: which days and whose, both kept in the address, and what it is compared with.
struct JourneyScope: Hashable, Sendable {
    let period: Period
    /// The key of a segment; `nil` is everybody.
    var segment: String?
    var comparison: Comparison?

    enum Comparison: Hashable, Sendable {
        /// As many days right before.
        case before
        /// Customers of another segment.
        case segment(String)
    }

    init(_ query: Query, today: Day) {
        let isChosen = query["period"] != nil || query["from"] != nil
        period = isChosen ? Period(query, today: today) : Period(.all, until: today)
        segment = query["segment"].flatMap { $0.isEmpty ? nil : $0 }
        switch query["compare"] ?? "" {
        case "": comparison = nil
        // There is nothing before all of it.
        case "before": comparison = period.choice == .all ? nil : .before
        case let key: comparison = .segment(key)
        }
    }

    /// Days are of UTC, as months and weeks of all figures are.
    func filter(_ people: Set<Int64>?) -> Filter { Self.filter(period, people) }

    static func filter(_ period: Period, _ people: Set<Int64>?) -> Filter {
        guard period.choice != .all else { return Filter(people: people) }
        return Filter(from: period.first.start, until: period.last.adding(days: 1).start, people: people)
    }
}

extension JourneyScope {
    /// The pickers of the page.
    func pickers(_ segments: [Segment], _ t: Texts, compares: Bool = false) -> Page.Scope {
        let named = segments.map { (key: "\($0.id)", name: $0.name) }
        let before = period.choice == .all ? [] : [(key: "before", name: t("journey.compare.before", ["count": period.length]))]
        return Page.Scope(period: period, offersAll: true, segments: named, comparisons: compares ? before + named : [])
    }
}
