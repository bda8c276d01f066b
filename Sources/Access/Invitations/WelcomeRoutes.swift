import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/welcome/:link`, `/password/:link`, `/demo/:link`: where links lead that let people in.
struct WelcomeRoutes: Routable {
    let invitations: InvitationStore

    var routes: RouteTable {
        RouteTable()
            .get("/welcome/:link", access: .everyone) { try await answer($1, ask) }
            .post("/welcome/:link", access: .everyone) { try await answer($1, join) }
            .get("/password/:link", access: .everyone) { try await answer($1, askPassword) }
            .post("/password/:link", access: .everyone) { try await answer($1, choosePassword) }
            .get("/demo/:link", access: .everyone) { try await answer($1, enterDemo) }
    }

    private func ask(_ context: Context) async throws -> Response {
        let invitation = try await invitations.find(context.link, [.first, .colleague], at: context.now)
        return show(invitation, FormState(["language": context.language.rawValue]), context)
    }

    private func join(_ context: Context) async throws -> Response {
        let invitation = try await invitations.find(context.link, [.first, .colleague], at: context.now)
        do {
            let newcomer = try await newcomer(invitation, context)
            let secret = try await invitations.accept(context.link, newcomer, replacing: context.sessionSecret)
            return signedIn(secret, saying: "access.welcome.done", newcomer.language, context)
        } catch let failure as Failure {
            return show(invitation, FormState(context.form, failure: failure), context)
        } catch Refusal.emailTaken {
            return show(invitation, FormState(context.form, failure: .invalid("email", context.t("access.refusal.email_taken"))), context)
        }
    }

    private func newcomer(_ invitation: Invitation, _ context: Context) async throws -> Newcomer {
        let form = StaffForm(form: context.form, t: context.t)
        let name = try form.name()
        let email = try invitation.email.flatMap { EmailAddress($0) } ?? form.email()
        let password = try form.password(for: email.text)
        return Newcomer(
            name: name, email: email, passwordHash: try await Passwords.hash(password.text), language: form.language(),
            timeZone: usualTimeZone(for: form.language() ?? context.language))
    }

    private func show(_ invitation: Invitation, _ state: FormState, _ context: Context) -> Response {
        let page = WelcomePage(t: context.t, seal: context.seal, path: context.path, invitation: invitation, state: state)
        return PlainPage(page.title, status: state.errors.isEmpty ? .ok : .unprocessableContent, content: page.html).response(in: context)
    }
}

// MARK: - Those who are here already

extension WelcomeRoutes {
    private func askPassword(_ context: Context) async throws -> Response {
        _ = try await invitations.find(context.link, [.password], at: context.now)
        return show(FormState(), context)
    }

    private func choosePassword(_ context: Context) async throws -> Response {
        let invitation = try await invitations.find(context.link, [.password], at: context.now)
        do {
            let password = try StaffForm(form: context.form, t: context.t).password(for: invitation.email ?? "")
            let hash = try await Passwords.hash(password.text)
            let secret = try await invitations.accept(context.link, passwordHash: hash, replacing: context.sessionSecret)
            return signedIn(secret, saying: "access.password.done", nil, context)
        } catch let failure as Failure {
            return show(FormState(context.form, failure: failure), context)
        }
    }

    private func show(_ state: FormState, _ context: Context) -> Response {
        let page = NewPasswordPage(t: context.t, seal: context.seal, path: context.path, state: state)
        return PlainPage(page.title, status: state.errors.isEmpty ? .ok : .unprocessableContent, content: page.html).response(in: context)
    }

    /// The one page that changes something by being asked for: the link is printed for whoever runs the demo, who then clicks on it.
    private func enterDemo(_ context: Context) async throws -> Response {
        let secret = try await invitations.enterDemo(context.link, replacing: context.sessionSecret)
        var response = context.redirect(to: "/")
        response.keep(session: secret, for: context)
        return response
    }
}

// MARK: - Both

extension WelcomeRoutes {
    /// A link that no longer works is said so; who is signed in already is simply let in.
    private func answer(_ context: Context, _ handle: (Context) async throws -> Response) async throws -> Response {
        do { return try await handle(context) } catch Refusal.deadLink {
            if context.viewer != nil { return context.redirect(to: "/") }
            let page = DeadLinkPage(t: context.t)
            return PlainPage(page.title, status: .notFound, content: page.html).response(in: context)
        }
    }

    private func signedIn(_ secret: Secret, saying text: String, _ language: ReaderLanguage?, _ context: Context) -> Response {
        let t = Texts(language ?? context.language, timeZone: context.timeZone, now: context.now)
        var response = context.redirect(to: "/", saying: t(text))
        response.keep(session: secret, for: context)
        return response
    }
}

extension Context {
    fileprivate var link: Secret { Secret(shown: parameter("link")) }
}
