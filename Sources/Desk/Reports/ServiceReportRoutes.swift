import Hummingbird
import Kernel
import Web

/// `/inbox/report`
struct ServiceReportRoutes: Routable {
    let store: ServiceReportStore
    let quality: QualityFiguresStore

    var routes: RouteTable {
        RouteTable("/inbox/report")
            .get(access: .staff(.viewer), use: show)
            .get("conversations.csv", access: .staff(.viewer), use: export)
            .get("course.csv", access: .staff(.viewer), use: exportCourse)
            .get("traffic.csv", access: .staff(.viewer), use: exportTraffic)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let report = try await report(context)
        let quality = QualitySection(
            t: context.t, figures: try await quality.figures(of: report.period, in: context.timeZone), query: context.query,
            isLead: try context.staff.role >= .manager)
        let page = ServiceReportPage(
            t: context.t, report: report, query: context.query, quality: quality, narrowing: ServiceReport.Narrowing(context.query))
        return Page(context.t("desk.report"), at: .inbox, scope: Page.Scope(period: report.period), content: page.html)
    }

    func export(_ request: Request, _ context: Context) async throws -> SheetFile {
        let report = try await report(context)
        return SheetFile("conversations.csv", ServiceReportCSV(report: report, narrowing: ServiceReport.Narrowing(context.query)).text)
    }

    func exportCourse(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("course.csv", CourseCSV(course: try await report(context).course).text)
    }

    func exportTraffic(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("traffic.csv", TrafficCSV(traffic: try await report(context).traffic).text)
    }

    private func report(_ context: Context) async throws -> ServiceReport {
        try await store.report(
            ReportQuestion(context.query, context.period), listing: ServiceReport.Narrowing(context.query), in: context.timeZone, at: context.now)
    }
}
