import Hummingbird
import Web

/// `/`
struct PulseRoutes: Routable {
    var routes: RouteTable {
        RouteTable("/").get(access: .staff(.viewer), use: show)
    }

    private func show(_ request: Request, _ context: Context) -> Response { context.redirect(to: "/customers") }
}
