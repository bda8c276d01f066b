import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/hours`
struct HoursRoutes: Routable {
    let store: HoursStore

    var routes: RouteTable {
        RouteTable("/settings/hours").get(access: .staff(.manager), use: show).put(access: .staff(.manager), use: set)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let hours = try await store.hours() ?? HoursStore.usual(zone: context.timeZone.identifier)
        return page(FormState(HoursForm.fields(hours)), context).response(in: context)
    }

    func set(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await store.set(HoursForm.hours(context.form), by: context.staff)
            return context.redirect(to: "/settings/hours", saying: context.t("desk.hours.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return page(FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        Page(context.t("desk.hours"), at: .settings, status: status, content: HoursPage(t: context.t, seal: context.seal, state: state).html)
    }
}
