import Analytics
import Kernel
import Statistics
import Web

struct ServiceReportPage {
    let t: Texts
    let report: ServiceReport
    let query: Query
    /// What reviewers thought of conversations; `nil` where that is not told.
    var quality: QualitySection?
    /// Behind which number the conversations are that are listed; `nil` lists all.
    var narrowing: ServiceReport.Narrowing?

    /// What it is of.
    private var question: Query { query.reportQuestion }
    private var summary: ServiceSummary { report.summary }

    var html: HTML {
        let listed = narrowing.map { $0.query(question) } ?? question
        let actions = [
            LinkButton(t("board.title"), href: "/inbox/board" + query.keeping("team").text, .quiet).html,
            LinkButton(t("desk.report.csv"), href: "/inbox/report/conversations.csv" + listed.text, .quiet).html,
        ]
        return """
            \(PageHeader(t("desk.report"), lead: HTML(escaping: lead), crumbs: [Crumb(t("desk.title"), "/inbox")], actions: actions))
            \(ReportNarrowingForm(t: t, report: report, query: question))\(notes)\(Tiles(tiles))
            <div class="stack">\(ReportTimes(t: t, report: report, query: question))\(CourseSection(t: t, course: report.course, query: question))\
            \(TrafficSection(t: t, traffic: report.traffic, query: question))\(tables)\(works)\(satisfaction)\(quality)\
            \(ReportRows(t: t, report: report, query: question, narrowing: narrowing))\(ReportDefinitions(t: t))</div>
            """
    }

    private var works: TeamReportSections { TeamReportSections(t: t, report: report) }

    private var tables: HTML { ReportBreakdowns(t: t, report: report, query: question).html }

    private var satisfaction: SatisfactionReport { SatisfactionReport(t: t, report: report, query: question) }

    private var lead: String { t("desk.report.about", ["count": summary.conversations]) }

    private var notes: HTML {
        let cut: HTML? =
            report.isCut ? Callout(HTML(escaping: t("desk.report.cut", ["count": ServiceReportStore.most])), tone: .warn).html : nil
        let hours =
            report.hoursAreSet ? t("desk.report.hours", ["zone": report.hours.zone]) : t("desk.report.hours.usual", ["zone": report.hours.zone])
        return "\(cut)<p class=\"aside\">\(hours)</p>"
    }

    // MARK: - Figures

    private var tiles: [Tile] {
        let unanswered = Tile(
            t("desk.report.unanswered"), t.number(summary.unanswered), detail: t("desk.report.of_cycles"),
            definition: t("desk.report.unanswered.definition"), href: address(.unanswered, summary.unanswered))
        return [time(.first), time(.teamFirst), time(.next), time(.resolution), firstContact, share(.oneTouch, summary.oneTouch)]
            + [share(.reopened, summary.reopened), unanswered] + report.compliances.map(kept) + satisfaction.tiles
    }

    /// Where the conversations behind a figure are; `nil` where there are none.
    private func address(_ figure: ServiceFigure, _ count: Int) -> String? {
        count > 0 ? ServiceReport.Narrowing.figure(figure).address(question) : nil
    }

    private func time(_ figure: ServiceFigure) -> Tile {
        let name = t(figure)
        guard let spread = summary.spread(figure) else {
            return Tile(name, "–", detail: t("desk.report.none"), definition: t.definition(of: figure))
        }
        let detail = t(
            "desk.report.spread",
            ["p90": t.span(spread.business.p90), "calendar": t.span(spread.calendar.median), "n": spread.business.n])
        return Tile(
            name, t.span(spread.business.median), detail: detail, definition: t.definition(of: figure), href: address(figure, spread.business.n))
    }

    private func share(_ figure: ServiceFigure, _ proportion: Proportion) -> Tile {
        Tile(
            t(figure), value(proportion), detail: detail(proportion), definition: t.definition(of: figure), href: address(figure, proportion.total))
    }

    /// What is pending yet says nothing.
    private var firstContact: Tile {
        let (share, pending) = (summary.firstContact.resolved, summary.firstContact.pending)
        let later = pending > 0 ? " · " + t("desk.report.first_contact.pending", ["count": pending]) : ""
        return Tile(
            t(.firstContact), value(share), detail: detail(share) + later, definition: t.definition(of: .firstContact),
            href: address(.firstContact, share.total))
    }

    private func kept(_ goal: ServiceTarget.Goal, _ share: Proportion) -> Tile {
        Tile(
            t("desk.report.kept", ["goal": t("desk.goal.\(goal.rawValue)")]), value(share), detail: detail(share),
            definition: t("desk.report.kept.definition"), href: ServiceReport.Narrowing.promised(goal).address(question))
    }

    private func value(_ share: Proportion) -> String { share.share.map { t.percent($0, digits: 0) } ?? "–" }

    private func detail(_ share: Proportion) -> String {
        t(share.total < Estimate.enough ? "desk.report.too_few" : "desk.report.of", ["n": share.total])
    }
}

extension Texts {
    /// What a figure is called.
    func callAsFunction(_ figure: ServiceFigure) -> String { self("desk.report.\(figure.rawValue)") }

    func definition(of figure: ServiceFigure) -> String { self("desk.report.\(figure.rawValue).definition") }
}
