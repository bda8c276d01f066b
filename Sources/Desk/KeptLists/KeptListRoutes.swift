import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox/lists`
struct KeptListRoutes: Routable {
    let store: KeptListStore

    var routes: RouteTable {
        RouteTable("/inbox/lists")
            .get(access: .staff(.agent), use: list)
            .post(access: .staff(.agent), use: keep)
            .put(":id", access: .staff(.agent), use: move)
            .delete(":id", access: .staff(.agent), use: remove)
            .put(":id/return", access: .staff(.agent), use: bringBack)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page { try await page(FormState(), nil, context) }

    func keep(_ request: Request, _ context: Context) async throws -> Response {
        let text = context.form["list"]
        let address = try InboxAddress(Query(String(text.drop { $0 != "?" }.dropFirst()))).from(nil)
        do {
            let name = try context.form.text("name", 1...KeptList.longestName)
            try await store.keep(address, as: name, forAll: context.form.has("for_all"), by: context.staff)
            return context.redirect(to: address.path, saying: context.t("desk.lists.kept"))
        } catch let failure as Failure {
            switch failure {
            case .invalid:
                return try await page(FormState(context.form, failure: failure), address, context, .unprocessableContent)
                    .response(in: context)
            case .conflict: return try await page(FormState(context.form, failure: failure), address, context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    func move(_ request: Request, _ context: Context) async throws -> Response {
        try await store.move(context.id(), earlier: context.form["move"] == "up", by: context.staff)
        return context.redirect(to: "/inbox/lists")
    }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await store.remove(context.id(), by: context.staff)
        return context.redirect(to: "/inbox/lists")
    }

    func bringBack(_ request: Request, _ context: Context) async throws -> Response {
        try await store.bringBack(context.id(), by: context.staff)
        return context.redirect(to: "/inbox/lists", saying: context.t("desk.undo.done"))
    }

    private func page(
        _ state: FormState, _ address: InboxAddress?, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Page {
        let page = KeptListsPage(
            t: context.t, seal: context.seal, lists: try await store.all(for: context.staff),
            removed: try await store.justRemoved(by: context.staff, at: context.now), staff: try context.staff, state: state, address: address)
        return Page(page.title, at: .inbox, status: status, content: page.html)
    }
}
