import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What is wrong, since when and for whom; and the map of the journey as people went it.
struct JourneyPage {
    let t: Texts
    let journey: Journey
    let scope: JourneyScope
    let query: Query

    var title: String { t("web.place.journey") }

    var html: HTML {
        guard journey.people > 0 else { return "\(PageHeader(title))\(tabs)\(nothing)" }
        return """
            \(PageHeader(title, lead: HTML(escaping: t("journey.lead", ["count": journey.people]))))\(tabs)
            \(Section(t("journey.diagnosis"), note: HTML(escaping: t("journey.diagnosis.about")), content: diagnosis))
            \(journey.diagnosis.causes.isEmpty ? nil : causes)
            \(Section(t("journey.emotion"), note: HTML(escaping: t("journey.emotion.about", ["enough": Estimate.enough])), content: emotion.html))
            \(Section(t("journey.map"), note: HTML(escaping: t("journey.map.about")), actions: download("map.csv"), content: map))
            """
    }

    private var tabs: JourneyTabs { JourneyTabs(t: t, current: .map, query: query) }
    private var emotion: EmotionCurve { EmotionCurve(t: t, stages: journey.stages, compared: journey.compared) }
    private var map: HTML { JourneyMap(t: t, journey: journey).html }

    private var nothing: HTML {
        let isNarrowed = !query.scope.pairs.isEmpty
        return isNarrowed
            ? EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html
            : EmptyState(.firstUse, t("journey.empty"), t("journey.empty.hint")).html
    }

    private func download(_ file: String) -> HTML { LinkButton(t("journey.csv"), href: "/journey/\(file)\(query.text)", .quiet).html }

    private var words: DiagnosisWords { DiagnosisWords(t: t, journey: journey) }

    private var diagnosis: HTML {
        let sentences = words.sentences.map { "<li>\($0)</li>" as HTML }
        return """
            <p class="verdict \(tone)">\(words.verdict)</p>\(sentences.isEmpty ? nil : "<ul class=\"findings\">\(sentences)</ul>")\(trend)
            """
    }

    private var tone: String {
        switch journey.diagnosis.verdict {
        case .bothGood: "good"
        case .bothBad, .serviceGoodExperienceBad: "bad"
        case .serviceBadExperienceGood: "warn"
        case nil: "note"
        }
    }

    private var trend: HTML? {
        guard journey.months.contains(where: { $0.concerned.value != nil }) else { return nil }
        let change = journey.diagnosis.change
        let group = change?.group.map { "\($0.name): \($0.value)" } ?? t("journey.everybody")
        var series = [series(group, journey.months.map(\.concerned))]
        if change?.group != nil { series.append(self.series(t("journey.others"), journey.months.map(\.others), isComparison: true)) }
        let place = change.flatMap { change in journey.months.firstIndex { $0.month == change.month } }
        return LineChart(
            id: "experience", title: t("journey.trend"), description: words.sentences.first ?? words.verdict, t,
            labels: journey.months.map { t.date($0.month) }, series: series,
            annotations: place.map { [.init(at: $0, t("journey.changed.here"))] } ?? [], startsAtZero: false,
            format: { [t] in t.change($0, digits: 0) }
        ).html
    }

    private func series(_ name: String, _ estimates: [Estimate], isComparison: Bool = false) -> LineChart.Series {
        .init(name, estimates.map(\.value), band: estimates.map { $0.interval.map { $0.low...$0.high } }, isComparison: isComparison)
    }

    private var causes: HTML {
        Section(
            t("journey.causes"), note: HTML(escaping: t("journey.causes.about", ["days": Int(journey.diagnosis.window.components.seconds / 86_400)])),
            actions: download("causes.csv"), content: CausesTable(t: t, journey: journey).html
        ).html
    }
}

/// Stages are columns, what is measured of them are rows.
struct JourneyMap {
    let t: Texts
    let journey: Journey

    var html: HTML {
        """
        <div class="table" tabindex="0" role="region" aria-label="\(title)"><table class="map"><caption class="quiet">\(title)</caption>
        <thead><tr><th scope="col">\(t("journey.stage"))</th>\(stages)</tr></thead>
        <tbody>\(lane("journey.people", people))\(lane("journey.go_on", goOn))\(lane("journey.lost", lost))\(lane("journey.time", time))\
        \(lane("journey.emotion", emotion))\(lane("journey.effort", effort))\(lane("journey.touchpoints", touchpoints))\
        \(lane("journey.channels", channels))\(lane("journey.owners", owners))\
        \(lane("journey.control", control))\(lane("journey.satisfaction", satisfaction))\(lane("journey.pains", pains))</tbody></table></div>
        """
    }

