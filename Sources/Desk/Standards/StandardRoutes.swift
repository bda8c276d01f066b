import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox/standards`
struct StandardRoutes: Routable {
    let store: StandardStore

    var routes: RouteTable {
        RouteTable("/inbox/standards")
            .get(access: .staff(.agent), use: list)
            .post(access: .staff(.manager), use: add)
            .get("new", access: .staff(.manager), use: begin)
            .post("starters", access: .staff(.manager), use: takeOver)
            .get("standards.csv", access: .staff(.agent), use: export)
            .get(":id", access: .staff(.agent), use: show)
            .put(":id", access: .staff(.manager), use: change)
            .delete(":id", access: .staff(.manager), use: putAway)
            .post(":id/return", access: .staff(.manager), use: takeUp)
            .post(":id/progress", access: .staff(.manager), use: report)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let mayEdit = try context.staff.role >= .manager
        let page = StandardsPage(t: context.t, seal: context.seal, rows: try await store.list(), mayEdit: mayEdit)
        return Page(page.title, at: .inbox, content: page.html)
    }

    func export(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("standards.csv", StandardCSV(t: context.t, rows: try await store.list()).text)
    }

    func takeOver(_ request: Request, _ context: Context) async throws -> Response {
        let count = try await store.takeOver(by: context.staff.id)
        return context.redirect(to: "/inbox/standards", saying: context.t("standards.taken_over", ["count": count]))
    }

    // MARK: - One

    func show(_ request: Request, _ context: Context) async throws -> Response {
        try await page(store.whole(context.id()), nil, nil, context)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Response { try await newPage(FormState(), context) }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let id = try await store.add(words(context.form), state(context.form, .init()), by: context.staff.id)
            return context.redirect(to: "/inbox/standards/\(id)", saying: context.t("standards.saved"))
        } catch let failure as Failure {
            guard let status = Self.shown(failure) else { throw failure }
            return try await newPage(FormState(context.form, failure: failure), context, status)
        }
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let whole = try await store.whole(context.id())
        do {
            let (standard, before) = (whole.standard, whole.standard.words(context.t))
            let words = standard.kept(try words(context.form), context.t)
            try await store.change(
                standard.id, words, state(context.form, standard.state),
                saying: [before.name, before.why, before.how].filter { !$0.isEmpty }.joined(separator: "\n"), by: context.staff)
            return context.redirect(to: standard.path, saying: context.t("standards.saved"))
        } catch let failure as Failure {
            guard let status = Self.shown(failure) else { throw failure }
            return try await page(whole, nil, FormState(context.form, failure: failure), context, status)
        }
    }

    func report(_ request: Request, _ context: Context) async throws -> Response {
        let whole = try await store.whole(context.id())
        do {
            let form = context.form
            var state = whole.standard.state
            (state.status, state.reviewOn) = (try form.choice("status"), try form.optional("review_on").map { _ in try form.day("review_on") })
            let (text, link) = (try form.text("text", 0...StandardStore.longest), try form.text("link", 0...1_000))
            try StandardEntry.check(link: link, "link")
            // That it is met is not taken on trust.
            let needsProof = state.status == .met && whole.standard.state.status != .met
            try Failure.require(!needsProof || !text.isEmpty || !link.isEmpty, "text", "must say what shows that the standard is met")
            try await store.report(state, of: whole.standard.id, text: text, link: link, by: context.staff)
            return context.redirect(to: whole.standard.path, saying: context.t("standards.reported"))
        } catch let failure as Failure {
            guard let status = Self.shown(failure) else { throw failure }
            return try await page(whole, FormState(context.form, failure: failure), nil, context, status)
        }
    }

    func putAway(_ request: Request, _ context: Context) async throws -> Response { try await put(away: true, context) }

    func takeUp(_ request: Request, _ context: Context) async throws -> Response { try await put(away: false, context) }

    private func put(away: Bool, _ context: Context) async throws -> Response {
        let id: ID<ServiceStandard> = try context.id()
        try await store.put(id, away: away, by: context.staff)
        return context.redirect(
            to: away ? "/inbox/standards" : "/inbox/standards/\(id)", saying: context.t(away ? "standards.gone" : "standards.back"))
    }

    // MARK: - Forms

    private func words(_ form: Form) throws -> ServiceStandard.Words {
        ServiceStandard.Words(
            name: try form.text("name", 1...200), why: try form.text("why", 0...StandardStore.longest),
            how: try form.text("how", 0...StandardStore.longest))
    }

    private func state(_ form: Form, _ before: ServiceStandard.State) throws -> ServiceStandard.State {
        ServiceStandard.State(
            owner: try form.optional("owner").map { _ in try form.id("owner") }, status: before.status,
            reviewOn: try form.optional("review_on").map { _ in try form.day("review_on") })
    }

    /// How a page answers that shows its form again; `nil` where it does not.
    private static func shown(_ failure: Failure) -> HTTPResponse.Status? {
        switch failure {
        case .invalid: .unprocessableContent
        case .conflict: .conflict
        default: nil
        }
    }

    private func newPage(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let page = NewStandardPage(t: context.t, seal: context.seal, colleagues: try await store.colleagues(), state: state)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }

    private func page(
        _ whole: StandardStore.Whole, _ progress: FormState?, _ change: FormState?, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (standard, words) = (whole.standard, whole.standard.words(context.t))
        let review = standard.state.reviewOn.map { "\($0)" } ?? ""
        let usual = FormState(["status": standard.state.status.rawValue, "review_on": review])
        let kept = FormState([
            "name": words.name, "why": words.why, "how": words.how, "owner": standard.state.owner?.description ?? "", "review_on": review,
        ])
        let page = StandardPage(
            t: context.t, seal: context.seal, whole: whole, colleagues: try await store.colleagues(),
            mayEdit: try context.staff.role >= .manager, progress: progress ?? usual, change: change ?? kept)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }
}
