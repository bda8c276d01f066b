import Hummingbird
import Kernel
import Timeline
import Web

/// `/api/v1/catalogue`: what may happen, and on which ways.
struct CatalogueRoutes: Routable {
    let catalogue: CatalogueWritingStore

    var routes: RouteTable {
        RouteTable("/api/v1/catalogue")
            .get("kinds", access: .key(scope: "read"), use: kinds)
            .put("kinds/:key", access: .key(scope: "manage"), use: put)
            .get("channels", access: .key(scope: "read"), use: channels)
    }

    func kinds(_ request: Request, _ context: Context) -> Response {
        .list("kinds", catalogue.line.catalogue.kinds.map { JSONObjectText($0) }, next: nil, of: context)
    }

    func channels(_ request: Request, _ context: Context) -> Response {
        .list("channels", catalogue.line.catalogue.channels.map { JSONObjectText($0) }, next: nil, of: context)
    }

    /// Adds the kind, or changes what it says of itself.
    func put(_ request: Request, _ context: Context) async throws -> Response {
        let body = try context.readJSON()
        let kind = try Kind(key: context.parameter("key"), body)
        try await catalogue.put(kind, by: context.key?.name)
        return .json(JSONObjectText(kind))
    }
}

extension Context {
    /// The body, which must be JSON.
    func readJSON() throws -> JSONValue {
        do throws(JSONFault) { return try JSONText(Array(body.readableBytesView)).root } catch {
            throw HTTPError(.badRequest, message: "The body is no JSON: \(error.description).")
        }
    }
}

extension Response {
    static func json(_ object: JSONObjectText) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: object.bytes)))
    }

    /// A page of a list; `next` is the question whose answer is the page behind it.
    static func list(_ name: StaticString, _ elements: [JSONObjectText], next: Query?, of context: Context) -> Response {
        var object = JSONObjectText()
        object.add(name, elements)
        object.add("next", next.map { context.path + $0.text })
        return .json(object)
    }
}
