import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/insights`
struct InsightRoutes: Routable {
    let store: JourneyStore
    let insights: InsightStore

    var routes: RouteTable {
        RouteTable("/journey/insights")
            .get(access: .staff(.viewer), use: show)
            .get("insights.csv", access: .staff(.viewer), use: sheet)
            .post(access: .staff(.agent), use: put)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let board = try await store.board(try await insights.all())
        let page = InsightPage(
            t: context.t, seal: context.seal, board: board, catalogue: store.line.catalogue, mayAct: try context.staff.role >= .agent,
            query: context.query)
        return Page(context.t("journey.tab.insights"), at: .journey, content: page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("insights.csv", InsightCSV(board: try await store.board(try await insights.all())).text)
    }

    /// Takes a finding up, says that it is done, or lets it go.
    func put(_ request: Request, _ context: Context) async throws -> Response {
        let form = context.form
        let key = try form.text("finding", 1...2_000)
        let known = try await insights.all()
        let found = try await store.findings() + known.map(\.finding)
        guard let finding = found.first(where: { $0.key == key }) else { throw Failure.missing("This finding") }
        guard let status = Insight.Status(rawValue: form["status"]) else {
            throw Failure.invalid("status", "must be one of \(Insight.Status.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let action = try form.text("action", 0...1_000)
        let actedOn = form.optional("acted_on") == nil ? nil : try form.day("acted_on")
        try Failure.require(actedOn ?? context.t.today <= context.t.today, "acted_on", "must not lie in the future")
        try Failure.require(status != .done || actedOn != nil, "acted_on", "must say since when the action works")
        try await insights.put(finding, status, action: action, actedOn: actedOn, by: context.staff)
        return context.redirect(to: "/journey/insights", saying: context.t("journey.insight.said.\(status.rawValue)"))
    }
}
