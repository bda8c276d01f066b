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
    /// Which the page and actions may be narrowed to.
    var segments: [Segment] = []
    var measured: MeasuringTime?
    let query: Query

    var title: String { t("journey.summary") }

    var html: HTML {
        """
        <article class="brief">\(header)\(ofAll)
        \(Tiles(summary.readings.map(tile)))
        \(Section(t("journey.diagnosis"), content: diagnosis))
        \(Section(t("journey.tab.insights"), note: HTML(escaping: t("journey.summary.insights.about")), content: insights))
        <div class="columns">\(Section(t("journey.emotion"), content: emotion.html))\(benchmarks)</div>
        \(measured?.html)<p class="aside">\(t("journey.summary.foot", ["date": t.date(t.today)]))</p>\
        </article>
        """
    }

    private var header: PageHeader {
        PageHeader(title, lead: HTML(escaping: lead), crumbs: [Crumb(t("web.place.journey"), "/journey" + query.text)], actions: [print])
    }

    /// Of whom what stands beside a journey of one's own is.
    private var ofAll: HTML? { journey.plan.map { "<p class=\"aside\">\(t("journey.summary.whole", ["name": $0.name]))</p>" } }

    private var print: HTML { "<button type=\"button\" class=\"button quiet\" data-print>\(t("journey.summary.print"))</button>" }

    private var emotion: EmotionCurve { EmotionCurve(t: t, stages: journey.stages, compared: []) }
    private var journey: Journey { summary.journey }
    private var catalogue: Timeline.Catalogue { journey.catalogue }

    private var lead: String {
        let days = period.choice == .all ? t("journey.summary.all") : "\(t.date(period.first)) – \(t.date(period.last))"
        return ([days] + whom + [t("journey.funnel.behind.count", ["count": journey.people])]).joined(separator: " · ")
    }

    private var period: Period { scope.period }
    /// `nil` is everybody.
    private var segment: Segment? { segments.first { "\($0.id)" == scope.segment } }

    /// All that narrows it, by name; where nothing does, everybody.
    private var whom: [String] {
        let property = scope.property.map { scope.value.map { value in "\(scope.property ?? ""): \(value)" } ?? $0 }
        let named = [
            segment?.name, scope.company.map { t("journey.scope.of.company", ["company": $0]) },
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
            case .none where reading.name == .success: t("journey.summary.success.\(period.choice == .all ? "days" : "none")")
            case .none: t("journey.summary.nothing")
            case .tooFew(let n):
                t(reading.name == .success ? "journey.summary.success.few" : "pulse.too_few", ["count": n, "enough": Estimate.enough])
            case .known(_, let interval, let n):
                "\(figure(interval.low, reading.name)) … \(figure(interval.high, reading.name)), n \(t.number(n))"
            }
        return Tile(
            t("journey.summary.\(name)"), reading.now.value.map { figure($0, reading.name) } ?? "–",
            detail: [detail, uncompared(reading)].compactMap(\.self).joined(separator: " · "), change: change(reading),
            definition: t("journey.summary.\(name).definition"))
    }

    private func figure(_ value: Double, _ name: Summary.Reading.Name) -> String {
        name == .experience ? t.points(value) : t.percent(value)
    }

    /// Why it is not compared with the days before.
    private func uncompared(_ reading: Summary.Reading) -> String? {
        if let begins = reading.begins { return t("journey.summary.uncovered", ["date": t.date(begins)]) }
        guard case .tooFew(let n) = reading.before else { return nil }
        return t("journey.summary.few_before", ["count": n, "enough": Estimate.enough])
    }

    /// The difference of the two figures as they are shown. One that chance alone makes in more than one case of twenty is neither good nor bad.
    private func change(_ reading: Summary.Reading) -> Change? {
        guard let difference = reading.difference, let now = reading.now.value, let before = reading.before.value else { return nil }
        let isNews = difference.p.map { $0 < 0.05 } ?? false
        let points = reading.name == .experience ? t.change(now, less: before) : t.points(now, less: before)
        let earlier = "\(figure(before, reading.name)), n \(t.number(reading.before.n))"
        let against = "\(t("pulse.against", ["count": period.length])) (\(earlier))"
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
            Column(t("journey.summary.status")) { insightWords.status($0) }
        }.html + further
    }

    /// How many do not stand on the sheet.
    private var further: HTML {
        guard summary.further > 0 else { return .nothing }
        return "<p class=\"aside\"><a href=\"/journey/insights\">\(t("journey.summary.further", ["count": summary.further]))</a></p>"
    }

    private var words: FindingWords { FindingWords(t: t, catalogue: catalogue) }

    /// As on every other page. The same cause has the same price; it is told once, and the sheet stays one.
    private func money(_ told: InsightBoard.Told) -> HTML {
        let cause = summary.stakes[told.finding.key]
        let first = summary.insights.first { summary.stakes[$0.finding.key].map { $0.kind == cause?.kind && $0.stakes == cause?.stakes } ?? false }
        return first == nil || first?.finding == told.finding
            ? insightWords.price(cause, choice, of: told.finding) : HTML(escaping: t("journey.summary.same"))
    }

    private var insightWords: InsightWords { InsightWords(t: t, catalogue: catalogue, segments: segments) }

    /// Of competitors, beside our own; what staff answer is another question, and stands by itself.
    private var benchmarks: Section? {
        guard !summary.benchmarks.isEmpty else { return nil }
        let rows = summary.benchmarks.filter { $0.benchmark.sort == .competitor }.prefix(Self.mostBenchmarks)
        let shown = summary.benchmarks.map(\.benchmark).filter { $0.sort == .staff }.prefix(1)
        let staff = shown.map { benchmark -> HTML in
            let days = "\(t.date(benchmark.first)) – \(t.date(benchmark.last))"
            return "<p>\(t("journey.benchmark.staff")): \(benchmark.name) <b>\(t.points(benchmark.nps))</b> <span class=\"aside\">\(days)</span></p>"
        }
        let more = summary.benchmarks.count - rows.count - shown.count
        let further: HTML? =
            more > 0 ? "<p class=\"aside\"><a href=\"/journey/benchmarks\">\(t("journey.summary.benchmarks", ["count": more]))</a></p>" : nil
        return Section(t("journey.tab.benchmarks"), content: "\(rows.isEmpty ? nil : table(Array(rows)))\(staff)\(further)")
    }

    /// So many competitors fit the sheet.
    private static let mostBenchmarks = 3

    private func table(_ rows: [ComparedBenchmark]) -> Table<ComparedBenchmark> {
        Table(rows, caption: t("journey.tab.benchmarks")) {
            Column(t("journey.benchmark.name")) { HTML(escaping: $0.benchmark.name) }
            Column(t("journey.benchmark.theirs"), isNumber: true) { HTML(escaping: t.points($0.benchmark.nps)) }
            Column(t("journey.benchmark.ours"), isNumber: true) { HTML(escaping: $0.own.estimate.value.map(t.points) ?? "–") }
            Column(t("journey.benchmark.difference"), isNumber: true) { difference($0) }
        }
    }

    private func difference(_ compared: ComparedBenchmark) -> HTML {
        guard let difference = compared.difference, let own = compared.own.estimate.value else { return "–" }
        let interval = "\(t.points(difference.interval.low)) … \(t.points(difference.interval.high))"
        return "\(t.change(own, less: compared.benchmark.nps)) <span class=\"aside\">\(interval)</span>"
    }
}
