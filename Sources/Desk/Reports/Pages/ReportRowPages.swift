import Kernel
import Statistics
import Web

/// The conversations of the report, or those behind one of its numbers.
struct ReportRows: Markup {
    let t: Texts
    let report: ServiceReport
    /// What the report is of.
    let query: Query
    let narrowing: ServiceReport.Narrowing?

    private static let mostShown = 50

    var html: HTML {
        let rows = report.rows(narrowing)
        guard !report.rows.isEmpty || narrowing != nil else { return .nothing }
        let table = Table(Array(rows.prefix(Self.mostShown)), caption: t("desk.report.conversations")) {
            Column(t("desk.conversation")) {
                """
                <div class="roomy"><a href="\(url: $0.conversation.path)">#\("\($0.conversation.number)")</a> \($0.conversation.subject)</div>
                """
            }
            Column(t("desk.opened")) { Moment(t, $0.conversation.openedAt, showing: .moment).html }
            Column(t("desk.channel")) { HTML(escaping: t.channelName($0.channel)) }
            Column(t("desk.report.agent")) { HTML(escaping: $0.agent ?? "–") }
            Column(t(.first), isNumber: true) { HTML(escaping: span($0.figures.firstResponse?.time.customer)) }
            Column(t("desk.report.longest"), isNumber: true) { HTML(escaping: longest($0)) }
            Column(t(.resolution), isNumber: true) { HTML(escaping: span($0.figures.fullResolution)) }
            Column(t("desk.report.fate")) { fate($0) }
            Column(t("desk.report.promised")) { promises($0) }
            Column(t("csat.title")) { answers($0) }
        }
        let more: HTML? = rows.count > Self.mostShown ? "<p>\(t("desk.report.more", ["count": rows.count - Self.mostShown]))</p>" : nil
        let content: HTML = rows.isEmpty ? "<p>\(t("desk.report.nothing"))</p>" : "\(table)\(more)"
        return Section(t("desk.report.conversations"), id: "conversations", content: "\(narrowed(rows.count))\(content)").html
    }

    /// Which of them are listed, and the way back to all.
    private func narrowed(_ count: Int) -> HTML? {
        narrowing.map { narrowing in
            "<p>\(words(narrowing, count)) <a href=\"\(url: "/inbox/report\(query.text)#conversations")\">\(t("desk.report.promised.all"))</a></p>"
        }
    }

    private func words(_ narrowing: ServiceReport.Narrowing, _ count: Int) -> String {
        switch narrowing {
        case .promised(let goal): t("desk.report.promised.about", ["goal": t("desk.goal.\(goal.rawValue)"), "count": count])
        case .satisfaction(let filter): SatisfactionReport(t: t, report: report, query: query).words(filter, count: count)
        case .figure(let figure):
            t(figure.isTime ? "desk.report.behind.time" : "desk.report.behind", ["figure": t(figure), "count": count])
        case .traffic(let place): t("desk.report.behind.traffic", ["when": t.name(of: place), "count": count])
        case .course(let part, let until):
            t("desk.report.behind.backlog", ["part": t("desk.report.\(part.rawValue)"), "day": t.date(until), "count": count])
        }
    }

    private func longest(_ row: ServiceReport.Row) -> String {
        row.figures.nextResponses.map(\.customer.business).max().map { t.span($0) } ?? "–"
    }

    private func fate(_ row: ServiceReport.Row) -> HTML {
        var badges: [HTML] = []
        if row.figures.reopens > 0 { badges.append(Badge(t("desk.report.fate.reopened", ["count": row.figures.reopens]), tone: .warn).html) }
        switch row.firstContact {
        case .kept: badges.append(Badge(t("desk.report.fate.kept"), tone: .good).html)
        case .cameBack: badges.append(Badge(t("desk.report.fate.came_back"), tone: .bad).html)
        case .pending, nil: break
        }
        if row.figures.isOneTouch == true { badges.append(Badge(t(.oneTouch)).html) }
        if row.figures.unanswered > 0 { badges.append(Badge(t(.unanswered), tone: .bad).html) }
        return badges.isEmpty ? "–" : badges.dropFirst().reduce(badges[0]) { "\($0) \($1)" }
    }

    private func answers(_ row: ServiceReport.Row) -> HTML {
        let scores = row.questions.compactMap(\.survey.answer?.score).map { "\(SurveyScore(t: t, score: $0)) " as HTML }
        return scores.isEmpty ? "–" : "\(scores)"
    }

    /// Of each promise that came to an end, how often it was kept: `First response 1 of 1`.
    private func promises(_ row: ServiceReport.Row) -> HTML {
        let asked = narrowing?.goal
        let shares = ServiceTarget.Goal.allCases.filter { asked == nil || asked == $0 }.map { ($0, compliance($0, of: row.runs)) }
        let badges = shares.filter { $0.1.total > 0 }.map { goal, share -> HTML in
            let said = t("desk.report.promised.kept", ["goal": t("desk.goal.\(goal.rawValue)"), "met": share.count, "n": share.total])
            return "\(Badge(said, tone: share.count == share.total ? .good : .bad)) "
        }
        return badges.isEmpty ? "–" : "\(badges)"
    }

    private func span(_ elapsed: Elapsed?) -> String { elapsed.map { t.span($0.business) } ?? "–" }
}
