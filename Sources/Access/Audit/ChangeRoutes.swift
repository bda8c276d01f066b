import Hummingbird
import Kernel
import Web

/// `/settings/changes`: who changed what, the newest first.
struct ChangeRoutes: Routable {
    static let pageLength = 50
    let changes: ChangeStore

    var routes: RouteTable { RouteTable("/settings/changes").get(access: .staff(.admin), use: list) }

    func list(_ request: Request, _ context: Context) async throws -> Response {
        let before = context.query.id("before", of: Audit.self)
        let found = try await changes.list(before: before, Self.pageLength + 1)
        let page = ChangesPage(
            t: context.t, changes: Array(found.prefix(Self.pageLength)), isFirst: before == nil, hasMore: found.count > Self.pageLength)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }
}
