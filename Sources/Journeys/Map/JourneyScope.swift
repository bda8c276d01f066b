import Analytics
import Kernel
import Timeline
import Web

/// What a page of the journey is about: which days and whose, both kept in the address, and what it is compared with.
struct JourneyScope: Hashable, Sendable {
    var period: Period
    /// The key of a segment; `nil` is everybody.
    var segment: String?
    /// What the company is called of whose people the page is, while they act for it; `nil` is any or none.
    let company: String?
    /// The property that touchpoints must have, and its value; `nil` is any.
    let property: String?
    let value: String?
    var comparison: Comparison?
    /// The key of a journey that staff have set up; `nil`: the five moments. Pages that know stages by it ask for it.
    var journey: String?

    enum Comparison: Hashable, Sendable {
        /// As many days right before.
        case before
        /// Customers of another segment.
        case segment(String)
    }

    init(_ query: Query, today: Day) {
        period = Self.period(query, today)
        (segment, company, property, value) = (query["segment"], query["company"], query["property"], query["value"])
        switch query["compare"] ?? "" {
        case "": comparison = nil
        // There is nothing before all of it.
        case "before": comparison = period.choice == .all ? nil : .before
        case let key: comparison = .segment(key)
        }
    }

    /// All of it, unless something else is asked for. Of two days one is enough.
    private static func period(_ query: Query, _ today: Day) -> Period {
        let (from, to) = (query.day("from"), query.day("to"))
        if from != nil || to != nil {
            let last = to ?? max(today, from ?? today)
            return Period(from: from ?? Period(.all, until: last).first, to: last)
        }
        return Period(query.choice("period") ?? .all, until: today)
    }

    /// What of the address belongs to the scope and goes along from page to page.
    static let names = ["period", "from", "to", "segment", "journey"] + narrowing
    static let narrowing = ["company", "property", "value"]

    /// The same people on all their days; by which stages, and what beside them, is none of what is wrong for them.
    func ofAllDays(at now: Instant) -> JourneyScope {
        var scope = self
        (scope.period, scope.comparison, scope.journey) = (Period(.all, until: now.day), nil, nil)
        return scope
    }

    /// Whether it is of some of the people, or of some of what happened to them.
    var isNarrowed: Bool { segment != nil || company != nil || property != nil }

    /// Days are of UTC, as months and weeks of all figures are.
    func filter(_ people: Set<Int64>?) -> Filter { Self.filter(period, people) }

    static func filter(_ period: Period, _ people: Set<Int64>?) -> Filter {
        guard period.choice != .all else { return Filter(people: people) }
        return Filter(from: period.first.start, until: period.last.adding(days: 1).start, people: people)
    }
}

extension JourneyScope {
    /// What a page offers to be compared with.
    enum Comparisons { case none, segments, segmentsAndDays }

    /// The pickers of the page.
    ///
    /// - Parameters:
    ///   - journeys: those that can be chosen; `nil` where stages are none of the page's business.
    ///   - suggestions: what it can be narrowed to.
    ///   - refusal: what it could not be narrowed to.
    func pickers(
        _ segments: [Segment], _ t: Texts, compares: Comparisons = .none, journeys: [JourneyVersion]? = nil,
        suggestions: ScopeSuggestions = ScopeSuggestions(), refusal: ScopeRefusal? = nil
    ) -> Page.Scope {
        let named = segments.map { (key: "\($0.id)", name: $0.name) }
        let before =
            period.choice == .all || compares != .segmentsAndDays
            ? [] : [(key: "before", name: t("journey.compare.before", ["count": period.length]))]
        let choices = (journeys ?? []).map { (key: "\($0.journey)", name: $0.plan.name) }
        return Page.Scope(
            period: period, offersAll: true, segments: named, comparisons: compares == .none ? [] : before + named,
            further: [.init("journey", t("journey.which"), none: t("journey.which.moments"), choices)],
            narrowing: Self.narrowing.map { name in
                .init(
                    name, t("journey.scope.\(name)"), suggestions: suggestions.of(name, property: property),
                    error: refusal.flatMap { $0.field == name ? t.reason($0.reason) : nil })
            })
    }
}

extension Filter {
    /// The same on other days.
    func within(_ period: Period) -> Filter {
        var moved = self
        (moved.from, moved.until) = (period.first.start, period.last.adding(days: 1).start)
        return moved
    }
}
