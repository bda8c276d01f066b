import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// One page for a board: three figures, the diagnosis, what is done about it, how the journey feels. It fits one sheet of A4.
struct SummaryPage {
    let t: Texts
    let summary: Summary
    let choice: StakeChoice
    let scope: JourneyScope
    /// The name of the segment; `nil` is everybody.
    let segment: String?
    var measured: MeasuringTime?
    let query: Query

    var title: String { t("journey.summary") }

    var html: HTML {
        """
        <article class="brief">\(header)
        \(Tiles(summary.readings.map(tile)))
        \(Section(t("journey.diagnosis"), content: diagnosis))
        \(Section(t("journey.tab.insights"), note: HTML(escaping: t("journey.summary.insights.about")), content: insights))
        <div class="columns">\(Section(t("journey.emotion"), content: emotion.html))\(benchmarks)</div>
        \(measured?.html)<p class="aside">\(t("journey.summary.foot", ["date": t.date(t.today)]))</p>\
        </article>
        """
    }

    private var header: PageHeader {
        PageHeader(title, lead: HTML(escaping: lead), crumbs: [Crumb(t("web.place.journey"), "/journey" + query.text)])
    }

    private var emotion: EmotionCurve { EmotionCurve(t: t, stages: journey.stages, compared: []) }
    private var journey: Journey { summary.journey }
    private var catalogue: Timeline.Catalogue { journey.catalogue }

    private var lead: String {
        let days = period.choice == .all ? t("journey.summary.all") : "\(t.date(period.first)) – \(t.date(period.last))"
        return ([days] + whom + [t("journey.funnel.behind.count", ["count": journey.people])]).joined(separator: " · ")
    }

    private var period: Period { scope.period }

    /// All that narrows it, by name; where nothing does, everybody.
    private var whom: [String] {
        let property = scope.property.map { scope.value.map { value in "\(scope.property ?? ""): \(value)" } ?? $0 }
        let named = [
            segment, scope.company.map { t("journey.scope.of.company", ["company": $0]) },
            property.map { t("journey.scope.of.property", ["property": $0]) },
            journey.plan.map { t("journey.scope.of.journey", ["name": $0.name]) },
        ].compactMap(\.self)
        return segment == nil && scope.company == nil ? [t("web.segment.all")] + named : named
    }

    // MARK: - Figures

    private func tile(_ reading: Summary.Reading) -> Tile {
        let name = reading.name.rawValue
        let detail: String =
            switch reading.now {
            case .none: t("journey.summary.nothing")
            case .tooFew(let n): t("pulse.too_few", ["count": n, "enough": Estimate.enough])
            case .known(_, let interval, let n):
                "\(figure(interval.low, reading.name)) … \(figure(interval.high, reading.name)), n \(t.number(n))"
            }
        return Tile(
            t("journey.summary.\(name)"), reading.now.value.map { figure($0, reading.name) } ?? "–", detail: detail,
            change: reading.difference.map { change($0, reading.name) }, definition: t("journey.summary.\(name).definition"))
    }

    private func figure(_ value: Double, _ name: Summary.Reading.Name) -> String {
        name == .experience ? t.points(value) : t.percent(value)
    }

    /// A difference that chance alone makes in more than one case of twenty is neither good nor bad.
    private func change(_ difference: Difference, _ name: Summary.Reading.Name) -> Change {
        let isNews = difference.p.map { $0 < 0.05 } ?? false
        let against = t("pulse.against", ["count": period.length])
        let points = name == .experience ? t.points(difference.value) : t.points(difference.value * 100)
        return Change(points, isNews ? against : against + t("pulse.by_chance"), isGood: isNews ? difference.value > 0 : nil)
    }

    // MARK: - Words

    private var diagnosis: HTML {
        let words = DiagnosisWords(t: t, journey: journey)
        let sentences = words.sentences.map { "<li>\($0)</li>" as HTML }
        return "<p class=\"verdict \(words.tone)\">\(words.verdict)</p>\(sentences.isEmpty ? nil : "<ul class=\"findings\">\(sentences)</ul>")"
    }

    private var insights: HTML {
        guard !summary.insights.isEmpty else { return "<p>\(t("journey.insight.none"))</p>" }
        return Table(summary.insights, caption: t("journey.tab.insights")) {
            Column(t("journey.summary.what")) { HTML(escaping: words.sentence($0.finding)) }
            Column(t("journey.summary.owner")) { HTML(escaping: words.owner($0.finding) ?? "–") }
            Column(t("journey.stakes.risk"), isNumber: true) { money($0) }
            Column(t("journey.summary.status")) { status($0) }
        }.html
    }

    private var words: FindingWords { FindingWords(t: t, catalogue: catalogue) }

    /// As on every other page; what chance alone may make says so.
    private func money(_ told: Summary.Told) -> HTML {
        guard let cause = summary.stakes[told.finding.key] else { return "–" }
        let money = StakeWords(t: t, choice: choice)
        let known = cause.stakes.amounts.filter { $0.atRisk.value != nil }
        guard !known.isEmpty else { return "–" }
        let amounts = known.map { amount -> HTML in
            let n = t("journey.stakes.compared", ["hit": t.number(amount.each.hit), "spared": t.number(amount.each.spared)])
            let notes = [amount.isLoss ? nil : t("journey.summary.chance"), n, money.since(cause)].compactMap(\.self).joined(separator: " · ")
            return "<div>\(money.figure(amount.atRisk, amount))<div class=\"aside\">\(notes)</div></div>"
        }
        // The same cause has the same price; it is told once, and the sheet stays one.
        let first = summary.insights.first { summary.stakes[$0.finding.key].map { $0.kind == cause.kind && $0.stakes == cause.stakes } ?? false }
        return first?.finding == told.finding ? amounts.joined() : HTML(escaping: t("journey.summary.same"))
    }

    private func status(_ told: Summary.Told) -> HTML {
        let status = told.insight.map { t("journey.insight.\($0.status.rawValue)") } ?? t("journey.summary.new")
        let by = told.insight.map { t("journey.insight.by", ["author": $0.author ?? "–", "date": t.date($0.updatedAt)]) }
        let action = told.insight.flatMap { $0.action.isEmpty ? nil : $0.action }
        let effect = told.effect.map { words.effect($0, told.finding) }
        let details = [by, action, effect].compactMap(\.self).map { "<div class=\"aside\">\($0)</div>" as HTML }
        return "\(status)\(details)"
    }

    private var benchmarks: Section? {
        guard !summary.benchmarks.isEmpty else { return nil }
        let rows = summary.benchmarks.prefix(4)
        return Section(
            t("journey.tab.benchmarks"),
            content: Table(Array(rows), caption: t("journey.tab.benchmarks")) {
                Column(t("journey.benchmark.name")) { HTML(escaping: $0.benchmark.name) }
                Column(t("journey.benchmark.theirs"), isNumber: true) { HTML(escaping: t.points($0.benchmark.nps)) }
                Column(t("journey.benchmark.ours"), isNumber: true) { HTML(escaping: $0.own.estimate.value.map(t.points) ?? "–") }
                Column(t("journey.benchmark.difference"), isNumber: true) { difference($0) }
            }.html)
    }

    private func difference(_ compared: ComparedBenchmark) -> HTML {
        guard let difference = compared.difference else { return "–" }
        return """
            \(t.points(difference.value)) <span class="aside">\(t.points(difference.interval.low)) … \(t.points(difference.interval.high))</span>
            """
    }
}
