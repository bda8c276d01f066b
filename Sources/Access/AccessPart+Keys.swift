import HTTPTypes
import Hummingbird
import Kernel
import Web

/// Fills in which program is calling, by the key in its `Authorization` header. A key that opens nothing is no key.
struct KeyHeader: RouterMiddleware {
    let keys: KeyRing

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        guard let secret = request.headers[.authorization].flatMap(presentedKey) else { return try await next(request, context) }
        var context = context
        context.key = try await keys.find(secret, now: context.now)
        return try await next(request, context)
    }
}
