import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/settings/people`: who works here and what they may do.
struct StaffRoutes: Routable {
    let staff: StaffStore
    let sessions: SessionStore
    let invitations: InvitationStore

    var routes: RouteTable {
        RouteTable("/settings/people")
            .get(access: .staff(.admin), use: list)
            .get(":id", access: .staff(.admin), use: show)
            .put(":id/role", access: .staff(.admin), use: giveRole)
            .put(":id/suspension", access: .staff(.admin), use: disable)
            .delete(":id/suspension", access: .staff(.admin), use: enable)
            .post(":id/password-links", access: .staff(.admin), use: makePasswordLink)
            .post("invitations", access: .staff(.admin), use: invite)
            .delete("invitations/:id", access: .staff(.admin), use: withdraw)
    }

    func list(_ request: Request, _ context: Context) async throws -> Response { try await page(context) }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        let person = try await staff.find(context.id())
        let page = PersonPage(
            t: context.t, seal: context.seal, viewer: try context.staff, person: person,
            sessions: try await sessions.list(of: person.id, at: context.now))
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    func giveRole(_ request: Request, _ context: Context) async throws -> Response {
        let (viewer, id, role) = (try context.staff, try context.id(of: Viewer.self), try context.form.choice("role", of: Role.self))
        return try await refusing(context) {
            try await staff.give(role, to: id, by: viewer)
            var response = context.redirect(to: id == viewer.id && role < .admin ? "/" : Self.path, saying: context.t("access.people.role_changed"))
            if id == viewer.id { response.keep(session: try await sessions.begin(for: staff.find(id)), for: context) }
            return response
        }
    }

    func disable(_ request: Request, _ context: Context) async throws -> Response {
        try await refusing(context) {
            try await staff.disable(context.id(), by: context.staff)
            return context.redirect(to: Self.path, saying: context.t("access.people.disabled"))
        }
    }

    func enable(_ request: Request, _ context: Context) async throws -> Response {
        try await staff.enable(context.id(), by: context.staff)
        return context.redirect(to: Self.path, saying: context.t("access.people.enabled"))
    }

    private static let path = "/settings/people"

    /// What the rules refuse is said above the list, which stays as it was.
    private func refusing(_ context: Context, _ work: () async throws -> Response) async throws -> Response {
        do { return try await work() } catch let refusal as Refusal {
            return context.redirect(to: Self.path, saying: Flash(context.t("access.refusal.\(refusal.rawValue)"), tone: .warning))
        }
    }
}

// MARK: - Links

extension StaffRoutes {
    func invite(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let email = try StaffForm(form: context.form, t: context.t).email()
            let secret = try await invitations.invite(email, as: context.form.choice("role"), by: context.staff)
            return linkPage(to: email.text, "/welcome/\(secret.text)", .colleague, context)
        } catch let failure as Failure {
            return try await page(context, state: FormState(context.form, failure: failure))
        } catch Refusal.emailTaken {
            return try await page(context, state: FormState(context.form, failure: .invalid("email", context.t("access.refusal.email_taken"))))
        }
    }

    func withdraw(_ request: Request, _ context: Context) async throws -> Response {
        try await invitations.withdraw(context.id(), by: context.staff)
        return context.redirect(to: Self.path, saying: context.t("access.people.withdrawn"))
    }

    func makePasswordLink(_ request: Request, _ context: Context) async throws -> Response {
        let person = try await staff.find(context.id())
        let secret = try await invitations.newPassword(for: person.id, by: context.staff)
        return linkPage(to: person.email, "/password/\(secret.text)", .password, context)
    }

    /// Answered at once rather than after a redirect: the link is in nobody's store, so this is the only time that it can be shown.
    private func linkPage(to email: String, _ path: String, _ purpose: Invitation.Purpose, _ context: Context) -> Response {
        let page = LinkPage(t: context.t, email: email, link: context.front.site.address(of: path), purpose: purpose)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    private func page(_ context: Context, state: FormState = FormState(["role": Role.agent.rawValue])) async throws -> Response {
        let page = StaffPage(
            t: context.t, seal: context.seal, viewer: try context.staff, staff: try await staff.list(),
            waiting: try await invitations.waiting(at: context.now), invitation: state)
        return Page(page.title, at: .settings, status: state.errors.isEmpty ? .ok : .unprocessableContent, content: page.html).response(in: context)
    }
}
