import HTTPTypes
import Hummingbird
import Kernel
import People
import Web

/// `/settings/privacy`: how long what is kept, and who was erased.
struct PrivacySettingsRoutes: Routable {
    let retention: RetentionStore
    let erased: PrivacySettingsStore

    var routes: RouteTable {
        RouteTable("/settings/privacy")
            .get(access: .staff(.admin), use: show)
            .post("look", access: .staff(.admin), use: look)
            .post("rules", access: .staff(.admin), use: set)
            .delete("rules/:rule", access: .staff(.admin), use: remove)
            .post("readmissions", access: .staff(.admin), use: readmit)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        try await page(FormState(["months": "24", "deed": "anonymise"]), context)
    }

    /// Counts what a rule would take off that is still being thought about; nothing is changed.
    func look(_ request: Request, _ context: Context) async throws -> Response {
        let form = context.form
        do {
            return try await page(FormState(["scope": form["scope"], "months": form["months"], "deed": form["deed"]]), context, rule(form))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(FormState(form, failure: failure), context, status: .unprocessableContent)
        }
    }

    func set(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let rule = try rule(context.form)
            try await retention.set(rule.scope, months: rule.months, rule.deed, by: context.staff)
            return context.redirect(to: "/settings/privacy", saying: context.t("privacy.retention.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(FormState(context.form, failure: failure), context, status: .unprocessableContent)
        }
    }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        guard let id = Int64(context.parameter("rule")) else { throw Failure.missing("This rule") }
        try await retention.remove(id, by: context.staff)
        return context.redirect(to: "/settings/privacy", saying: context.t("privacy.retention.removed"))
    }

    func readmit(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await erased.readmit(context.form["type"], context.form.text("value", 1...512), by: context.staff)
            return context.redirect(to: "/settings/privacy", saying: context.t("privacy.readmit.done"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(FormState(context.form, failure: failure), context, status: .unprocessableContent)
        }
    }

    private func rule(_ form: Form) throws -> RetentionRule {
        guard let scope = RetentionRule.Scope(form["scope"], retention.catalogue) else {
            throw Failure.invalid("scope", "must be one of the choices")
        }
        return RetentionRule(id: 0, scope: scope, months: try form.int("months", RetentionRule.months), deed: try form.choice("deed"))
    }

    private func page(
        _ state: FormState, _ context: Context, _ draft: RetentionRule? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let rules = try await retention.list()
        let counts = context.query["count"] == nil ? nil : try await retention.counts(rules, at: context.now)
        let draftCount: Int? = if let draft { try await retention.counts([draft], at: context.now)[0] } else { nil }
        let page = PrivacySettingsPage(
            t: context.t, seal: context.seal, rules: rules, counts: counts, draftCount: draftCount, catalogue: retention.catalogue,
            types: erased.types.map(\.type.rawValue), figures: try await erased.figures(), state: state)
        return Page(page.title, at: .settings, status: status, content: page.html).response(in: context)
    }
}
