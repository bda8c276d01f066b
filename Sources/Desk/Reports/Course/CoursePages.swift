import Analytics
import Kernel
import Web

/// How it went, day by day or week by week: two charts, and a table whose numbers open their conversations.
struct CourseSection: Markup {
    let t: Texts
    let course: [Course.Stage]
    /// What the report is of.
    let query: Query

    var html: HTML {
        guard !course.isEmpty else { return .nothing }
        let csv = LinkButton(t("desk.report.csv"), href: "/inbox/report/course.csv" + query.text, .quiet).html
        let charts: HTML? = course.count > 1 ? "<div class=\"columns\">\(counts)\(responses)</div>" : nil
        return Section(
            t("desk.report.backlog"), note: HTML(escaping: t("desk.report.backlog.about")), actions: csv, id: "backlog", content: "\(charts)\(table)"
        ).html
    }

    private var labels: [String] { course.map { t.shortDate($0.interval.last) } }

    private var counts: HTML {
        LineChart(
            id: "course", title: t("desk.report.course"), description: t("desk.report.course.about"), t, labels: labels,
            series: [
                .init(t("desk.report.unresolved"), course.map { Double($0.backlog.unresolved) }),
                .init(t("desk.report.created"), course.map { Double($0.backlog.movement.created) }),
                .init(t("desk.report.resolved"), course.map { Double($0.backlog.movement.resolved) }),
            ]
        ).html
    }

    private var responses: HTML? {
        let medians = course.map { $0.firstResponse.map { Double($0.business.median.components.seconds) } }
        guard medians.compactMap(\.self).count > 1 else { return nil }
        let title = t("desk.report.course.first")
        return LineChart(
            id: "course-first", title: title, description: t("desk.report.course.first.about"), t, labels: labels, series: [.init(title, medians)],
            format: { [t] in t.span(.seconds(Int64($0))) }
        ).html
    }

    private var table: HTML {
        let left = course.contains { $0.backlog.movement.merged != 0 || $0.backlog.movement.spam != 0 }
        return Table(Array(course.reversed()), caption: t("desk.report.backlog")) {
            Column(t("desk.report.until")) { HTML(escaping: name($0.interval)) }
            Column(t("desk.report.before"), isNumber: true) { HTML(escaping: t.number($0.before)) }
            Column("+ " + t("desk.report.created"), isNumber: true) { link(.created, $0.backlog.movement.created, $0) }
            Column("+ " + t("desk.report.came_back"), isNumber: true) { link(.reopened, $0.backlog.movement.reopened, $0) }
            Column("− " + t("desk.report.resolved"), isNumber: true) { link(.resolved, $0.backlog.movement.resolved, $0) }
            if left {
                Column("− " + t("desk.report.left"), isNumber: true) {
                    HTML(escaping: t.number($0.backlog.movement.merged + $0.backlog.movement.spam))
                }
            }
            Column("= " + t("desk.report.unresolved"), isNumber: true) { link(.unresolved, $0.backlog.unresolved, $0) }
            Column(t("desk.report.old"), isNumber: true) { link(.old, $0.backlog.old, $0) }
            Column(t(.first), isNumber: true) { stage in HTML(escaping: stage.firstResponse.map { t.span($0.business.median) } ?? "–") }
        }.html
    }

    private func name(_ interval: Course.Interval) -> String {
        interval.first == interval.last ? t.date(interval.last) : "\(t.shortDate(interval.first)) – \(t.date(interval.last))"
    }

    private func link(_ part: Course.Part, _ count: Int, _ stage: Course.Stage) -> HTML {
        guard count > 0 else { return HTML(escaping: t.number(count)) }
        return "<a href=\"\(url: ServiceReport.Narrowing.course(part, until: stage.interval.last).address(query))\">\(t.number(count))</a>"
    }
}
