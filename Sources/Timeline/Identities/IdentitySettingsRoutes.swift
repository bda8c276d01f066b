import HTTPTypes
import Hummingbird
import Kernel
import People
import Web

/// `/settings/identities`: by what customers are recognised.
struct IdentitySettingsRoutes: Routable {
    let settings: IdentitySettingsStore

    var routes: RouteTable {
        RouteTable("/settings/identities")
            .get(access: .staff(.admin), use: show)
            .get("types/:type", access: .staff(.admin), use: edit)
            .put("types/:type", access: .staff(.admin), use: change)
            .post("review", access: .staff(.admin), use: goOn)
            .post("blocked", access: .staff(.admin), use: block)
            .delete("blocked", access: .staff(.admin), use: unblock)
            .post("sources/:source/publication", access: .staff(.admin), use: publish)
    }

    private static let path = "/settings/identities"

    func show(_ request: Request, _ context: Context) async throws -> Response { try await page(context) }

    private func page(_ context: Context, _ state: FormState = FormState(["type": "email"])) async throws -> Response {
        let place = context.query["after"].flatMap { value in context.query["type"].flatMap { Int64($0) }.map { (type: $0, value: value) } }
        let page = IdentitySettingsPage(
            t: context.t, seal: context.seal, view: try await settings.view(after: place), isFirst: place == nil, state: state)
        return Page(page.title, at: .settings, status: state.errors.isEmpty ? .ok : .unprocessableContent, content: page.html).response(in: context)
    }

    // MARK: - Types

    func edit(_ request: Request, _ context: Context) throws -> Page {
        let rule = try settings.type(context.parameter("type"))
        return page(rule, FormState(["most": "\(rule.mostPerPerson)"]), context)
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let rule = try settings.type(context.parameter("type"))
        do {
            let most = try context.form.int("most", 1...1_000)
            guard most != rule.mostPerPerson else { return context.redirect(to: Self.path) }
            try await settings.limit(rule, to: most, by: context.staff)
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return page(rule, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
        return context.redirect(to: Self.path, saying: context.t("identities.limited"))
    }

    private func page(_ rule: IdentityRules.TypeRule, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = IdentifierTypePage(t: context.t, seal: context.seal, rule: rule, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }

    /// A review that was interrupted.
    func goOn(_ request: Request, _ context: Context) async throws -> Response {
        try await settings.goOnReviewing()
        return context.redirect(to: Self.path, saying: context.t("identities.review.goes_on"))
    }

    // MARK: - Values that name nobody

    func block(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let type = try settings.type(context.form["type"]).type
            guard let identifier = Identifier(type, try context.form.text("value", 1...512)) else {
                throw Failure.invalid("value", "must not be empty")
            }
            let moved = try await settings.block(identifier, reason: context.form.text("reason", 1...300), by: context.staff)
            return context.redirect(to: Self.path, saying: context.t("identities.blocked.added", ["count": moved]))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(context, FormState(context.form, failure: failure))
        }
    }

    func unblock(_ request: Request, _ context: Context) async throws -> Response {
        let type = try settings.type(context.form["type"]).type
        guard let identifier = Identifier(type, context.form["value"]) else { throw Failure.missing("This value") }
        let moved = try await settings.unblock(identifier, by: context.staff)
        return context.redirect(to: Self.path, saying: context.t("identities.blocked.removed", ["count": moved]))
    }

    // MARK: - Whose word counts

    func publish(_ request: Request, _ context: Context) async throws -> Response {
        guard let number = Int64(context.parameter("source")) else { throw Failure.missing("This source") }
        try await settings.publish(number, by: context.staff)
        return context.redirect(to: Self.path, saying: context.t("identities.source.published"))
    }
}
