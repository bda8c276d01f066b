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
        let report = try await report(context)
        let quality = QualitySection(
            t: context.t, figures: try await quality.figures(of: report.period, in: context.timeZone), query: context.query,
            isLead: try context.staff.role >= .manager)
        let page = ServiceReportPage(t: context.t, report: report, query: context.query, quality: quality, narrowing: narrowing(context))
        return Page(context.t("desk.report"), at: .inbox, scope: Page.Scope(period: report.period), content: page.html)
    }

    func export(_ request: Request, _ context: Context) async throws -> SheetFile {
        let report = try await report(context)
        return SheetFile("conversations.csv", ServiceReportCSV(report: report, narrowing: narrowing(context)).text)
    }

    private func report(_ context: Context) async throws -> ServiceReport {
        try await store.report(
            context.period, labelled: context.query[ServiceReportPage.labelName],
            ofTeam: context.query[TeamReportSections.name], in: context.timeZone, at: context.now)
    }

    private func narrowing(_ context: Context) -> ServiceReport.Narrowing? {
        if let goal: ServiceTarget.Goal = context.query.choice(ServiceReportPage.promisedName) { return .promised(goal) }
        return SurveyFilter(context.query).map { .satisfaction($0) }
    }
}
