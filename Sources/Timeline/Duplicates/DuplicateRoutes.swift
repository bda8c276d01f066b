import HTTPTypes
import Hummingbird
import Kernel
import People
import Web

/// `/duplicates`: people who may be one, for somebody's word.
struct DuplicateRoutes: Routable {
    let duplicates: DuplicateReviewStore
    let asked: AskedWorkStore

    var routes: RouteTable {
        RouteTable("/duplicates")
            .get(access: .staff(.viewer), use: list)
            .post("look", access: .staff(.agent), use: look)
            .post(":pair/joining", access: .staff(.agent), use: join)
            .post(":pair/dismissal", access: .staff(.agent), use: dismiss)
            .get("rule", access: .staff(.admin), use: askForRule)
            .post("rule", access: .staff(.admin), use: setRule)
            .delete("rule", access: .staff(.admin), use: endRule)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let after = context.query["after"]
        let page = DuplicatesPage(
            t: context.t, seal: context.seal, list: try await duplicates.list(after: after, at: context.now), after: after,
            role: try context.staff.role)
        return Page(page.title, at: .customers, content: page.html)
    }

    /// It takes its time elsewhere; the page says when it is done.
    func look(_ request: Request, _ context: Context) async throws -> Response {
        let isBegun = try await asked.lookForDuplicates()
        return context.redirect(to: "/duplicates", saying: context.t(isBegun ? "duplicates.look.begun" : "duplicates.look.going"))
    }

    func join(_ request: Request, _ context: Context) async throws -> Response {
        try await duplicates.join(context.parameter("pair"), by: context.staff)
        return next(context, saying: "duplicates.joined")
    }

    func dismiss(_ request: Request, _ context: Context) async throws -> Response {
        try await duplicates.dismiss(context.parameter("pair"), by: context.staff)
        return next(context, saying: "duplicates.dismissed")
    }

    private func next(_ context: Context, saying text: String) -> Response {
        context.redirect(to: "/duplicates" + Query().with("after", context.form.optional("after")).text, saying: context.t(text))
    }

    // MARK: - The rule

    /// What is chosen stands in the address, so that one sees what a rule would do before it is set.
    func askForRule(_ request: Request, _ context: Context) async throws -> Response {
        let rule = try await duplicates.rule()
        guard context.query["probability"] != nil else { return page(rule, FormState(rule), context) }
        let form = Form(context.query.pairs, reader: context.t)
        do {
            let asked = try DuplicateRule(form)
            return page(rule, FormState(asked), context, preview: (asked, try await duplicates.preview(asked)))
        } catch let failure as Failure {
            return page(rule, FormState(form, failure: failure), context, .unprocessableContent)
        }
    }

    func setRule(_ request: Request, _ context: Context) async throws -> Response {
        try await duplicates.set(DuplicateRule(context.form), by: context.staff)
        return context.redirect(to: "/duplicates/rule", saying: context.t("duplicates.rule.set"))
    }

    func endRule(_ request: Request, _ context: Context) async throws -> Response {
        try await duplicates.set(nil, by: context.staff)
        return context.redirect(to: "/duplicates/rule", saying: context.t("duplicates.rule.ended"))
    }

    private func page(
        _ rule: DuplicateRule?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok, preview: DuplicateRulePage.Preview? = nil
    ) -> Response {
        let page = DuplicateRulePage(t: context.t, seal: context.seal, rule: rule, state: state, preview: preview)
        return Page(page.title, at: .customers, status: status, content: page.html).response(in: context)
    }
}

extension DuplicateRule {
    /// What an administrator may choose: attributes that say something by themselves first.
    static let choices: [Attribute.Sort] = [.email, .phone, .birthDate, .code, .familyName, .givenName, .postcode, .street, .company]

    /// - Throws: `Failure.invalid` with the field.
    init(_ form: Form) throws {
        let percent = try form.int("probability", 50...100)
        try self.init(leastProbability: Double(percent) / 100, same: Set(Self.choices.filter { form.has("same_\($0.rawValue)") }))
    }
}

extension FormState {
    /// A rule as it stands in the form; without one, a careful suggestion.
    init(_ rule: DuplicateRule?) {
        var values = ["probability": rule.map { "\(Int(($0.leastProbability * 100).rounded()))" } ?? "99"]
        for sort in rule?.same ?? [] { values["same_\(sort.rawValue)"] = "on" }
        self.init(values)
    }
}
