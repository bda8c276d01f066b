import Analytics
import Statistics
import Timeline
import Web

/// Where people go: the flow from a beginning, the most frequent ways, and the steps between touchpoints.
struct PathPage {
    let t: Texts
    let choice: PathChoice
    let paths: MeasuredPaths
    let catalogue: Timeline.Catalogue
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.paths"), lead: HTML(escaping: t("journey.paths.lead"))))\(JourneyTabs(t: t, current: .paths, query: query))
        \(Section(t("journey.paths.flow"), note: HTML(escaping: t("journey.paths.flow.about")), content: "\(form)\(flow)"))
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
            Column(t("journey.people"), isNumber: true) { HTML(escaping: t.number($0.people)) }
            Column(t("journey.paths.median"), isNumber: true) { HTML(escaping: t.span($0.time.median)) }
            Column(t("journey.paths.p90"), isNumber: true) { HTML(escaping: t.span($0.time.p90)) }
        }.html
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

/// The flow folded for a drawing: in each step the most frequent kinds, all others together, and those whose line has ended.
struct FlowColumns {
    enum What: Hashable { case kind(String), others, end }
    struct Box: Hashable { let what: What, people: Int }
    struct Band: Hashable { let from: Int, to: Int, people: Int }

    private(set) var columns: [[Box]] = []
    private(set) var bands: [[Band]] = []
    private static let most = 5

    /// Totals are taken before anything is folded into the others.
    init(_ flow: Flow, depth: Int) {
        guard flow.people > 0 else { return }
        var arrived: [What: Int] = [:]
        for move in flow.moves where move.step == 0 { arrived[.kind(move.from), default: 0] += move.people }
        columns = [Self.folded(arrived)]
        for step in 0..<(depth - 1) {
            let moves = flow.moves.filter { $0.step == step }
            guard !moves.isEmpty else { break }
            var next: [What: Int] = [:]
            for move in moves { next[move.to.map { .kind($0) } ?? .end, default: 0] += move.people }
            columns.append(Self.folded(next))
            bands.append(Self.bands(moves, from: columns[step], to: columns[step + 1]))
        }
    }

    private static func folded(_ people: [What: Int]) -> [Box] {
        let kinds = people.filter { $0.key != .end }.sorted { ($1.value, "\($0.key)") < ($0.value, "\($1.key)") }
        var boxes = kinds.prefix(most).map { Box(what: $0.key, people: $0.value) }
        let others = kinds.dropFirst(most).reduce(0) { $0 + $1.value }
        if others > 0 { boxes.append(Box(what: .others, people: others)) }
        if let ended = people[.end] { boxes.append(Box(what: .end, people: ended)) }
        return boxes
    }

    private static func bands(_ moves: [Flow.Move], from: [Box], to: [Box]) -> [Band] {
        func place(_ what: What, _ boxes: [Box]) -> Int { boxes.firstIndex { $0.what == what } ?? boxes.firstIndex { $0.what == .others } ?? 0 }
        var people: [[Int]: Int] = [:]
        for move in moves { people[[place(.kind(move.from), from), place(move.to.map { .kind($0) } ?? .end, to)], default: 0] += move.people }
        return people.map { Band(from: $0.key[0], to: $0.key[1], people: $0.value) }.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }
}
