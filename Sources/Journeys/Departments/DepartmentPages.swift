import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// All departments beside the outcome that they share.
struct DepartmentsPage {
    let t: Texts
    let departments: Departments
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.departments"), lead: HTML(escaping: t("journey.departments.lead"))))\
        \(JourneyTabs(t: t, current: .departments, query: query))\
        \(Section(t("journey.departments.own"), note: HTML(escaping: about), actions: download, content: table))
        \(SharedOutcome(t: t, departments: departments, isNarrowed: query.isNarrowed))
        """
    }

    private var about: String { t.sentences([t("journey.departments.own.about"), t.unnarrowed(query)]) }
    private var download: HTML { LinkButton(t("journey.csv"), href: "/journey/departments/departments.csv\(query.text)", .quiet).html }

    private var table: HTML {
        guard !departments.all.isEmpty else { return EmptyState(.noResult, t("journey.nobody"), t("journey.nobody.hint")).html }
        let kept = query.scope.text
        return Table(departments.all, caption: t("journey.tab.departments")) {
            Column(t("catalogue.department")) { "<a href=\"\(url: "/journey/departments/\($0.key)\(kept)")\">\(t.name(ofDepartment: $0.key))</a>" }
            Column(t("journey.touchpoints"), isNumber: true) { HTML(escaping: t.number($0.touchpoints.count)) }
            Column(t("journey.control"), isNumber: true) {
                HTML(escaping: t("journey.control.value", ["direct": $0.direct, "all": $0.touchpoints.count]))
            }
            Column(t("journey.paths.events"), isNumber: true) { HTML(escaping: t.number($0.touches)) }
            Column(t("journey.departments.feeling"), isNumber: true) { t.figure($0.emotion, t.feeling) }
            Column(t("journey.departments.findings"), isNumber: true) { changed($0.ownFindings) }
        }.html
    }

    /// How many changed, and how many of these are known to be for the worse.
    private func changed(_ findings: [Finding]) -> HTML {
        let worse = findings.count(where: \.isWorse)
        guard worse > 0 else { return HTML(escaping: t.number(findings.count)) }
        return "\(t.number(findings.count)) <span class=\"aside\">\(t("journey.departments.worse", ["count": worse]))</span>"
    }
}

/// One department: what it does on the journey, how that feels, and what of it has changed.
struct DepartmentPage {
    let t: Texts
    let department: Departments.Department
    let departments: Departments
    /// What has become of its findings, and what they cost.
    let board: InsightBoard
    let choice: StakeChoice
    var segments: [Segment] = []
    let catalogue: Timeline.Catalogue
    let query: Query

    var title: String { t.name(ofDepartment: department.key) }

    var html: HTML {
        let back = "/journey/departments" + query.scope.text
        return """
            \(PageHeader(title, lead: HTML(escaping: t("journey.department.lead")), crumbs: [Crumb(t("journey.tab.departments"), back)]))
            \(Section(t("journey.department.own"), note: HTML(escaping: t("journey.department.own.about", ["department": title])), content: own))
            \(SharedOutcome(
                t: t, departments: departments, isNarrowed: query.isNarrowed, department: title,
                findings: told(department.sharedFindings, under: t("journey.trend"))))
            """
    }

    /// What is its own: how that feels, what of it changed, and each touchpoint.
    private var own: HTML {
        """
        <div class="stack"><p>\(t("journey.departments.feeling")): \(t.figure(department.emotion, t.feeling))</p>\
        \(told(department.ownFindings, under: t("journey.changes")))\(table)</div>
        """
    }

    private func told(_ findings: [Finding], under caption: String) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let (words, told) = (FindingWords(t: t, catalogue: catalogue), InsightWords(t: t, catalogue: catalogue, segments: segments))
        let rows = findings.map { finding in
            board.told.first { $0.finding == finding } ?? InsightBoard.Told(finding: finding, insight: nil, effect: nil)
        }
        let unnarrowed = t.unnarrowed(query).map { "<p class=\"aside\">\($0)</p>" as HTML }
        return """
            <h3>\(t("journey.changes"))</h3>\(unnarrowed)\(Table(rows, caption: caption) {
                Column(t("journey.summary.what")) { HTML(escaping: words.sentence($0.finding)) }
                Column(t("journey.stakes.risk"), isNumber: true) { told.price(board.stakes[$0.finding.key], choice, of: $0.finding) }
                Column(t("journey.summary.status")) { told.status($0) }
            })
            <p>\(LinkButton(t("journey.tab.insights"), href: "/journey/insights", .quiet))</p>
            """
    }

    private var table: HTML {
        Table(department.touchpoints, caption: t("journey.touchpoints")) {
            Column(t("journey.touchpoint")) { HTML(escaping: t.name(of: $0.kind)) }
            Column(t("journey.stage")) { HTML(escaping: $0.kind.stage.map { t.name(of: $0) } ?? "–") }
            Column(t("journey.people"), isNumber: true) { people($0) }
            Column(t("journey.paths.events"), isNumber: true) { HTML(escaping: t.number($0.touches)) }
            Column(t("journey.emotion"), isNumber: true) { t.figure($0.emotion, t.feeling) }
        }.html
    }

    /// Exactly these: of the same days and the same people. A journey of one's own is none of this page's business.
    private func people(_ touchpoint: Departments.Touchpoint) -> HTML {
        let path = "/journey/people" + query.scope.with("journey", nil).with("kind", touchpoint.kind.key).text
        return "<a href=\"\(url: path)\">\(t.number(touchpoint.people))</a>"
    }
}

extension Texts {
    /// That changes and their price are told as on the page of insights; `nil` where nothing was chosen that could narrow them.
    fileprivate func unnarrowed(_ query: Query) -> String? {
        query.scope.with("journey", nil).pairs.isEmpty ? nil : self("journey.departments.unnarrowed")
    }
}

/// Recommendation of the whole, month by month: nobody's alone, and kept apart from what is somebody's own.
struct SharedOutcome: Markup {
    let t: Texts
    let departments: Departments
    /// Whether it is of some of the customers, or of some of what happened to them.
    let isNarrowed: Bool
    /// The name of the one whose page this is; `nil` where all stand.
    var department: String?
    /// Changes of it that hang together with touchpoints of that department.
    var findings: HTML?

    var html: HTML {
        Section(
            t("journey.departments.outcome"),
            content: """
                <div class="stack">\(Callout(HTML(escaping: about)))<p>\(t.figure(departments.outcome, t.points))</p>\(findings)\(chart)</div>
                """
        ).html
    }

    private var about: String {
        let whose = isNarrowed ? ".chosen" : ""
        guard let department else { return t("journey.departments.outcome.about\(whose)") }
        return t("journey.departments.outcome.of\(whose)", ["department": department])
    }

    private var chart: HTML? {
        guard departments.months.contains(where: { $0.outcome.value != nil }) else { return nil }
        let bands = departments.months.map { $0.outcome.interval.map { $0.low...$0.high } }
        return LineChart(
            id: "outcome", title: t("journey.trend"), description: about, t,
            labels: departments.months.map { t.date($0.month) },
            series: [.init(t.everybody(isNarrowed: isNarrowed), departments.months.map(\.outcome.value), band: bands)], startsAtZero: false,
            format: { [t] in t.change($0, digits: 0) }
        ).html
    }
}
