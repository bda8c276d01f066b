import Analytics
import Statistics
import Timeline
import Web

/// How far people get through chosen steps, where they stop, and how long it takes.
struct FunnelPage {
    let t: Texts
    let choice: FunnelChoice
    let funnel: Funnel
    /// What the touchpoints of the steps carry.
    let carried: [Carried]
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.funnel"), lead: HTML(escaping: t("journey.funnel.lead"))))\(JourneyTabs(t: t, current: .funnel, query: query))
        \(Section(t("journey.funnel.steps"), content: FunnelForm(t: t, choice: choice, carried: carried, catalogue: catalogue, query: query).html))
        \(Section(t("journey.funnel.result"), note: HTML(escaping: about), actions: download, content: result))
        """
    }

    private var about: String {
        let window = choice.window.map { t("journey.funnel.within", ["count": $0]) } ?? t("journey.funnel.ever")
        let constant = choice.constant.map { t("journey.funnel.constant.about", ["what": t.name(of: $0)]) }
        let own = choice.steps.contains { $0.within != nil } ? t("journey.funnel.own_time.about") : nil
        let shared = choice.sharesTouches ? t("journey.funnel.touches.shared.about") : nil
        let rules = ["order.\(choice.order.rawValue)", "attempt.\(choice.attempt.rawValue)"].map { t("journey.funnel.\($0).about") }
        return ([window] + rules + [own, shared, constant, t("journey.funnel.times.about")].compactMap(\.self)).joined(separator: " ")
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
            if let horizon = choice.horizon {
                Column(t("journey.funnel.at_horizon", ["count": horizon]), isNumber: true) { [t] in
                    $0.element.atHorizon.map { t.figure($0) { t.percent($0) } } ?? "–"
                }
            }
            Column(t("journey.funnel.in_progress"), isNumber: true) { isLast($0.offset) ? "–" : link($0.element.inProgress, $0.offset, .inProgress) }
            Column(t("journey.lost"), isNumber: true) { isLast($0.offset) ? "–" : link($0.element.lost, $0.offset, .lost) }
            Column(t("journey.funnel.median"), isNumber: true) { time($0.element.median, $0.offset == 0 ? 0 : funnel.steps[$0.offset - 1].people) }
            Column(t("journey.funnel.p90"), isNumber: true) { time($0.element.time?.p90, $0.element.time?.n ?? 0) }
        }.html
    }

    /// With how many people it is of: other ones at each step.
    private func time(_ time: Duration?, _ people: Int) -> HTML {
        guard let time else { return "–" }
        return "\(t.span(time)) <span class=\"aside\">n \(t.number(people))</span>"
    }

    private func isLast(_ place: Int) -> Bool { place == funnel.steps.count - 1 }

    private func share(_ share: Proportion) -> HTML {
        guard let value = share.estimate.value, let interval = share.interval else { return HTML(escaping: share.share.map { t.percent($0) } ?? "–") }
        return "\(t.percent(value)) <span class=\"aside\">\(t.percent(interval.low))–\(t.percent(interval.high))</span>"
    }

    private func name(_ place: Int) -> String { t.name(ofPlace: place, choice, catalogue) }

    private func people(_ place: Int, _ fate: FunnelFigure.Fate) -> String {
        "/journey/funnel/people" + query.with("at", "\(place)").with("fate", fate.rawValue).text
    }

    private func link(_ count: Int, _ place: Int, _ fate: FunnelFigure.Fate) -> HTML {
        count == 0 ? "0" : "<a href=\"\(url: people(place, fate))\">\(t.number(count))</a>"
    }
}

extension Texts {
    /// Whom a figure of the funnel is of.
    func title(of figure: FunnelFigure, _ choice: FunnelChoice, _ catalogue: Timeline.Catalogue) -> String {
        self("journey.funnel.behind.\(figure.fate.rawValue)", ["step": name(ofPlace: figure.step, choice, catalogue)])
    }

    /// What stands at a place of the funnel: a step, or in any order how many of them.
    fileprivate func name(ofPlace place: Int, _ choice: FunnelChoice, _ catalogue: Timeline.Catalogue) -> String {
        choice.order == .any ? self("journey.funnel.any_of", ["count": place + 1]) : name(ofStep: choice.steps[place].key, catalogue)
    }
}
