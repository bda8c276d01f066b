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
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let report = try await store.report(context.period, in: context.timeZone, at: context.now)
        let quality = QualitySection(
            t: context.t, figures: try await quality.figures(of: report.period, in: context.timeZone), query: context.query,
            isLead: try context.staff.role >= .manager)
        let page = ServiceReportPage(t: context.t, report: report, query: context.query, quality: quality, promised: promised(context))
        return Page(context.t("desk.report"), at: .inbox, scope: Page.Scope(period: report.period), content: page.html)
    }

    func export(_ request: Request, _ context: Context) async throws -> SheetFile {
        let report = try await store.report(context.period, in: context.timeZone, at: context.now)
        return SheetFile("conversations.csv", ServiceReportCSV(report: report, promised: promised(context)).text)
    }

    private func promised(_ context: Context) -> ServiceTarget.Goal? { context.query.choice(ServiceReportPage.promisedName) }
}
