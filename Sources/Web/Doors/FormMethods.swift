import HTTPTypes
import Hummingbird

/// Forms can only GET and POST. One that means PUT or DELETE says so in its address: `/conversations/7/closure?_method=delete`.
struct FormMethods<Next: HTTPResponder<Context>>: HTTPResponder {
    let next: Next

    func respond(to request: Request, context: Context) async throws -> Response {
        guard request.method == .post, let query = request.uri.query, let meant = Query(query)["_method"],
            let method = ["put": HTTPRequest.Method.put, "patch": .patch, "delete": .delete][meant.lowercased()]
        else { return try await next.respond(to: request, context: context) }
        var head = request.head
        head.method = method
        return try await next.respond(to: Request(head: head, body: request.body), context: context)
    }
}
