import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/profile`: what people change about themselves.
struct ProfileRoutes: Routable {
    let staff: StaffStore
    let sessions: SessionStore
    let credentials: CredentialStore
    let attempts = SignInAttempts()

    var routes: RouteTable {
        RouteTable("/profile")
            .get(access: .staff(.viewer), use: show)
            .put(access: .staff(.viewer), use: change)
            .put("password", access: .staff(.viewer), use: changePassword)
            .delete("sessions", access: .staff(.viewer), use: signOutEverywhere)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response { try await page(context) }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let form = StaffForm(form: context.form, t: context.t)
        do {
            try await staff.change(context.staff.id, name: form.name(), language: form.language(), timeZone: form.timeZone())
            let t = Texts(form.language() ?? context.language, timeZone: context.timeZone, now: context.now)
            var response = context.redirect(to: "/profile", saying: t("access.profile.saved"))
            // What was chosen for this browser alone gives way to what was chosen now.
            response.drop(cookie: "language", for: context)
            return response
        } catch let failure as Failure {
            return try await page(context, details: FormState(context.form, failure: failure))
        }
    }

    /// Guessing the old password is limited as signing in is: an unlocked machine must not give it away.
    func changePassword(_ request: Request, _ context: Context) async throws -> Response {
        let viewer = try context.staff
        do {
            let password = try StaffForm(form: context.form, t: context.t).password(for: viewer.email)
            try await attempts.limited(viewer.email, from: context.address, at: context.now) {
                let knows = try await credentials.find(email: viewer.email, password: context.form["old_password"]) != nil
                try Failure.require(knows, "old_password", context.t("access.fault.old_password"))
            }
            let secret = try await credentials.change(password, of: viewer)
            var response = context.redirect(to: "/profile", saying: context.t("access.password.done"))
            response.keep(session: secret, for: context)
            return response
        } catch Failure.limited(let pause) {
            let words = context.t("access.limited", ["pause": context.t.span(pause)])
            return try await page(context, password: FormState(context.form, failure: .invalid("", words)))
        } catch let failure as Failure {
            return try await page(context, password: FormState(context.form, failure: failure))
        }
    }

    func signOutEverywhere(_ request: Request, _ context: Context) async throws -> Response {
        try await sessions.endAll(of: context.staff)
        var response = context.redirect(to: "/sign-in", saying: context.t("access.signed_out_everywhere"))
        response.drop(cookie: SessionCookie.name, for: context)
        return response
    }

    private func page(_ context: Context, details: FormState? = nil, password: FormState = FormState()) async throws -> Response {
        let person = try await staff.find(context.staff.id)
        let open = try await sessions.list(of: person.id, at: context.now)
        let state = details ?? FormState(["name": person.name, "language": person.language?.rawValue ?? "", "time_zone": person.timeZone])
        let page = ProfilePage(
            t: context.t, seal: context.seal, person: person, details: state, password: password, sessions: open,
            current: context.sessionSecret?.digest)
        let isFine = state.errors.isEmpty && password.errors.isEmpty
        return Page(page.title, status: isFine ? .ok : .unprocessableContent, content: page.html).response(in: context)
    }
}
