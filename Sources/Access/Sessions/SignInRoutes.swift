import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/sign-in`, `/session`
struct SignInRoutes: Routable {
    let credentials: CredentialStore
    let sessions: SessionStore
    let staff: StaffStore
    let attempts = SignInAttempts()

    var routes: RouteTable {
        RouteTable()
            .get("/sign-in", access: .everyone, use: ask)
            .post("/sign-in", access: .everyone, use: signIn)
            .delete("/session", access: .everyone, use: signOut)
    }

    func ask(_ request: Request, _ context: Context) async throws -> Response {
        if context.viewer != nil { return context.redirectBack() }
        let page = SignInPage(t: context.t, seal: context.seal, to: context.query["to"], isNew: try await staff.isEmpty())
        return PlainPage(page.title, content: page.html).response(in: context)
    }

    func signIn(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let person = try await recognise(context)
            let secret = try await sessions.begin(for: person, replacing: context.sessionSecret)
            var response = context.redirectBack()
            response.keep(session: secret, for: context)
            return response
        } catch let failure as Failure {
            return refuse(failure, context)
        }
    }

    func signOut(_ request: Request, _ context: Context) async throws -> Response {
        if let secret = context.sessionSecret { try await sessions.end(secret) }
        var response = context.redirect(to: "/sign-in", saying: context.t("access.signed_out"))
        response.drop(cookie: SessionCookie.name, for: context)
        return response
    }

    private func recognise(_ context: Context) async throws -> Staff {
        let email = context.form["email"]
        return try await attempts.limited(email, from: context.address, at: context.now) {
            let person = try await credentials.find(email: email, password: context.form["password"])
            guard let person else { throw Failure.invalid("", context.t("access.wrong_password")) }
            return person
        }
    }

    private func words(_ failure: Failure, _ t: Texts) -> String {
        if case .limited(let pause) = failure { return t("access.limited", ["pause": t.span(pause)]) }
        return failure.description
    }

    private func refuse(_ failure: Failure, _ context: Context) -> Response {
        let page = SignInPage(
            t: context.t, seal: context.seal, to: context.form.optional("to"), problem: words(failure, context.t), email: context.form["email"])
        var response = PlainPage(page.title, status: .unprocessableContent, content: page.html).response(in: context)
        if case .limited(let pause) = failure {
            response.status = .tooManyRequests
            response.headers[.retryAfter] = String(max(1, pause.components.seconds))
        }
        return response
    }
}
