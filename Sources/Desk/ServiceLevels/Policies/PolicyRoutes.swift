import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/service-levels`
struct PolicyRoutes: Routable {
    let store: ServicePolicyStore
    let labels: LabelStore
    let teams: TeamStore

    var routes: RouteTable {
        RouteTable("/settings/service-levels")
            .get(access: .staff(.manager), use: list)
            .post(access: .staff(.manager), use: add)
            .get("new", access: .staff(.manager), use: begin)
            .get(":id", access: .staff(.manager), use: show)
            .put(":id", access: .staff(.manager), use: change)
            .delete(":id", access: .staff(.manager), use: remove)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = PoliciesPage(
            t: context.t, policies: try await store.policies(), labels: try await labels.all(), teams: try await teams.all(),
            hours: try await store.hours())
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page {
        try await page(nil, FormState(PolicyForm.usual), nil, context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let policy = try await store.find(context.id())
        return try await page(policy, FormState(PolicyForm.fields(policy)), preview(policy.terms, context), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response { try await save(nil, context) }

    func change(_ request: Request, _ context: Context) async throws -> Response { try await save(store.find(context.id()), context) }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await store.remove(store.find(context.id()), by: context.staff.id)
        return context.redirect(to: "/settings/service-levels", saying: context.t("desk.policies.removed"))
    }

    /// What cannot be is said at its field; `do=preview` only says what would be due when.
    private func save(_ policy: ServicePolicy?, _ context: Context) async throws -> Response {
        let form = context.form
        do {
            let (name, rank) = (try form.text("name", 1...80), try form.int("rank", 1...1_000))
            let terms = try PolicyForm.terms(form, labels: await labels.all().map(\.key), teams: await teams.all().map(\.key))
            if form["do"] == "preview" {
                let asked = ServicePolicy(id: policy?.id ?? ID(bits: 0), version: 0, since: context.now, rank: rank, name: name, terms: terms)
                return try await page(policy, FormState(PolicyForm.fields(asked)), preview(terms, context), context).response(in: context)
            }
            try await store.save(policy?.id, name: name, rank: rank, terms, by: context.staff.id)
            return context.redirect(to: "/settings/service-levels", saying: context.t("desk.policies.saved"))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return try await page(policy, FormState(form, failure: failure), nil, context, .unprocessableContent).response(in: context)
            case .conflict: return try await page(policy, FormState(form, failure: failure), nil, context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    private func preview(_ terms: ServicePolicy.Terms?, _ context: Context) async throws -> PolicyPreview? {
        guard let terms else { return nil }
        return PolicyPreview(t: context.t, targets: terms.targets, hours: try await store.hours())
    }

    private func page(
        _ policy: ServicePolicy?, _ state: FormState, _ preview: PolicyPreview?, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Page {
        let page = PolicyPage(
            t: context.t, seal: context.seal, policy: policy, state: state, labels: try await labels.all(), teams: try await teams.all(),
            preview: preview)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
