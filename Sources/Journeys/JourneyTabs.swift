import Web

/// The views of the journey. What was chosen – days, segment – goes along.
struct JourneyTabs: Markup {
    enum View: String, CaseIterable { case map, insights, moments, funnel, paths, retention, attribution, departments, benchmarks, journeys }

    let t: Texts
    let current: View
    let query: Query

    var html: HTML { "\(tabs)\(told.map { Callout(HTML(escaping: $0)) })" }

    /// What a filter by property does here; nobody sees from the figures that it leaves touchpoints out and not customers. Insights look at all days
    /// and everybody, benchmarks at days of their own: what was chosen waits for the other views.
    private var told: String? {
        if [.insights, .benchmarks, .journeys].contains(current) { return query.scope.pairs.isEmpty ? nil : t("journey.scope.waits") }
        guard let property = query["property"] else { return nil }
        let what: String? =
            switch current {
            case .map, .moments, .departments: "answers"
            case .funnel, .paths, .attribution: "steps"
            case .retention: "returns"
            case .insights, .benchmarks, .journeys: nil
            }
        let named = query["value"].map { "\(property): \($0)" } ?? property
        return what.map { t("journey.scope.carried.\($0)", ["property": named]) }
    }

    private var tabs: Tabs {
        let kept = query.scope.text
        return Tabs(
            t("journey.tabs"),
            View.allCases.map { view in
                .init(
                    t("journey.tab.\(view.rawValue)"), href: "/journey\(view == .map ? "" : "/\(view.rawValue)")\(kept)", isCurrent: view == current)
            })
    }
}
