import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// Who comes back: a curve of all, and a triangle of cohorts, each of whose figures opens the people behind it.
struct ReturnPage {
    let t: Texts
    let choice: ReturnChoice
    let returns: Returns
    let catalogue: Timeline.Catalogue
    let query: Query

    /// So many of the last cohorts are shown; the file has all.
    static let most = 60

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.retention"), lead: HTML(escaping: t("journey.retention.lead"))))\
        \(JourneyTabs(t: t, current: .retention, query: query))
        \(Section(t("journey.retention.question"), content: form))
        \(Section(t("journey.retention.result"), note: HTML(escaping: t("journey.retention.\(choice.measure.rawValue).about")),
            actions: download, content: result))
        """
    }

    private var download: HTML { LinkButton(t("journey.csv"), href: "/journey/retention/retention.csv\(query.text)", .quiet).html }

    private var form: HTML {
        let days = choice.measure == .months ? HTML.nothing : Field("days", t("journey.retention.days"), value: choice.text).html
        return """
            <form class="filters" action="/journey/retention" data-swap>\(query.scopeFields)<div class="fields">
            \(Field("first", t("journey.retention.first"), .choice(steps), value: choice.first ?? ""))
            \(Field("back", t("journey.retention.back"), .choice(steps), value: choice.returning ?? ""))
            \(Field("measure", t("journey.retention.measure"), .choice(measures), value: choice.measure.rawValue))
            \(Field("by", t("journey.retention.by"), .choice(cohorts), value: choice.cohorts.rawValue))\(days)</div>
            \(Button(t("web.show"), .primary))</form>
            """
    }

    private var steps: [Field.Option] {
        let stages = Stage.allCases.map { Field.Option("stage.\($0.key)", t("journey.funnel.stage", ["stage": t.name(of: $0)])) }
        return [.init("", t("journey.retention.anything"))] + stages + t.kindOptions(catalogue)
    }

    private var measures: [Field.Option] {
        ReturnChoice.Measure.allCases.map { .init($0.rawValue, t("journey.retention.\($0.rawValue)")) }
    }

    private var cohorts: [Field.Option] {
        ReturnQuestion.Cohorts.allCases.map { .init($0.rawValue, t("journey.retention.by.\($0.rawValue)")) }
    }

    private var result: HTML {
        guard !returns.cohorts.isEmpty else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        return "\(curve)\(triangle)"
    }

    private var curve: HTML? {
        let shares = returns.together.map { $0?.estimate }
        guard shares.contains(where: { $0?.value != nil }) else { return nil }
        let band = shares.map { $0?.interval.map { $0.low...$0.high } }
        let title = t("journey.retention.curve")
        return LineChart(
            id: "retention", title: title, description: t("journey.retention.described", ["count": returns.cohorts.reduce(0) { $0 + $1.people }]), t,
            labels: shares.indices.map { t.name(ofReturn: $0, choice) }, series: [.init(title, shares.map { $0?.value }, band: band)]
        ) { [t] in t.percent($0) }.html
    }
}

// MARK: - The triangle

extension ReturnPage {
    private var triangle: HTML {
        let (caption, columns) = (t("journey.retention.result"), returns.together.indices)
        let heads = columns.map { "<th scope=\"col\" class=\"number\">\(t.name(ofReturn: $0, choice))</th>" as HTML }
        let rows = returns.cohorts.suffix(Self.most).map { cohort -> HTML in
            "<tr data-row>\(row(t.name(ofCohort: cohort.first, choice.cohorts), cohort.people, cohort.figures, cohort.first))</tr>"
        }
        let all = row(t("journey.retention.together"), returns.cohorts.reduce(0) { $0 + $1.people }, returns.together, nil)
        let left = returns.cohorts.count - rows.count
        let more: HTML? = left > 0 ? "<p class=\"aside\">\(t("journey.retention.more", ["count": left]))</p>" : nil
        return """
            <div class="table" tabindex="0" role="region" aria-label="\(caption)"><table class="heat"><caption class="quiet">\(caption)</caption>
            <thead><tr><th scope="col">\(t("journey.retention.cohort"))</th><th scope="col" class="number">\(t("journey.people"))</th>\(heads)</tr>\
            </thead>
            <tbody><tr class="sum">\(all)</tr>\(rows)</tbody></table></div>\(more)
            """
    }

    private func row(_ name: String, _ people: Int, _ figures: [Proportion?], _ cohort: Day?) -> HTML {
        let cells = figures.enumerated().map { cell($1, $0, cohort) }
        return "<th scope=\"row\">\(name)</th><td class=\"number\">\(t.number(people))</td>\(cells)"
    }

    private func cell(_ figure: Proportion?, _ place: Int, _ cohort: Day?) -> HTML {
        guard let figure else { return "<td></td>" }
        let address = "/journey/retention/people" + query.with("cohort", cohort?.description).with("at", "\(place)").text
        let n = "<small>n \(t.number(figure.total))</small>" as HTML
        guard let value = figure.estimate.value else {
            return "<td class=\"number few\"><a href=\"\(url: address)\">\(t("journey.retention.few"))</a>\(n)</td>"
        }
        return "<td class=\"number h\(shade(value))\"><a href=\"\(url: address)\">\(t.percent(value))</a>\(n)</td>"
    }

    /// 0…8, the darkest for the largest share there is.
    private func shade(_ value: Double) -> Int {
        let known = (returns.cohorts.flatMap(\.figures) + returns.together).compactMap { $0?.estimate.value }
        return Int((8 * min(1, value / max(0.01, known.max() ?? 1))).rounded())
    }
}

extension Texts {
    /// What a figure is of: the third month, the seventh day, the days 8 to 14, day 30 or later.
    func name(ofReturn place: Int, _ choice: ReturnChoice) -> String {
        guard choice.measure != .months else { return self("journey.retention.column.month", ["number": place + 1]) }
        let span = choice.spans[place]
        if choice.measure == .later { return self("journey.retention.column.later", ["number": span.lowerBound]) }
        return span.count == 1
            ? self("journey.retention.column.day", ["number": span.lowerBound])
            : self("journey.retention.column.days", ["first": span.lowerBound, "last": span.upperBound])
    }

    func name(ofCohort first: Day, _ cohorts: ReturnQuestion.Cohorts) -> String {
        cohorts == .month ? date(first.month) : self("journey.retention.week", ["day": date(first)])
    }

    /// Who came back, or who did not.
    func title(of figure: ReturnFigure, _ choice: ReturnChoice) -> String {
        let cohort = figure.cohort.map { name(ofCohort: $0, choice.cohorts) } ?? self("journey.retention.together")
        return self(
            figure.came ? "journey.retention.behind.came" : "journey.retention.behind.stayed_away",
            ["cohort": cohort, "when": name(ofReturn: figure.place, choice)])
    }
}
