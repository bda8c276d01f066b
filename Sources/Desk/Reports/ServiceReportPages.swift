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

    /// Of the address.
    static let promisedName = "promised"
    static let labelName = "label"

    private var promised: ServiceTarget.Goal? { narrowing?.goal }
    private var summary: ServiceSummary { report.summary }

    var html: HTML {
        let csv = LinkButton(t("desk.report.csv"), href: "/inbox/report/conversations.csv" + query.text, .quiet).html
        return """
            \(PageHeader(t("desk.report"), lead: HTML(escaping: lead), crumbs: [Crumb(t("desk.title"), "/inbox")], actions: [csv]))
            \(narrowed)\(works.narrowed)\(notes)\(Tiles(tiles))
            <div class="stack">\(agents)\(works)\(labels)\(satisfaction)\(quality)\(backlog)\(conversations)</div>
            """
    }

    private var works: TeamReportSections { TeamReportSections(t: t, report: report, query: query) }

    private var lead: String { t("desk.report.about", ["count": summary.conversations]) }

    /// Of one label alone.
    private var narrowed: HTML? {
        report.label.map { label in
            let cross: HTML = """
                <a class="remove" href="\(url: "/inbox/report" + query.with(Self.labelName, nil).text)" \
                aria-label="\(t("desk.labels.all"))">\(Icon.cross)</a>
                """
            return "<p>\(LabelChip(label: label, href: InboxAddress(label: label.key).path, removal: cross))</p>"
        }
    }

    private var notes: HTML {
        let cut: HTML? =
            report.isCut ? Callout(HTML(escaping: t("desk.report.cut", ["count": ServiceReportStore.most])), tone: .warn).html : nil
        let hours =
            report.hoursAreSet ? t("desk.report.hours", ["zone": report.hours.zone]) : t("desk.report.hours.usual", ["zone": report.hours.zone])
        return "\(cut)<p class=\"aside\">\(hours)</p>"
    }

    // MARK: - Figures

    private var tiles: [Tile] {
        [
            time("first", summary.firstResponse), time("team_first", summary.teamFirstResponse), time("next", summary.nextResponse),
            time("resolution", summary.fullResolution), share("one_touch", summary.oneTouch), share("reopened", summary.reopened),
            Tile(
                t("desk.report.unanswered"), t.number(summary.unanswered), detail: t("desk.report.of_cycles"),
                definition: t("desk.report.unanswered.definition")),
        ] + report.compliances.map(kept) + satisfaction.tiles
    }

    private var satisfaction: SatisfactionReport { SatisfactionReport(t: t, report: report, query: query) }

    private func time(_ name: String, _ spread: ElapsedSpread?) -> Tile {
        guard let spread else {
            return Tile(t("desk.report.\(name)"), "–", detail: t("desk.report.none"), definition: t("desk.report.\(name).definition"))
        }
        let detail = t(
            "desk.report.spread",
            ["p90": t.span(spread.business.p90), "calendar": t.span(spread.calendar.median), "n": spread.business.n])
        return Tile(t("desk.report.\(name)"), t.span(spread.business.median), detail: detail, definition: t("desk.report.\(name).definition"))
    }

    private func share(_ name: String, _ proportion: Proportion) -> Tile {
        let value = proportion.share.map { t.percent($0, digits: 0) } ?? "–"
        let interval =
            proportion.total < Estimate.enough ? t("desk.report.too_few", ["n": proportion.total]) : t("desk.report.of", ["n": proportion.total])
        return Tile(t("desk.report.\(name)"), value, detail: interval, definition: t("desk.report.\(name).definition"))
    }

    private func kept(_ goal: ServiceTarget.Goal, _ share: Proportion) -> Tile {
        let few = share.total < Estimate.enough
        return Tile(
            t("desk.report.kept", ["goal": t("desk.goal.\(goal.rawValue)")]), share.share.map { t.percent($0, digits: 0) } ?? "–",
            detail: t(few ? "desk.report.too_few" : "desk.report.of", ["n": share.total]), definition: t("desk.report.kept.definition"),
            href: "/inbox/report" + SurveyFilter.without(query).with(Self.promisedName, goal.rawValue).text + "#conversations")
    }

    // MARK: - Tables

    private var agents: HTML? {
        guard !report.byAgent.isEmpty else { return nil }
        let table = Table(report.byAgent, caption: t("desk.report.agents")) {
            Column(t("desk.report.agent")) { HTML(escaping: $0.name) }
            Column(t("desk.report.conversations"), isNumber: true) { HTML(escaping: t.number($0.summary.conversations)) }
            Column(t("desk.report.first"), isNumber: true) { HTML(escaping: median($0.summary.firstResponse)) }
            Column(t("desk.report.next"), isNumber: true) { HTML(escaping: median($0.summary.nextResponse)) }
            Column(t("desk.report.resolution"), isNumber: true) { HTML(escaping: median($0.summary.fullResolution)) }
        }
        return Section(t("desk.report.agents"), note: HTML(escaping: t("desk.report.agents.about")), content: table.html).html
    }

    private var labels: HTML? {
        guard !report.byLabel.isEmpty else { return nil }
        let table = Table(report.byLabel, caption: t("desk.report.labels")) {
            Column(t("desk.label")) {
                LabelChip(label: $0.label, href: "/inbox/report" + query.with(Self.labelName, $0.label.key).text).html
            }
            Column(t("desk.report.conversations"), isNumber: true) { HTML(escaping: t.number($0.summary.conversations)) }
            Column(t("desk.report.first"), isNumber: true) { HTML(escaping: median($0.summary.firstResponse)) }
            Column(t("desk.report.next"), isNumber: true) { HTML(escaping: median($0.summary.nextResponse)) }
            Column(t("desk.report.resolution"), isNumber: true) { HTML(escaping: median($0.summary.fullResolution)) }
            Column(t("desk.report.reopened"), isNumber: true) { HTML(escaping: t.number($0.summary.reopened.count)) }
        }
        return Section(t("desk.report.labels"), note: HTML(escaping: t("desk.report.labels.about")), content: table.html).html
    }

    private func median(_ spread: ElapsedSpread?) -> String { spread.map { t.span($0.business.median) } ?? "–" }

    private var backlog: HTML? {
        guard !report.backlog.isEmpty else { return nil }
        let table = Table(Array(report.backlog.reversed()), caption: t("desk.report.backlog")) {
            Column(t("desk.report.until")) { Moment(t, $0.at, showing: .moment).html }
            Column(t("desk.report.unresolved"), isNumber: true) { HTML(escaping: t.number($0.unresolved)) }
            Column(t("desk.report.created"), isNumber: true) { HTML(escaping: t.number($0.movement.created)) }
            Column(t("desk.report.came_back"), isNumber: true) { HTML(escaping: t.number($0.movement.reopened)) }
            Column(t("desk.report.resolved"), isNumber: true) { HTML(escaping: t.number($0.movement.resolved)) }
            Column(t("desk.report.old"), isNumber: true) { HTML(escaping: t.number($0.byAge[2] + $0.byAge[3])) }
        }
        return Section(t("desk.report.backlog"), note: HTML(escaping: t("desk.report.backlog.about")), content: table.html).html
    }

    private static let mostShown = 50

    private var conversations: HTML? {
        let rows = report.rows(narrowing)
        guard !report.rows.isEmpty else { return nil }
        let table = Table(Array(rows.prefix(Self.mostShown)), caption: t("desk.report.conversations")) {
            Column(t("desk.conversation")) {
                "<a href=\"\(url: $0.conversation.path)\">#\("\($0.conversation.number)")</a> \($0.conversation.subject)"
            }
            Column(t("desk.opened")) { Moment(t, $0.conversation.openedAt, showing: .moment).html }
            Column(t("desk.report.agent")) { HTML(escaping: $0.agent ?? "–") }
            Column(t("desk.report.first"), isNumber: true) { HTML(escaping: span($0.figures.firstResponse?.time.customer)) }
            Column(t("desk.report.resolution"), isNumber: true) { HTML(escaping: span($0.figures.fullResolution)) }
            Column(t("desk.report.promised")) { promises($0) }
            Column(t("csat.title")) { answers($0) }
        }
        let more: HTML? = rows.count > Self.mostShown ? "<p>\(t("desk.report.more", ["count": rows.count - Self.mostShown]))</p>" : nil
        return Section(t("desk.report.conversations"), id: "conversations", content: "\(narrowed(rows.count))\(table)\(more)").html
    }

    /// Which of them are listed, and the way back to all.
    private func narrowed(_ count: Int) -> HTML? {
        guard let narrowing else { return nil }
        let all = SurveyFilter.without(query).with(Self.promisedName, nil).text
        let said =
            switch narrowing {
            case .promised(let goal): t("desk.report.promised.about", ["goal": t("desk.goal.\(goal.rawValue)"), "count": count])
            case .satisfaction(let filter): satisfaction.words(filter, count: count)
            }
        return "<p>\(said) <a href=\"\(url: "/inbox/report\(all)#conversations")\">\(t("desk.report.promised.all"))</a></p>"
    }

    private func answers(_ row: ServiceReport.Row) -> HTML {
        let scores = row.questions.compactMap(\.survey.answer?.score).map { "\(SurveyScore(t: t, score: $0)) " as HTML }
        return scores.isEmpty ? "–" : "\(scores)"
    }

    /// Of each promise that came to an end, how often it was kept: `First response 1 of 1`.
    private func promises(_ row: ServiceReport.Row) -> HTML {
        let shares = ServiceTarget.Goal.allCases.filter { promised == nil || promised == $0 }.map { ($0, compliance($0, of: row.runs)) }
        let badges = shares.filter { $0.1.total > 0 }.map { goal, share -> HTML in
            let said = t("desk.report.promised.kept", ["goal": t("desk.goal.\(goal.rawValue)"), "met": share.count, "n": share.total])
            return "\(Badge(said, tone: share.count == share.total ? .good : .bad)) "
        }
        return badges.isEmpty ? "–" : "\(badges)"
    }

    private func span(_ elapsed: Elapsed?) -> String { elapsed.map { t.span($0.business) } ?? "–" }
}
