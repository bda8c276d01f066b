import HTTPTypes
import Hummingbird
import Kernel
import Mail
import Web

/// `/settings/mailboxes`: addresses at which mail is read here, set up and tried.
struct MailboxRoutes: Routable {
    let mailboxes: MailboxStore

    var routes: RouteTable {
        RouteTable("/settings/mailboxes")
            .get(access: .staff(.admin), use: list)
            .post(access: .staff(.admin), use: add)
            .get("new", access: .staff(.admin), use: ask)
            .get(":number", access: .staff(.admin), use: show)
            .put(":number", access: .staff(.admin), use: change)
            .delete(":number", access: .staff(.admin), use: close)
            .post(":number/trial", access: .staff(.admin), use: attempt)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = MailboxListPage(t: context.t, mailboxes: try await mailboxes.all())
        return Page(page.title, at: .settings, content: page.html)
    }

    func ask(_ request: Request, _ context: Context) -> Page { page(nil, FormState(Mailbox.newFields), context) }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let number = try await mailboxes.add(MailboxDraft(context.form, before: nil), by: context.staff.id)
            return context.redirect(to: "/settings/mailboxes/\(number)", saying: context.t("mail.box.added"))
        } catch let failure as Failure {
            return try refused(failure, nil, context)
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let mailbox = try await find(context)
        return page(mailbox, FormState(mailbox.fields), context)
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let mailbox = try await find(context)
        do {
            try await mailboxes.change(mailbox.number, MailboxDraft(context.form, before: mailbox), by: context.staff.id)
            return context.redirect(to: mailbox.path, saying: context.t("mail.box.saved"))
        } catch let failure as Failure {
            return try refused(failure, mailbox, context)
        }
    }

    func close(_ request: Request, _ context: Context) async throws -> Response {
        let mailbox = try await find(context)
        try await mailboxes.close(mailbox.number, by: context.staff.id)
        return context.redirect(to: "/settings/mailboxes", saying: context.t("mail.box.closed", ["address": mailbox.address]))
    }

    /// Asks the servers of a mailbox, and says what they answered.
    func attempt(_ request: Request, _ context: Context) async throws -> Page {
        let mailbox = try await find(context)
        return page(mailbox, FormState(mailbox.fields), context, trial: await MailboxTrial.run(mailbox))
    }

    private func refused(_ failure: Failure, _ mailbox: Mailbox?, _ context: Context) throws -> Response {
        guard case .invalid = failure else { throw failure }
        return page(mailbox, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
    }

    private func find(_ context: Context) async throws -> Mailbox {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This mailbox") }
        return try await mailboxes.find(number)
    }

    private func page(
        _ mailbox: Mailbox?, _ state: FormState, _ context: Context, trial: MailboxTrial? = nil, _ status: HTTPResponse.Status = .ok
    ) -> Page {
        let page = MailboxPage(t: context.t, seal: context.seal, mailbox: mailbox, state: state, trial: trial)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
