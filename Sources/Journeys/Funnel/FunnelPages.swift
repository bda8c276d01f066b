import Analytics
import Statistics
import Timeline
import Web

/// How far people get through chosen steps, where they stop, and how long it takes.
struct FunnelPage {
    let t: Texts
    let choice: FunnelChoice
    let funnel: Funnel
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.funnel"), lead: HTML(escaping: t("journey.funnel.lead"))))\(JourneyTabs(t: t, current: .funnel, query: query))
        \(Section(t("journey.funnel.steps"), content: form))
        \(Section(t("journey.funnel.result"), note: HTML(escaping: about), actions: download, content: result))
        """
    }

    private var about: String {
        let window = choice.window.map { t("journey.funnel.within", ["count": $0]) } ?? t("journey.funnel.ever")
        return "\(window) \(t("journey.funnel.order.\(choice.order.rawValue).about"))"
    }

    private var download: HTML { LinkButton(t("journey.csv"), href: "/journey/funnel/funnel.csv\(query.text)", .quiet).html }

    private var result: HTML {
        guard (funnel.steps.first?.people ?? 0) > 0 else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        let first = Double(funnel.steps.first?.people ?? 1)
        let bars = funnel.steps.enumerated().map { place, step in
            BarChart.Bar(
                name(place), Double(step.people), detail: t.percent(Double(step.people) / first), href: people(place, .reached))
        }
        return "\(BarChart(title: t("journey.funnel.people"), t, bars) { [t] in t.number(Int($0)) })\(table)"
    }

    private var table: HTML {
        Table(Array(funnel.steps.enumerated()), caption: t("journey.funnel.result")) {
            Column(t("journey.funnel.step")) { HTML(escaping: name($0.offset)) }
            Column(t("journey.people"), isNumber: true) { link($0.element.people, $0.offset, .reached) }
            Column(t("journey.funnel.of_previous"), isNumber: true) { $0.offset == 0 ? "–" : share($0.element.ofPrevious) }
            Column(t("journey.funnel.in_progress"), isNumber: true) { isLast($0.offset) ? "–" : link($0.element.inProgress, $0.offset, .inProgress) }
            Column(t("journey.lost"), isNumber: true) { isLast($0.offset) ? "–" : link($0.element.lost, $0.offset, .lost) }
            Column(t("journey.funnel.median"), isNumber: true) { HTML(escaping: $0.element.median.map { t.span($0) } ?? "–") }
            Column(t("journey.funnel.p90"), isNumber: true) { HTML(escaping: $0.element.time.map { t.span($0.p90) } ?? "–") }
        }.html
    }

    private func isLast(_ place: Int) -> Bool { place == funnel.steps.count - 1 }

    private func share(_ share: Proportion) -> HTML {
        guard let value = share.estimate.value, let interval = share.interval else { return HTML(escaping: share.share.map { t.percent($0) } ?? "–") }
        return "\(t.percent(value)) <span class=\"aside\">\(t.percent(interval.low))–\(t.percent(interval.high))</span>"
    }

    private func name(_ place: Int) -> String { t.name(ofStep: choice.steps[place], catalogue) }

    private func people(_ place: Int, _ fate: FunnelFigure.Fate) -> String {
        "/journey/funnel/people" + query.with("at", "\(place)").with("fate", fate.rawValue).text
    }

    private func link(_ count: Int, _ place: Int, _ fate: FunnelFigure.Fate) -> HTML {
        count == 0 ? "0" : "<a href=\"\(url: people(place, fate))\">\(t.number(count))</a>"
    }
}

// MARK: - The choice

extension FunnelPage {
    private var form: HTML {
        let places = 0..<min(FunnelChoice.mostSteps, choice.steps.count + 1)
        let steps = places.map { place in
            Field(
                "step", t("journey.funnel.step.number", ["number": place + 1]), .choice(options(isRequired: place < 2)),
                value: choice.steps.indices.contains(place) ? choice.steps[place] : "", id: "step-\(place)"
            ).html
        }
        return """
            <form class="filters" action="/journey/funnel" data-swap>\(query.scopeFields)<div class="fields">\(steps)
            \(Field("window", t("journey.funnel.window"), .choice(windows), value: choice.window.map { "\($0)" } ?? "ever"))
            \(Field("order", t("journey.funnel.order"), .choice(orders), value: choice.order.rawValue))</div>
            \(Button(t("web.show"), .primary))</form>
            """
    }

    private func options(isRequired: Bool) -> [Field.Option] {
        let none = isRequired ? [] : [Field.Option("", t("journey.funnel.no_step"))]
        let stages = Stage.allCases.map { Field.Option("stage.\($0.key)", t("journey.funnel.stage", ["stage": t.name(of: $0)])) }
        return none + stages + t.kindOptions(catalogue)
    }

    private var windows: [Field.Option] {
        let known = Set(FunnelChoice.windows + [choice.window].compactMap(\.self)).sorted()
        return known.map { Field.Option("\($0)", t("journey.days", ["count": $0])) } + [Field.Option("ever", t("journey.funnel.no_window"))]
    }

    private var orders: [Field.Option] { FunnelChoice.Order.allCases.map { Field.Option($0.rawValue, t("journey.funnel.order.\($0.rawValue)")) } }
}
