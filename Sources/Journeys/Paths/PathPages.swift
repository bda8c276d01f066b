import Analytics
import Statistics
import Timeline
import Web

/// Where people go: the flow from a beginning, the most frequent ways, and the steps between touchpoints.
struct PathPage {
    let t: Texts
    let choice: PathChoice
    let paths: MeasuredPaths
    /// Beside another segment, where one is compared.
    let difference: PathDifferenceSection?
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.paths"), lead: HTML(escaping: t("journey.paths.lead"))))\
        \(JourneyTabs(t: t, current: .paths, query: query))\(difference)
        \(Section(t("journey.paths.flow"), note: HTML(escaping: about), content: "\(form)\(flow)"))
        \(difference == nil ? ways : nil)
        """
    }

    /// Whose the flow is, where two are compared.
    private var about: String {
        let whose = difference.map { t("journey.paths.flow.whose", ["name": $0.names.one, "other": $0.names.other]) }
        return t.sentences([t("journey.paths.flow.about"), whose])
    }

    /// Of one segment alone: where two are compared, the comparison stands for them.
    private var ways: HTML {
        """
        \(Section(t("journey.paths.variants"), note: HTML(escaping: covered), actions: download("variants.csv"), content: variants))
        \(Section(t("journey.paths.steps"), note: HTML(escaping: t("journey.paths.steps.about")), actions: download("steps.csv"), content: steps))
        """
    }

    private func download(_ file: String) -> HTML { LinkButton(t("journey.csv"), href: "/journey/paths/\(file)\(query.text)", .quiet).html }
    private func name(_ kind: String) -> String { t.name(ofKind: kind, catalogue) }

    private var form: HTML {
        let kinds = paths.graph.nodes.map { (key: $0.kind, name: name($0.kind)) }.sorted { $0.name < $1.name }
        let starts = [Field.Option("", t("journey.paths.beginning"))] + kinds.map { Field.Option($0.key, $0.name) }
        return """
            <form class="filters" action="/journey/paths" data-swap data-auto>\(query.scopeFields)<div class="fields">
            \(Field("start", t("journey.paths.start"), .choice(starts), value: choice.anchor ?? ""))
            \(Field("what", t("journey.paths.what"), .choice(whats), value: choice.all ? "all" : ""))
            \(Field("steps", t("journey.paths.depth"), .choice(depths), value: "\(choice.depth)"))</div>
            \(Button(t("web.show"), .quiet))</form>
            """
    }

    private var depths: [Field.Option] { PathChoice.depths.map { .init("\($0)", t.number($0)) } }
    private var whats: [Field.Option] { [.init("", t("journey.paths.what.stages")), .init("all", t("journey.paths.what.all"))] }

    private var covered: String {
        t(
            "journey.paths.covered",
            [
                "count": paths.variants.count, "top": paths.variants.top.count, "share": t.percent(paths.variants.covered.share ?? 0),
            ])
    }

    private var variants: HTML {
        Table(paths.variants.top, caption: t("journey.paths.variants")) {
            Column(t("journey.paths.way")) { way($0.kinds) }
            Column(t("journey.people"), isNumber: true) { HTML(escaping: t.number($0.people.count)) }
            Column(t("journey.paths.share"), isNumber: true) { HTML(escaping: $0.people.share.map { t.percent($0, digits: 1) } ?? "–") }
        }.html
    }

    private func way(_ kinds: [String]) -> HTML {
        let steps = kinds.enumerated().map { place, kind -> HTML in place == 0 ? "\(name(kind))" : " <span class=\"aside\">→</span> \(name(kind))" }
        return "\(steps)"
    }

    private var steps: HTML {
        Table(Array(paths.graph.edges.prefix(MeasuredPaths.mostEdges)), caption: t("journey.paths.steps")) {
            Column(t("journey.paths.from")) { HTML(escaping: name($0.from)) }
            Column(t("journey.paths.to")) { HTML(escaping: name($0.to)) }
            Column(t("journey.paths.events"), isNumber: true) { HTML(escaping: t.number($0.events)) }
            Column(t("journey.people"), isNumber: true) { people($0) }
            Column(t("journey.paths.median"), isNumber: true) { HTML(escaping: t.span($0.time.median)) }
            Column(t("journey.paths.p90"), isNumber: true) { HTML(escaping: t.span($0.time.p90)) }
        }.html
    }

    private func people(_ edge: DirectlyFollowsGraph.Edge) -> HTML {
        let address = "/journey/paths/people" + query.with("via", edge.from).with("at", edge.to).text
        return "<a href=\"\(url: address)\">\(t.number(edge.people))</a>"
    }

    private var flow: HTML {
        let drawn = FlowColumns(paths.flow, depth: choice.depth)
        guard !drawn.columns.isEmpty else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        let columns = drawn.columns.map { column in
            column.map { box -> FlowChart.Node in
                switch box.what {
                case .kind(let kind): .init(name(kind), Double(box.people))
                case .others: .init(t("journey.paths.others"), Double(box.people), isQuiet: true)
                case .end: .init(t("journey.paths.end"), Double(box.people), isQuiet: true)
                }
            }
        }
        return FlowChart(
            id: "flow", title: t("journey.paths.flow.title"),
            description: t("journey.paths.flow.described", ["count": paths.flow.people]), t, columns: columns,
            bands: drawn.bands.map { $0.map { FlowChart.Band(from: $0.from, to: $0.to, Double($0.people)) } }
        ).html
    }
}

extension Texts {
    /// Who took a step, or came to a touchpoint.
    func title(of passing: Passing, _ catalogue: Timeline.Catalogue) -> String {
        let to = name(ofKind: passing.to, catalogue)
        guard let from = passing.from else { return self("journey.paths.behind.touchpoint", ["to": to]) }
        return self("journey.paths.behind.step", ["from": name(ofKind: from, catalogue), "to": to])
    }
}
