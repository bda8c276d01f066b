package import HTTPTypes
import Hummingbird
import Kernel

/// One method of one path, who may use it, and what it does.
package struct Door: Sendable {
    package let method: HTTPRequest.Method
    /// `/customers/:id`
    package let path: String
    package let access: Access
    package let body: BodyRule
    let handle: @Sendable (Request, Context) async throws -> Response
}

/// How much a door takes in.
package enum BodyRule: Hashable, Sendable {
    /// Read whole before the handler runs: into `context.body`, and `context.form` if it is a form. In bytes.
    case upTo(Int)
    /// Left to the handler, as for uploads and imports.
    case streamed

    package static let usual = BodyRule.upTo(1 << 20)
}

extension Door {
    /// Lets in who may come in, reads what they bring, and answers.
    func open(_ request: Request, _ context: Context) async throws -> Response {
        var (request, context) = (request, context)
        try admit(request, &context)
        if changesSomething, case .upTo(let limit) = body {
            context.body = try await request.bytes(upTo: limit)
            try readForm(request, &context)
        }
        // A connection is served on its event loop, which others share: a page that takes its time is made elsewhere.
        guard access.trustsCookies else { return try await handle(request, context) }
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { [request, context] in try await handle(request, context) }
    }

    var changesSomething: Bool { method != .get && method != .head && method != .options }

    private func admit(_ request: Request, _ context: inout Context) throws {
        if !access.trustsCookies { (context.viewer, context.binding) = (nil, "") }
        switch access {
        case .everyone, .anySite: break
        case .key(let scope): try admit(context.key, scope)
        case .staff(let role): try admit(context.viewer, role)
        }
        if changesSomething, access.trustsCookies { try SameSite.check(request, context.front.site) }
    }

    private func admit(_ viewer: Viewer?, _ role: Role) throws {
        guard let viewer else { throw Failure.unauthenticated }
        guard viewer.role >= role else { throw Failure.forbidden("Your role does not allow this.") }
    }

    private func admit(_ key: AccessKey?, _ scope: String) throws {
        guard let key else { throw Failure.unauthenticated }
        guard key.scopes.contains(scope) else { throw Failure.forbidden("This key lacks the scope \(scope).") }
    }

    /// Bodies that browsers send without asking us first must be sealed forms; others (JSON) they cannot send across sites.
    private func readForm(_ request: Request, _ context: inout Context) throws {
        guard context.body.readableBytes > 0 else { return }
        switch request.mediaType {
        case "application/x-www-form-urlencoded":
            context.form = Form(urlEncoded: context.body.readableBytesView)
            context.form.reader = context.t
            if access.trustsCookies { try context.checkSeal(of: context.form) }
        case "multipart/form-data", "text/plain", "":
            if access.trustsCookies { throw HTTPError(.unsupportedMediaType) }
        default: break
        }
    }
}

extension Context {
    /// The value of the hidden field that shows a form to be ours.
    package var seal: String { front.seal.token(binding: binding, at: now) }

    func checkSeal(of form: Form) throws {
        guard front.seal.accepts(form[FormSeal.field], binding: binding, at: now) else {
            throw Failure.forbidden("This form is out of date. Go back, reload the page and send it again.")
        }
    }
}
