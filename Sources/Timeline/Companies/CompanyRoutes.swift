import Hummingbird
import Kernel
import People
import Web

/// `/companies`
struct CompanyRoutes: Routable {
    let companies: CompanyReadingStore

    var routes: RouteTable {
        RouteTable("/companies").get(access: .staff(.viewer), use: list).get(":id", access: .staff(.viewer), use: show)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let search = context.query["q"]
        let list = try await companies.list(search: search, before: context.query["before"].flatMap { Int64($0) })
        let page = CompanyListPage(t: context.t, list: list, search: search, query: context.query)
        return Page(context.t("companies.title"), at: .customers, content: page.html)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let view = try await companies.find(context.id())
        return Page(view.company.name, at: .customers, content: CompanyPage(t: context.t, view: view, source: companies.source).html)
    }
}
