import Analytics
import Kernel
import Language
import Statistics
import Timeline
import Web

/// What is wrong, since when and for whom; and the map of the journey as people went it.
struct JourneyPage {
    let t: Texts
    let journey: Journey
    /// By kind: what customers said of a cause.
    var voices: [String: [Voice]] = [:]
    /// What of the money is asked for, and what is at stake of each cause.
    var stakes: (choice: StakeChoice, found: [CauseStakes])?
    var measured: MeasuringTime?
    let scope: JourneyScope
    let query: Query

    var title: String { t("web.place.journey") }

    var html: HTML {
        guard journey.people > 0 else { return "\(PageHeader(title))\(tabs)\(nothing)" }
        return """
            \(PageHeader(title, lead: HTML(escaping: lead), actions: about + [summary]))\(tabs)\(measured?.html)\(journey.goal.map(goal))
            \(Section(t("journey.diagnosis"), note: HTML(escaping: t.sentences([t("journey.diagnosis.about"), ofAll])), content: diagnosis))
            \(journey.diagnosis.causes.isEmpty ? nil : causes)\(money)
            \(Section(t("journey.emotion"), note: HTML(escaping: t("journey.emotion.about", ["enough": Estimate.enough])), content: emotion.html))
            \(Section(t("journey.map"), note: HTML(escaping: t("journey.map.about")), actions: download("map.csv"), content: map))
            """
    }

    private var lead: String {
        guard let plan = journey.plan else { return t("journey.lead", ["count": journey.people]) }
        return t("journey.lead.plan", ["name": plan.name, "count": journey.people])
    }

    /// Of whom what is told beside a journey of one's own is.
    private var ofAll: String? { journey.plan.map { t("journey.whole", ["name": $0.name]) } }

    /// What the journey is made of.
    private var about: [HTML] {
        scope.journey.map { [LinkButton(t("journey.plan.about"), href: "/journey/journeys/\($0)", .quiet).html] } ?? []
    }

    /// What it is all for, and how many come to it.
    private func goal(_ goal: Journey.Goal) -> HTML {
        let target = goal.target.map { MeasuredTargetWords(t: t).html($0) }
        return """
            \(Section(
                t("journey.plan.goal"), note: HTML(escaping: t("journey.goal.about", ["goal": t.name(ofKind: goal.kind, journey.catalogue)])),
                content: "<p>\(target ?? t.figure(goal.reached.estimate) { t.percent($0) }) · \(reached(goal))</p>"))
            """
    }

    private func reached(_ goal: Journey.Goal) -> HTML {
        let path = "/journey/people" + query.with("compare", nil).with("fate", "goal").text
        return "<a href=\"\(url: path)\">\(t("journey.funnel.behind.count", ["count": goal.reached.count]))</a>"
    }

    private var summary: HTML {
        LinkButton(t("journey.summary"), href: "/journey/summary\(query.scope.text)", .quiet).html
    }

    private var tabs: JourneyTabs { JourneyTabs(t: t, current: .map, query: query) }
    private var emotion: EmotionCurve { EmotionCurve(t: t, stages: journey.stages, compared: journey.compared) }
    private var map: HTML { JourneyMap(t: t, journey: journey, query: query).html }

    private var nothing: HTML {
        let isNarrowed = !query.scope.pairs.isEmpty
        return isNarrowed
            ? EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html
            : EmptyState(.firstUse, t("journey.empty"), t("journey.empty.hint")).html
    }

    private func download(_ file: String) -> HTML { LinkButton(t("journey.csv"), href: "/journey/\(file)\(query.text)", .quiet).html }

    private var words: DiagnosisWords { DiagnosisWords(t: t, journey: journey) }

    private var diagnosis: HTML {
        let readings = words.readings.map { "<li>\($0)</li>" as HTML }
        let causes = words.causes.map { cause -> HTML in
            "<li>\(words.sentence(cause))\(losses(cause))\(Voices(t: t, voices: voices[cause.kind] ?? [], catalogue: journey.catalogue))</li>"
        }
        let sentences = readings + causes + [words.explained].compactMap { $0.map { "<li>\($0)</li>" as HTML } }
        return """
            <p class="verdict \(words.tone)">\(words.verdict)</p>\(words.level.map { "<p>\($0)</p>" as HTML })
            \(sentences.isEmpty ? nil : "<ul class=\"findings\">\(sentences)</ul>")\(trend)
            """
    }

    /// What it costs, where that is more than chance.
    private func losses(_ cause: Diagnosis.Cause) -> [HTML] {
        guard let stakes, let found = stakes.found.first(where: { $0.kind == cause.kind }) else { return [] }
        return StakeWords(t: t, choice: stakes.choice).losses(found).map { t.language == .zh ? HTML(escaping: $0) : " \($0)" }
    }

    private var trend: HTML? {
        guard journey.diagnosed.months.contains(where: { $0.concerned.value != nil }) else { return nil }
        let change = journey.diagnosis.change
        let group = change?.group.map { "\($0.name): \($0.value)" } ?? t.everybody(isNarrowed: scope.isNarrowed)
        var series = [series(group, journey.diagnosed.months.map(\.concerned))]
        if change?.group != nil { series.append(self.series(t("journey.others"), journey.diagnosed.months.map(\.others), isComparison: true)) }
        let place = change.flatMap { change in journey.diagnosed.months.firstIndex { $0.month == change.month } }
        return LineChart(
            id: "experience", title: t("journey.trend"), description: words.sentences.first ?? words.verdict, t,
            labels: journey.diagnosed.months.map { t.date($0.month) }, series: series,
            annotations: place.map { [.init(at: $0, t("journey.changed.here"))] } ?? [], startsAtZero: false,
            format: { [t] in t.change($0, digits: 0) }
        ).html
    }

    private func series(_ name: String, _ estimates: [Estimate], isComparison: Bool = false) -> LineChart.Series {
        .init(name, estimates.map(\.value), band: estimates.map { $0.interval.map { $0.low...$0.high } }, isComparison: isComparison)
    }

    private var money: StakesSection? {
        stakes.flatMap { choice, found in
            found.isEmpty ? nil : StakesSection(t: t, choice: choice, found: found, catalogue: journey.catalogue, scope: scope, query: query)
        }
    }

    private var causes: HTML {
        Section(
            t("journey.causes"), note: HTML(escaping: t("journey.causes.about", ["days": Int(journey.diagnosis.window.components.seconds / 86_400)])),
            actions: download("causes.csv"), content: CausesTable(t: t, journey: journey).html
        ).html
    }
}
