import Hummingbird
import Web

/// `/`
struct PulseRoutes: Routable {
    let store: PulseStore

    var routes: RouteTable {
        RouteTable("/").get(access: .staff(.viewer), use: show)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let t = context.t
        if try await store.isEmpty() {
            let page = BeginningPage(t: t, role: try context.staff.role, hasSource: try await store.hasSource())
            return Page(t("web.place.pulse"), at: .pulse, content: page.html)
        }
        let pulse = try await store.pulse(of: context.period, in: context.timeZone)
        return Page(t("web.place.pulse"), at: .pulse, scope: Page.Scope(period: pulse.period), content: PulsePage(t: t, pulse: pulse).html)
    }
}
