import HTTPTypes
package import Hummingbird

/// A part of the product that answers requests.
package protocol Routable: Sendable {
    var routes: RouteTable { get }
}

/// Doors under a common path. It can be listed, so that tests hold every route against every role.
///
///     RouteTable("/customers")
///         .get(access: .staff(.viewer), use: list)
///         .get(":id", access: .staff(.viewer), use: show)
///         .post(access: .staff(.agent), use: create)
package struct RouteTable: Sendable {
    package private(set) var doors: [Door] = []
    private let prefix: String

    package init(_ prefix: String = "") { self.prefix = prefix }

    package init(_ parts: [any Routable]) {
        prefix = ""
        doors = parts.flatMap(\.routes.doors)
    }

    package typealias Handler<Result: Answer> = @Sendable (Request, Context) async throws -> Result

    package func get(_ path: String = "", access: Access, use handler: @escaping Handler<some Answer>) -> RouteTable {
        adding(.get, path, access, .upTo(0), handler)
    }
    package func post(_ path: String = "", access: Access, body: BodyRule = .usual, use handler: @escaping Handler<some Answer>) -> RouteTable {
        adding(.post, path, access, body, handler)
    }
    package func put(_ path: String = "", access: Access, body: BodyRule = .usual, use handler: @escaping Handler<some Answer>) -> RouteTable {
        adding(.put, path, access, body, handler)
    }
    package func patch(_ path: String = "", access: Access, body: BodyRule = .usual, use handler: @escaping Handler<some Answer>) -> RouteTable {
        adding(.patch, path, access, body, handler)
    }
    package func delete(_ path: String = "", access: Access, body: BodyRule = .usual, use handler: @escaping Handler<some Answer>) -> RouteTable {
        adding(.delete, path, access, body, handler)
    }
    /// What browsers of other sites ask before they send; for doors with `access: .anySite`.
    package func options(_ path: String = "", access: Access, use handler: @escaping Handler<some Answer>) -> RouteTable {
        adding(.options, path, access, .upTo(0), handler)
    }

    private func adding(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ body: BodyRule, _ handler: @escaping Handler<some Answer>
    ) -> RouteTable {
        var table = self
        let whole = path.isEmpty ? prefix : path.hasPrefix("/") ? prefix + path : "\(prefix)/\(path)"
        table.doors.append(
            Door(method: method, path: whole.isEmpty ? "/" : whole, access: access, body: body) { request, context in
                try await handler(request, context).response(in: context)
            })
        return table
    }
}

extension RouteTable {
    /// All doors behind the one front every request passes: arrival, security headers, failures; then who is calling, then the door.
    ///
    /// `identifying` are the middlewares that fill in `viewer`, `key` and `binding`.
    package func responder(
        behind front: Front, identifying: [any MiddlewareProtocol<Request, Response, Context>] = []
    ) -> some HTTPResponder<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: Arrivals(front: front))
        router.add(middleware: Failures())
        for middleware in identifying { router.add(middleware: middleware) }
        for door in doors {
            router.on(RouterPath(door.path), method: door.method) { request, context in try await door.open(request, context) }
        }
        for (path, doors) in Dictionary(grouping: doors, by: \.path) { refuseOthers(than: doors.map(\.method), at: path, on: router) }
        return FormMethods(next: router.buildResponder())
    }

    /// A method that a path does not know is 405, which says those it knows; a path that nobody knows is 404.
    private func refuseOthers(than known: [HTTPRequest.Method], at path: String, on router: Router<Context>) {
        let allowed = (known + (known.contains(.get) ? [.head] : [])).map(\.rawValue).joined(separator: ", ")
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] where !known.contains(method) {
            router.on(RouterPath(path), method: method) { _, _ -> Response in throw HTTPError(.methodNotAllowed, headers: [.allow: allowed]) }
        }
    }
}
