import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// How long everything took: median and p90 beside the mean, by both clocks.
struct ReportTimes: Markup {
    let t: Texts
    let report: ServiceReport
    let query: Query

    var html: HTML {
        let known = ServiceFigure.times.compactMap { figure in report.summary.spread(figure).map { (figure: figure, spread: $0) } }
        guard !known.isEmpty else { return .nothing }
        let table = Table(known, caption: t("desk.report.times")) {
            Column(t("desk.report.time")) { "<a href=\"\(url: ServiceReport.Narrowing.figure($0.figure).address(query))\">\(t($0.figure))</a>" }
            Column(t("desk.report.median.business"), isNumber: true) { HTML(escaping: t.span($0.spread.business.median)) }
            Column(t("desk.report.p90.business"), isNumber: true) { HTML(escaping: t.span($0.spread.business.p90)) }
            Column(t("desk.report.mean.business"), isNumber: true) { HTML(escaping: t.span($0.spread.business.mean)) }
            Column(t("desk.report.median.calendar"), isNumber: true) { HTML(escaping: t.span($0.spread.calendar.median)) }
            Column(t("desk.report.p90.calendar"), isNumber: true) { HTML(escaping: t.span($0.spread.calendar.p90)) }
            Column(t("desk.report.mean.calendar"), isNumber: true) { HTML(escaping: t.span($0.spread.calendar.mean)) }
            Column("n", isNumber: true) { HTML(escaping: t.number($0.spread.business.n)) }
        }
        return Section(t("desk.report.times"), note: HTML(escaping: t("desk.report.times.about")), content: table.html).html
    }
}

/// The same figures, by whoever and whatever they can be told by.
struct ReportBreakdowns: Markup {
    let t: Texts
    let report: ServiceReport
    let query: Query

    private struct Row {
        let name: HTML
        /// Where the report is of this row alone.
        let query: Query
        let summary: ServiceSummary
    }

    var html: HTML { "\(agents)\(teams)\(channels)\(labels)" }

    private var agents: HTML? {
        table(
            "desk.report.agents", "desk.report.agent.one",
            report.byAgent.map { row($0.agent.name, .agent, $0.agent.id.description, $0.summary) })
    }

    private var channels: HTML? {
        table(
            "desk.report.channels", "desk.channel",
            report.byChannel.map { row(t.channelName($0.channel), .channel, $0.channel, $0.summary) })
    }

    private var teams: HTML? {
        let rows = report.byTeam.map { row in
            let narrowed = query.with(.team, row.team.key)
            return Row(name: TeamChip(team: row.team, href: "/inbox/report" + narrowed.text).html, query: narrowed, summary: row.summary)
        }
        return table("team.report", "team.one", rows)
    }

    private var labels: HTML? {
        let rows = report.byLabel.map { row in
            let narrowed = query.with(.label, row.label.key)
            return Row(name: LabelChip(label: row.label, href: "/inbox/report" + narrowed.text).html, query: narrowed, summary: row.summary)
        }
        return table("desk.report.labels", "desk.label", rows)
    }

    private func row(_ name: String, _ by: ReportQuestion.Name, _ key: String, _ summary: ServiceSummary) -> Row {
        let narrowed = query.with(by, key)
        return Row(name: "<a href=\"\(url: "/inbox/report" + narrowed.text)\">\(name)</a>", query: narrowed, summary: summary)
    }

    private func table(_ title: String, _ subject: String, _ rows: [Row]) -> HTML? {
        guard !rows.isEmpty else { return nil }
        let table = Table(rows, caption: t(title)) {
            Column(t(subject)) { $0.name }
            Column(t("desk.report.conversations"), isNumber: true) { link(.conversations, t.number($0.summary.conversations), $0) }
            Column(t(.first), isNumber: true) { time(.first, $0) }
            Column(t(.next), isNumber: true) { time(.next, $0) }
            Column(t(.resolution), isNumber: true) { time(.resolution, $0) }
            Column(t(.firstContact), isNumber: true) { share(.firstContact, $0.summary.firstContact.resolved, $0) }
            Column(t(.oneTouch), isNumber: true) { share(.oneTouch, $0.summary.oneTouch, $0) }
            Column(t(.reopened), isNumber: true) { share(.reopened, $0.summary.reopened, $0) }
        }
        return Section(t(title), note: HTML(escaping: t("\(title).about")), content: table.html).html
    }

    private func time(_ figure: ServiceFigure, _ row: Row) -> HTML {
        row.summary.spread(figure).map { link(figure, t.span($0.business.median), row) } ?? "–"
    }

    private func share(_ figure: ServiceFigure, _ share: Proportion, _ row: Row) -> HTML {
        share.share.map { "\(link(figure, t.percent($0, digits: 0), row)) <small class=\"aside\">\(t("desk.report.of", ["n": share.total]))</small>" }
            ?? "–"
    }

    private func link(_ figure: ServiceFigure, _ text: String, _ row: Row) -> HTML {
        "<a href=\"\(url: ServiceReport.Narrowing.figure(figure).address(row.query))\">\(text)</a>"
    }
}

/// What each figure means, there where they are read.
struct ReportDefinitions: Markup {
    let t: Texts

    var html: HTML {
        let figures = ServiceFigure.allCases.filter { $0 != .conversations }.map { ($0, t.definition(of: $0)) }
        let pairs = figures.map { figure, words in (name: t(figure), value: HTML(escaping: words)) } + further
        return "<details class=\"sheet\"><summary>\(t("desk.report.definitions"))</summary>\(KeyValues(pairs))</details>"
    }

    private var further: [(name: String, value: HTML)] {
        [
            (t("desk.report.promised"), t("desk.report.kept.definition")), (t("desk.report.backlog"), t("desk.report.backlog.about")),
            (t("desk.report.traffic"), t("desk.report.traffic.about")), (t("csat.report"), t("csat.report.definition")),
            (t("csat.report.responses"), t("csat.report.responses.definition")), (t("quality.iqs.drawn"), t("quality.iqs.drawn.definition")),
            (t("team.occupancy"), t("team.occupancy.about")), (t("desk.report.agents"), t("desk.report.agents.about")),
            (t("team.report"), t("team.report.about")), (t("desk.report.channels"), t("desk.report.channels.about")),
            (t("desk.report.labels"), t("desk.report.labels.about")),
        ].map { (name: $0.0, value: HTML(escaping: $0.1)) }
    }
}
