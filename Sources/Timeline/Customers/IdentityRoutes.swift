import HTTPTypes
import Hummingbird
import Kernel
import People
import Web

/// `/customers/:id/identities`, and what staff may change about who is who.
struct IdentityRoutes: Routable {
    private let customers: CustomerStore
    private let identities: CustomerIdentityStore

    init(line: Line, recording: @escaping SettingsChange.Recording) {
        customers = CustomerStore(line: line)
        identities = CustomerIdentityStore(line: line, recording: recording)
    }

    var routes: RouteTable {
        RouteTable("/customers/:id")
            .get("identities", access: .staff(.viewer), use: show)
            .get("merge", access: .staff(.agent), use: askToMerge)
            .post("merge", access: .staff(.agent), use: merge)
            .post("split", access: .staff(.agent), use: split)
            .put("verifications/:identifier", access: .staff(.agent), use: verify)
            .delete("verifications/:identifier", access: .staff(.agent), use: withdraw)
            .delete("decisions/:first/:last", access: .staff(.agent), use: undo)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page { try await page(FormState(), [], context) }

    private func page(_ state: FormState, _ chosen: Set<Int64>, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Page {
        let (customer, standing) = try await customers.standing(of: context.id())
        let head = CustomerHead(t: context.t, customer: customer, standing: standing, tab: .identities)
        let page = CustomerIdentityPage(
            head: head, view: try await identities.view(of: customer.person.number), seal: context.seal, mayChange: try context.staff.role >= .agent,
            source: customers.source, state: state, chosen: chosen)
        return Page(head.title, at: .customers, status: status, content: page.html)
    }

    /// First whom to join with, then both side by side.
    func askToMerge(_ request: Request, _ context: Context) async throws -> Page {
        let customer = try await customers.find(context.id())
        if let other: ID<Person> = context.query.id("with") {
            let page = MergeQuestionPage(t: context.t, seal: context.seal, one: customer, other: try await customers.find(other))
            return Page(context.t("customers.merge"), at: .customers, content: page.html)
        }
        let search = context.query["q"]
        let found = search == nil ? [] : try await customers.list(.init(search: search)).rows
        let page = MergeSearchPage(t: context.t, customer: customer, search: search, found: found.filter { $0.person != customer.person })
        return Page(context.t("customers.merge"), at: .customers, content: page.html)
    }

    func merge(_ request: Request, _ context: Context) async throws -> Response {
        let (customer, other) = (try await customers.find(context.id()), try await customers.find(context.form.id("with")))
        try await identities.merge(
            customer.person.number, with: other.person.number, by: context.staff, reason: context.form.text("reason", 0...500))
        return context.redirect(to: customer.path + "/identities", saying: context.t("customers.merged"))
    }

    /// What is wrong is said at the form, with all that was ticked and typed.
    func split(_ request: Request, _ context: Context) async throws -> Response {
        let customer = try await customers.find(context.id())
        let chosen = context.form.all("identifier").compactMap { Int64($0) }
        do {
            try await identities.separate(chosen, from: customer.person.number, by: context.staff, reason: context.form.text("reason", 0...500))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(FormState(context.form, failure: failure), Set(chosen), context, .unprocessableContent).response(in: context)
        }
        return context.redirect(to: customer.path + "/identities", saying: context.t("customers.separated"))
    }

    func verify(_ request: Request, _ context: Context) async throws -> Response { try await set(true, context) }
    func withdraw(_ request: Request, _ context: Context) async throws -> Response { try await set(false, context) }

    private func set(_ isVerified: Bool, _ context: Context) async throws -> Response {
        let customer = try await customers.find(context.id())
        guard let identifier = Int64(context.parameter("identifier")) else { throw Failure.missing("This identifier") }
        try await identities.verify(identifier, isVerified, of: customer.person, by: context.staff)
        let text = isVerified ? "customers.verification.set" : "customers.verification.withdrawn"
        return context.redirect(to: customer.path + "/identities", saying: context.t(text))
    }

    func undo(_ request: Request, _ context: Context) async throws -> Response {
        let customer = try await customers.find(context.id())
        guard let first = Int64(context.parameter("first")), let last = Int64(context.parameter("last")) else {
            throw Failure.missing("This decision")
        }
        do {
            try await identities.undo(.init(first: first, last: last), about: customer.person.number, by: context.staff, reason: "")
        } catch Failure.conflict {
            // What somebody wanted has happened already.
            return context.redirect(to: customer.path + "/identities", saying: context.t("customers.undone.before"))
        }
        return context.redirect(to: customer.path + "/identities", saying: context.t("customers.undone"))
    }
}
