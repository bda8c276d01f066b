import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// Fills in who is signed in, by the session cookie: the viewer, what forms are tied to, their language and time zone.
struct SessionCookie: RouterMiddleware {
    static let name = "session"
    let sessions: SessionStore

    func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
        guard let cookie = context.cookie(Self.name), !context.path.hasPrefix("/assets/"),
            let session = try await sessions.find(Secret(shown: cookie), at: context.now)
        else { return try await next(request, context) }
        var context = context
        context.viewer = session.staff.viewer
        context.binding = session.binding
        context.language = session.staff.language.flatMap { context.hasChosenLanguage ? nil : $0 } ?? context.language
        if let zone = TimeZone(identifier: session.staff.timeZone) { context.timeZone = zone }
        return try await next(request, context)
    }
}

extension Context {
    /// Whether the address or this browser says which language to use: that goes before what the account says.
    fileprivate var hasChosenLanguage: Bool { query["lang"] != nil || cookie("language") != nil }

    /// What the browser holds, whether or not it opens anything.
    var sessionSecret: Secret? { cookie(SessionCookie.name).map(Secret.init(shown:)) }
}

extension Response {
    /// Signs the browser in.
    mutating func keep(session secret: Secret, for context: Context) {
        keep(cookie: SessionCookie.name, secret.text, for: context, lasting: StaffSession.longestLife)
    }
}
