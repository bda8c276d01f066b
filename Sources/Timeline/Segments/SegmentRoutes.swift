import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/segments`. The draft is asked for by GET, so that nothing is written before it is saved.
struct SegmentRoutes: Routable {
    let segments: SegmentStore

    var routes: RouteTable {
        RouteTable("/segments")
            .get(access: .staff(.viewer), use: list)
            .get("draft", access: .staff(.analyst), use: draft)
            .get(":id", access: .staff(.analyst), use: edit)
            .post(access: .staff(.analyst), use: save)
            .delete(":id", access: .staff(.analyst), use: remove)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let kept = try await segments.list()
        // Each count is a question to the line: beyond twenty the reader opens the segment to see it.
        let counts = try await segments.counts(of: kept.prefix(20).map(\.rules), at: context.now)
        let page = SegmentListPage(
            t: context.t, segments: kept, counts: counts, words: try await words(kept.map(\.rules), context),
            mayChange: try context.staff.role >= .analyst)
        return Page(context.t("segments.title"), at: .customers, content: page.html)
    }

    func edit(_ request: Request, _ context: Context) async throws -> Response {
        context.redirect(to: SegmentDraft(try await segments.find(context.id())).path)
    }

    /// With `add` the rule joins the others, and the address says so.
    func draft(_ request: Request, _ context: Context) async throws -> Response {
        var draft = try SegmentDraft(context.query)
        guard context.query["add"] != nil else { return try await page(draft, FormState(["name": draft.name]), context) }
        let form = Form(context.query.pairs, reader: context.t)
        do {
            let company = try await company(form)
            draft.rules.rules.append(try SegmentRule(form, segments.catalogue, company: company))
            guard draft.rules.rules.count <= SegmentRules.mostRules else {
                throw Failure.invalid("rule", "must be at most \(SegmentRules.mostRules)")
            }
            return context.redirect(to: draft.path)
        } catch let failure as Failure {
            return try await page(draft, FormState(form, failure: failure), context, .unprocessableContent)
        }
    }

    func save(_ request: Request, _ context: Context) async throws -> Response {
        let draft = try SegmentDraft(context.form)
        do {
            let name = try context.form.text("name", 1...100)
            try Failure.require(!draft.rules.rules.isEmpty, "rule", "must not be empty")
            let id: ID<Segment>
            if let kept = draft.id {
                try await segments.change(kept, to: name, draft.rules, by: context.staff)
                id = kept
            } else {
                id = try await segments.add(name, draft.rules, by: context.staff)
            }
            return context.redirect(to: "/customers" + Query().with("segment", id.description).text, saying: context.t("segments.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(draft, FormState(context.form, failure: failure), context, .unprocessableContent)
        }
    }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await segments.remove(context.id(), by: context.staff)
        return context.redirect(to: "/segments", saying: context.t("segments.removed"))
    }

    /// The key of the company that was typed, where one was asked for.
    private func company(_ form: Form) async throws -> String? {
        guard form["add"] == "member" else { return nil }
        return try await segments.companyKey(form.text("company", 1...200))
    }

    private func page(_ draft: SegmentDraft, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let page = SegmentDraftPage(
            t: context.t, seal: context.seal, draft: draft, state: state, adding: context.query["add"], catalogue: segments.catalogue,
            traits: try await segments.traitNames(), count: try await segments.counts(of: [draft.rules], at: context.now)[0],
            words: try await words([draft.rules], context))
        return Page(page.title, at: .customers, status: status, content: page.html).response(in: context)
    }

    private func words(_ rules: [SegmentRules], _ context: Context) async throws -> SegmentWords {
        let keys = Set(rules.flatMap(\.rules).compactMap(\.company))
        return SegmentWords(t: context.t, catalogue: segments.catalogue, companies: try await segments.companyNames(keys.sorted()))
    }
}
