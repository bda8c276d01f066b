import Kernel
import Statistics
import Web

/// How good service was by what reviewers thought of it.
struct QualityFiguresPage {
    let t: Texts
    let staff: Viewer
    let figures: QualityFigures
    let query: Query

    var html: HTML {
        let csv = LinkButton(t("desk.report.csv"), href: "/inbox/quality/reviews.csv" + query.keeping("period", "from", "to").text, .quiet).html
        let empty = EmptyState(.noResult, t("quality.reviews.none"), t("quality.reviews.none.hint")).html
        return QualityFrame(t: t, view: .figures, staff: staff, actions: [csv]).html(
            figures.all.reviews == 0 ? empty : "\(Tiles(tiles))\(weeks)\(agents)\(criteria)")
    }

    /// The reviews behind a figure.
    private func behind(_ name: String? = nil, _ value: String? = nil, drawn: Bool = false) -> String {
        var query = query.keeping("period", "from", "to")
        if let name { query = query.with(name, value) }
        return "/inbox/quality/reviews" + (drawn ? query.with("reason", "drawn") : query).text
    }

    // MARK: - Figures

    private var tiles: [Tile] {
        [
            Tile(
                t("quality.iqs.drawn"), t.score(figures.drawn.mean), detail: detail(figures.drawn), definition: t("quality.iqs.drawn.definition"),
                href: behind(drawn: true)),
            Tile(
                t("quality.iqs.all"), t.score(figures.all.mean), detail: detail(figures.all), definition: t("quality.iqs.all.definition"),
                href: behind()),
            Tile(
                t("quality.failed.reviews"), t.number(figures.all.failed), detail: t("desk.report.of", ["n": figures.all.reviews]),
                definition: t("quality.failed.definition"), href: behind("state", "failed")),
            Tile(
                t("quality.disputed"), t.number(figures.all.disputed), detail: t("quality.changed.count", ["count": figures.all.changed]),
                definition: t("quality.disputed.definition"), href: behind("state", "contested")),
        ]
    }

    private func detail(_ group: QualityFigures.Group) -> String {
        guard let interval = group.interval else { return t("desk.report.too_few", ["n": group.n]) }
        return t("quality.interval", ["interval": t.interval(interval.low, interval.high), "n": group.n])
    }

    private var weeks: HTML? {
        guard figures.byWeek.count > 1 else { return nil }
        let groups = figures.byWeek.map(\.group)
        let chart = LineChart(
            id: "quality-weeks", title: t("quality.weeks"), description: t("quality.weeks.about"), t,
            labels: figures.byWeek.map { t.shortDate($0.monday) },
            series: [
                LineChart.Series(t("quality.iqs.all"), groups.map(\.mean), band: groups.map { $0.interval.map { $0.low...$0.high } })
            ], scale: 0...100, format: { [t] in t.score($0) })
        return Section(t("quality.weeks"), note: HTML(escaping: t("quality.weeks.about")), content: chart.html).html
    }

    private var agents: HTML {
        let table = Table(figures.byAgent, caption: t("quality.agents")) {
            Column(t("quality.agent")) { "<a href=\"\(url: behind("agent", $0.agent.description))\">\($0.name)</a>" }
            Column(t("quality.iqs.drawn"), isNumber: true) { linked($0.drawn, to: behind("agent", $0.agent.description, drawn: true)) }
            Column(t("quality.iqs.all"), isNumber: true) { linked($0.all, to: behind("agent", $0.agent.description)) }
            Column(t("quality.failed.reviews"), isNumber: true) { counted($0.all.failed, of: $0.agent, "failed") }
            Column(t("quality.disputed"), isNumber: true) { counted($0.all.disputed, of: $0.agent, "contested") }
        }
        return Section(t("quality.agents"), note: HTML(escaping: t("quality.agents.about")), content: table.html).html
    }

    private func counted(_ count: Int, of agent: ID<Viewer>, _ state: String) -> HTML {
        guard count > 0 else { return HTML(escaping: t.number(0)) }
        let path = "/inbox/quality/reviews" + query.keeping("period", "from", "to").with("agent", agent.description).with("state", state).text
        return "<a href=\"\(url: path)\">\(t.number(count))</a>"
    }

    private func linked(_ group: QualityFigures.Group, to path: String) -> HTML {
        guard group.n > 0 else { return "–" }
        return "<a href=\"\(url: path)\">\(t.score(group.mean))</a> <small class=\"aside\">\(detail(group))</small>"
    }

    private var criteria: HTML {
        let table = Table(figures.byCriterion, caption: t("quality.criteria")) {
            Column(t("quality.criterion")) { row in
                let gone: HTML? = row.isInUse ? nil : Badge(t("quality.criterion.gone")).html
                return "<a href=\"\(url: behind("criterion", row.criterion.key))\">\(row.criterion.name(t))</a> \(gone)"
            }
            Column(t("quality.mean"), isNumber: true) { row in
                row.marks.n == 0 ? "–" : "<a href=\"\(url: behind("criterion", row.criterion.key))\">\(t.score(row.marks.mean))</a>"
            }
            Column(t("quality.interval.head"), isNumber: true) { row in
                HTML(escaping: row.interval.map { t.interval($0.low, $0.high) } ?? t("desk.report.too_few", ["n": row.marks.n]))
            }
            Column(t("quality.n"), isNumber: true) { HTML(escaping: t.number($0.marks.n)) }
            Column(t("quality.skipped.count"), isNumber: true) { HTML(escaping: t.number($0.skipped)) }
        }
        return Section(t("quality.criteria"), note: HTML(escaping: t("quality.criteria.about")), content: table.html).html
    }
}

/// The figure in the service report: one section, without names.
struct QualitySection: Markup {
    let t: Texts
    let figures: QualityFigures
    let query: Query
    /// Whether the reader may look at reviews.
    let isLead: Bool

    var html: HTML {
        guard figures.all.reviews > 0 else { return .nothing }
        let tiles = [("quality.iqs.drawn", figures.drawn), ("quality.iqs.all", figures.all)].map { name, group in
            let interval = group.interval.map { t("quality.interval", ["interval": t.interval($0.low, $0.high), "n": group.n]) }
            let path = "/inbox/quality/figures" + query.keeping("period", "from", "to").text
            return Tile(
                t(name), t.score(group.mean), detail: interval ?? t("desk.report.too_few", ["n": group.n]), definition: t("\(name).definition"),
                href: isLead ? path : nil)
        }
        return Section(t("quality.title"), note: HTML(escaping: t("quality.report.about")), content: Tiles(tiles).html).html
    }
}
