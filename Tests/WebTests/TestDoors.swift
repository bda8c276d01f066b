import Crypto
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Web

let noon = Instant(microseconds: 1_790_000_000_000_000)

/// Says who is calling by a header, in place of sessions and keys.
struct Callers: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var context = context
        if let role = request.headers[.role].flatMap(Role.init) {
            context.viewer = Viewer(id: ID(bits: 1), name: "Ada", email: "ada@example.com", role: role)
            context.binding = "session"
        }
        if let scope = request.headers[.scope] { context.key = AccessKey(id: ID(bits: 2), name: "Shop", scopes: [scope]) }
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    static let role = name("X-Role")
    static let scope = name("X-Scope")
    static let fetchSite = name("Sec-Fetch-Site")
    static let forwardedFor = name("X-Forwarded-For")

    static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}

let testSeal = FormSeal(secret: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))
let testFront = Front(site: Site(origin: "http://localhost", trustedProxies: ["10.0.0.1"]), seal: testSeal, now: { noon })

/// The answers of `table` behind the same front as in the product.
func withDoors(_ table: RouteTable, front: Front = testFront, _ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
    let application = Application(responder: table.responder(behind: front, identifying: [Callers()]))
    try await application.test(.router) { client in try await body(client) }
}

extension TestClientProtocol {
    /// A form as our own pages send it.
    func submit(_ path: String, _ fields: String, role: Role? = nil, seal: String? = nil) async throws -> TestResponse {
        let token = seal ?? testSeal.token(binding: role == nil ? "" : "session", at: noon)
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .fetchSite: "same-origin"]
        if let role { headers[.role] = role.rawValue }
        return try await execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: "_seal=\(token)&\(fields)"))
    }
}