    private var title: String { t("journey.map") }
    private var stages: [HTML] { journey.stages.map { "<th scope=\"col\">\(t.name(of: $0.stage))</th>" } }

    private func lane(_ name: String, _ cell: (Journey.MeasuredStage) -> HTML) -> HTML {
        "<tr><th scope=\"row\">\(t(name))</th>\(journey.stages.map { "<td>\(cell($0))</td>" as HTML })</tr>"
    }

    private func people(_ stage: Journey.MeasuredStage) -> HTML {
        "<b>\(t.number(stage.reach.count))</b> \(stage.reach.share.map { t.percent($0) })\(against(stage) { $0.reach.share.map { t.percent($0) } })"
    }

    private func goOn(_ stage: Journey.MeasuredStage) -> HTML {
        guard let step = stage.step, let share = step.wentOn.estimate.value, let interval = step.wentOn.interval else { return "–" }
        return """
            <b>\(t.percent(share))</b> <span class="aside">\(t.percent(interval.low))–\(t.percent(interval.high))</span>\
            \(against(stage) { $0.step?.wentOn.estimate.value.map { t.percent($0) } })
            """
    }

    private func lost(_ stage: Journey.MeasuredStage) -> HTML {
        guard let step = stage.step, step.wentOn.total > 0 else { return "–" }
        let back = step.reversed > 0 ? t("journey.reversed", ["count": step.reversed]) : nil
        return "<b>\(t.number(step.wentOn.total - step.wentOn.count))</b> <span class=\"aside\">\(back)</span>"
    }

    private func emotion(_ stage: Journey.MeasuredStage) -> HTML {
        "\(t.figure(stage.emotion, t.feeling))\(against(stage) { $0.emotion.value.map(t.feeling) })"
    }

    private func effort(_ stage: Journey.MeasuredStage) -> HTML {
        guard stage.reach.count > 0 else { return "–" }
        let each = Double(stage.touches) / Double(stage.reach.count)
        return HTML(escaping: t("journey.effort.value", ["count": t.number(each, digits: 1)]))
    }

    /// The same figure of what is compared.
    private func against(_ stage: Journey.MeasuredStage, _ figure: (Journey.MeasuredStage) -> String?) -> HTML? {
        guard let other = journey.compared.first(where: { $0.stage == stage.stage }), let figure = figure(other) else { return nil }
        return "<div class=\"aside\">\(t("journey.compared")): \(figure)</div>"
    }

    private func time(_ stage: Journey.MeasuredStage) -> HTML {
        guard let time = stage.step?.time, time.n >= Estimate.enough else { return "–" }
        return HTML(escaping: t("journey.time.value", ["median": t.span(time.median), "p90": t.span(time.p90)]))
    }

    private func touchpoints(_ stage: Journey.MeasuredStage) -> HTML {
        list(stage.touchpoints.prefix(5).map { (t.name(of: $0.kind), $0.people) })
    }

    private func channels(_ stage: Journey.MeasuredStage) -> HTML {
        list(stage.channels.prefix(4).map { (t.name(ofChannel: $0.key), $0.people) })
    }

    private func list(_ things: [(String, Int)]) -> HTML {
        "<ul>\(things.map { "<li>\($0.0) <span class=\"aside\">\(t.number($0.1))</span></li>" as HTML })</ul>"
    }

    private func owners(_ stage: Journey.MeasuredStage) -> HTML {
        let owners = Set(stage.touchpoints.map(\.kind.department)).subtracting([""]).sorted()
        return HTML(escaping: owners.map { t.name(ofDepartment: $0) }.joined(separator: ", "))
    }

    private func control(_ stage: Journey.MeasuredStage) -> HTML {
        let (direct, all) = (stage.touchpoints.count { $0.kind.control == .direct }, stage.touchpoints.count)
        return HTML(escaping: t("journey.control.value", ["direct": direct, "all": all]))
    }

    private func satisfaction(_ stage: Journey.MeasuredStage) -> HTML {
        "\(t.figure(stage.satisfaction) { t.percent($0) })\(against(stage) { $0.satisfaction.value.map { t.percent($0) } })"
    }

    private func pains(_ stage: Journey.MeasuredStage) -> HTML {
        stage.pains.isEmpty ? "–" : "<ul>\(stage.pains.map(pain))</ul>"
    }

    private func pain(_ cause: Diagnosis.Cause) -> HTML {
        let stake = t("journey.pain", ["stake": t.number(cause.effect.pointsAtStake, digits: 1)])
        return "<li>\(t.name(ofKind: cause.kind, journey.catalogue)) <span class=\"aside\">\(stake)</span></li>"
    }
}
