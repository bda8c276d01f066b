import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/t.js`: the script that sites put into their pages to tell of page views.
struct TrackerRoutes: Routable {
    var routes: RouteTable { RouteTable().get("/t.js", access: .anySite, use: show) }

    private func show(_ request: Request, _ context: Context) throws -> Response {
        guard let script = Assets.embedded["t.js"] else { throw Failure.missing("The script") }
        return script.responseForSites(to: request)
    }
}
