import HTTPTypes
import Hummingbird
import Kernel
package import Timeline
package import Web

/// `/settings/webhooks`
package struct WebhookRoutes: Routable {
    let store: WebhookStore
    let line: Line

    package init(store: WebhookStore, line: Line) { (self.store, self.line) = (store, line) }

    package var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.admin), use: list)
            .post(access: .staff(.admin), use: add)
            .get("new", access: .staff(.admin), use: begin)
            .get(":id", access: .staff(.admin), use: show)
            .put(":id", access: .staff(.admin), use: change)
            .delete(":id", access: .staff(.admin), use: remove)
            .post(":id/secrets", access: .staff(.admin), use: renew)
            .post(":id/tests", access: .staff(.admin), use: test)
            .post(":id/pauses", access: .staff(.admin), use: pause)
            .delete(":id/pauses", access: .staff(.admin), use: goOn)
            .post(":id/skips", access: .staff(.admin), use: skip)
    }

    static let path = "/settings/webhooks"

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = WebhooksPage(t: context.t, webhooks: try await store.list(), sources: try await store.sources())
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page {
        try await page(nil, FormState(Dictionary(uniqueKeysWithValues: Webhook.Event.allCases.map { ($0.word, "on") })), context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page { try await page(of: context.id(), context) }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let (webhook, secret) = try await store.add(draft(context.form), by: context.staff.id)
            return try await page(of: webhook.id, context, secret: secret).response(in: context)
        } catch let failure as Failure { return try await refused(nil, failure, context) }
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let standing = try await store.standing(context.id())
        do {
            try await store.change(standing.webhook.id, draft(context.form), by: context.staff.id)
            return context.redirect(to: "\(Self.path)/\(standing.webhook.id)", saying: context.t("hooks.saved"))
        } catch let failure as Failure { return try await refused(standing, failure, context) }
    }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await store.remove(context.id(), by: context.staff.id)
        return context.redirect(to: Self.path, saying: context.t("hooks.removed"))
    }

    /// The secret is shown with the answer and never again.
    func renew(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Webhook> = try context.id()
        let secret = try await store.renewSecret(id, by: context.staff.id)
        return try await page(of: id, context, secret: secret).response(in: context)
    }

    func test(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Webhook> = try context.id()
        return try await page(of: id, context, tested: try await store.test(id, at: context.now)).response(in: context)
    }

    func pause(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Webhook> = try context.id()
        try await store.pause(id, by: context.staff.id)
        return context.redirect(to: "\(Self.path)/\(id)", saying: context.t("hooks.pausing"))
    }

    func goOn(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Webhook> = try context.id()
        try await store.goOn(id, by: context.staff.id)
        return context.redirect(to: "\(Self.path)/\(id)", saying: context.t("hooks.going_on"))
    }

    /// Whoever is told of events never hears of one that is left out: it is asked before.
    func skip(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Webhook> = try context.id()
        let event = Int64(try context.form.int("event"))
        guard context.form["sure"] == "yes" else {
            let name = try await store.standing(id).webhook.name
            let question = WebhookSkipQuestion(t: context.t, seal: context.seal, path: "\(Self.path)/\(id)", name: name, event: event)
            return try Page(question.title, at: .settings, content: question.html).response(in: context)
        }
        try await store.skip(id, event, by: context.staff.id)
        return context.redirect(to: "\(Self.path)/\(id)", saying: context.t("hooks.skipped"))
    }

    // MARK: - Parts

    private func draft(_ form: Form) throws -> WebhookStore.Draft {
        let source = form["source"].isEmpty ? nil : try Int64(form.int("source"))
        if let source, line.source(number: source) == nil { throw Failure.invalid("source", "must be one of these") }
        return WebhookStore.Draft(
            name: try form.text("name", 1...80), address: try form.text("address", 1...2_000), source: source,
            events: Set(Webhook.Event.allCases.filter { form[$0.word] == "on" }))
    }

    private func page(
        of id: ID<Webhook>, _ context: Context, secret: String? = nil, tested: WebhookSending.Outcome? = nil
    ) async throws -> Page {
        let standing = try await store.standing(id)
        return try await page(standing, FormState(WebhookPage.fields(standing.webhook)), context, secret: secret, tested: tested)
    }

    private func page(
        _ standing: WebhookStore.Standing?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok, secret: String? = nil,
        tested: WebhookSending.Outcome? = nil
    ) async throws -> Page {
        let page = WebhookPage(
            t: context.t, seal: context.seal, standing: standing, state: state, sources: try await store.sources(), secret: secret, tested: tested)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }

    private func refused(_ standing: WebhookStore.Standing?, _ failure: Failure, _ context: Context) async throws -> Response {
        let status: HTTPResponse.Status
        switch failure {
        case .invalid: status = .unprocessableContent
        case .conflict: status = .conflict
        default: throw failure
        }
        return try await page(standing, FormState(context.form, failure: failure), context, status).response(in: context)
    }
}
