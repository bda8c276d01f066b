import Web

/// The views of the journey. What was chosen – days, segment – goes along.
struct JourneyTabs: Markup {
    enum View: String, CaseIterable { case map, insights, moments, funnel, paths, retention, attribution, departments, benchmarks, journeys }

    let t: Texts
    let current: View
    let query: Query

    var html: HTML {
        let kept = query.scope.text
        return Tabs(
            t("journey.tabs"),
            View.allCases.map { view in
                // Insights look at all days and everybody, benchmarks at days of their own.
                let scope = [.insights, .benchmarks, .journeys].contains(view) ? "" : kept
                return .init(
                    t("journey.tab.\(view.rawValue)"), href: "/journey\(view == .map ? "" : "/\(view.rawValue)")\(scope)", isCurrent: view == current)
            }
        ).html
    }
}
