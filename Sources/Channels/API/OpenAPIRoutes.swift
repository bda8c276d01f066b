import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/api/openapi.json`: what the API is, for programs (OpenAPI 3.1).
struct OpenAPIRoutes: Routable {
    var routes: RouteTable { RouteTable("/api").get("openapi.json", access: .anySite, use: show) }

    private func show(_ request: Request, _ context: Context) throws -> Response {
        guard let document = Assets.embedded["openapi.json"] else { throw Failure.missing("The description of the API") }
        var response = document.response(to: request, caching: "public, max-age=300")
        response.headers[.contentType] = "application/json"
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }
}
