import HTTPTypes
import Hummingbird

/// What every answer of ours tells the browser not to do, errors included. A handler may have said something stricter or, for
/// widgets, something else; what it said stays.
struct SecurityHeaders: RouterMiddleware {
    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        var response = try await next(request, context)
        // A page that says itself who may frame it is not contradicted.
        let isFramed = response.headers[.contentSecurityPolicy]?.contains("frame-ancestors") == true
        let headers = request.uri.path.hasPrefix("/assets/") && response.status == .ok ? Self.ofFiles : Self.headers
        for (name, value) in headers where response.headers[name] == nil && !(isFramed && name == Self.frameOptions) {
            response.headers[name] = value
        }
        return response
    }

    private static let frameOptions = HTTPField.Name("X-Frame-Options")

    static let contentPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; \
        frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'
        """

    /// Of a style sheet, a script or a picture: nothing of it is a page, and each page waits for three of them.
    private static let ofFiles = named([
        ("Content-Security-Policy", "default-src 'none'"), ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ])

    private static let headers = named([
        ("Content-Security-Policy", contentPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ])

    private static func named(_ headers: [(String, String)]) -> [(HTTPField.Name, String)] {
        headers.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }
}
