import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/satisfaction`
struct SatisfactionRoutes: Routable {
    let store: SatisfactionSettingsStore

    var routes: RouteTable {
        RouteTable("/settings/satisfaction")
            .get(access: .staff(.manager), use: show)
            .put(access: .staff(.manager), use: set)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        page(FormState(SatisfactionForm.fields(try await store.settings())), context).response(in: context)
    }

    func set(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await store.set(SatisfactionForm.settings(context.form), by: context.staff.id)
            return context.redirect(to: "/settings/satisfaction", saying: context.t("csat.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return page(FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = SatisfactionPage(t: context.t, seal: context.seal, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
