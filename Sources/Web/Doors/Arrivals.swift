import HTTPTypes
import Hummingbird
import Language

/// Writes down what is known of a request as it arrives: when, where from, in which language.
struct Arrivals: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var context = context
        context.front = front
        context.now = front.now()
        context.path = request.uri.path
        context.query = request.uri.query.map { Query($0) } ?? Query()
        context.takesGzip = request.takesGzip
        context.cookies = cookies(in: request.headers[values: .cookie])
        context.language = language(request, context)
        context.address = address(request, context)
        return try await next(request, context)
    }

    /// What the address asks for, else what was chosen before, else what the browser likes.
    private func language(_ request: Request, _ context: Context) -> ReaderLanguage {
        let chosen = context.query["lang"] ?? context.cookie("language")
        return chosen.flatMap { ReaderLanguage(tag: $0) } ?? .preferred(by: request.headers[.acceptLanguage])
    }

    /// The last address that no proxy of ours added.
    private func address(_ request: Request, _ context: Context) -> String {
        guard front.site.trustedProxies.contains(context.address), let name = HTTPField.Name("X-Forwarded-For") else { return context.address }
        let hops = request.headers[values: name].joined(separator: ",").filter { $0 != " " }.split(separator: ",").map(String.init)
        return hops.last { !front.site.trustedProxies.contains($0) } ?? context.address
    }
}
