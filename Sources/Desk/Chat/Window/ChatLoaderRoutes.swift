import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/chat.js`: the script that sites put into their pages. `/chat/site`: what it asks before it draws its button.
struct ChatLoaderRoutes: Routable {
    let desk: ChatDeskStore

    var routes: RouteTable {
        RouteTable()
            .get("/chat.js", access: .anySite, use: script)
            .get("/chat/site", access: .anySite, use: site)
            .get("/chat/example", access: .anySite, use: example)
    }

    private func script(_ request: Request, _ context: Context) throws -> Response {
        guard let script = Assets.embedded["chat.js"] else { throw Failure.missing("The script") }
        return script.responseForSites(to: request)
    }

    /// A page as a shop has them, to try the chat of a key on.
    private func example(_ request: Request, _ context: Context) async throws -> Response {
        let key = context.query["key"] ?? ""
        let site = try await desk.site(withKey: key, at: context.now).site
        var response = ChatExamplePage(t: context.t, site: site, key: key, language: context.query["lang"]).html.response(in: context)
        response.headers[.contentSecurityPolicy] = ChatExamplePage.contentPolicy
        return response
    }

    /// Pages of other sites are told why there is no chat for them; nothing else.
    private func site(_ request: Request, _ context: Context) async throws -> Response {
        var response: Response
        do {
            let site = try await desk.site(withKey: context.query["key"] ?? "", at: context.now).site
            let origin = request.headers[.origin]
            if let origin, !site.allows(origin), origin != context.front.site.origin { throw ChatOrigin.refused(origin) }
            response = try JSON(ChatSiteJSON(site, context.t)).response(in: context)
            response.headers[.accessControlAllowOrigin] = origin
        } catch let failure as Failure {
            let refusal = ChatRefusal(failure)
            let sentence =
                if case .missing = failure { "this key has no chat: Settings › Chat sets one up, for the source of the key" } else { "\(failure)" }
            response = try JSON(ChatRefusalJSON(message: sentence), status: refusal.status).response(in: context)
            response.headers[.accessControlAllowOrigin] = "*"
        }
        response.headers[.vary] = "Origin"
        HTTPField.Name("Cross-Origin-Resource-Policy").map { response.headers[$0] = "cross-origin" }
        return response
    }
}
