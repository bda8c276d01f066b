import Analytics
import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/journeys`. A draft goes back and forth in its form: nothing is written before it is saved.
struct JourneyPlanRoutes: Routable {
    let store: JourneyStore
    let plans: JourneyPlanStore

    var routes: RouteTable {
        RouteTable("/journey/journeys")
            .get(access: .staff(.viewer), use: list)
            .get("new", access: .staff(.manager), use: new)
            .post("new", access: .staff(.manager), use: edit)
            .get(":id", access: .staff(.viewer), use: show)
            .get(":id/draft", access: .staff(.manager), use: change)
            .post(":id/draft", access: .staff(.manager), use: edit)
            .post(":id/versions", access: .staff(.manager), use: goBack)
            .delete(":id", access: .staff(.manager), use: putAway)
    }

    private var catalogue: Timeline.Catalogue { store.line.catalogue }
    private func kinds(_ context: Context) -> KindNames { KindNames(context.t, catalogue) }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = JourneyPlansPage(
            t: context.t, journeys: try await plans.all(), mayChange: try context.staff.role >= .manager, query: context.query)
        return Page(context.t("journey.tab.journeys"), at: .journey, content: page.html)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let page = JourneyPlanPage(
            t: context.t, seal: context.seal, versions: try await plans.versions(of: context.id()), catalogue: catalogue,
            mayChange: try context.staff.role >= .manager)
        return Page(page.title, at: .journey, content: page.html)
    }

    func new(_ request: Request, _ context: Context) async throws -> Response {
        let moments = JourneyPlan("", momentsOf: catalogue) { context.t.name(of: $0) }
        return try await page(JourneyDraft(moments), FormState(), context)
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let newest = try await plans.newest(context.id())
        return try await page(JourneyDraft(newest.plan, id: newest.journey, base: newest.number), FormState(), context)
    }

    /// Does what the button says that was pressed; what is wrong is said at its field, with all that was typed.
    func edit(_ request: Request, _ context: Context) async throws -> Response {
        let form = context.form
        let kept: ID<JourneyPlan>? = context.parameter("id").isEmpty ? nil : try context.id()
        var draft = try JourneyDraft(form, id: kept)
        do {
            if form["do"] == "save" { return try await save(draft, context) }
            try draft.press(form["do"], form, catalogue)
            return try await page(draft, FormState(["rule_stage": form["rule_stage"]]), context)
        } catch let failure as Failure {
            return try await page(draft, FormState(form, failure: failure), context, .unprocessableContent)
        }
    }

    private func save(_ draft: JourneyDraft, _ context: Context) async throws -> Response {
        let (plan, note) = (try draft.plan(kinds(context)), try context.form.text("note", 0...500))
        let id: ID<JourneyPlan>
        if let kept = draft.id {
            try await plans.append(plan, to: kept, after: draft.base, note: note, by: context.staff)
            id = kept
        } else {
            id = try await plans.add(plan, note: note, by: context.staff)
        }
        return context.redirect(to: "/journey" + Query().with("journey", "\(id)").text, saying: context.t("journey.plan.said.saved"))
    }

    /// An older version becomes the newest once more.
    func goBack(_ request: Request, _ context: Context) async throws -> Response {
        let versions = try await plans.versions(of: context.id())
        let number = try context.form.int("number")
        guard let older = versions.first(where: { $0.number == number }) else { throw Failure.missing("This version") }
        let note = context.t("journey.plan.as_version", ["number": number])
        try await plans.append(older.plan, to: older.journey, after: versions[0].number, note: note, by: context.staff)
        return context.redirect(to: "/journey/journeys/\(older.journey)", saying: context.t("journey.plan.said.saved"))
    }

    func putAway(_ request: Request, _ context: Context) async throws -> Response {
        try await plans.putAway(context.id(), by: context.staff)
        return context.redirect(to: "/journey/journeys", saying: context.t("journey.plan.said.put_away"))
    }

    private func page(
        _ draft: JourneyDraft, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let page = JourneyEditorPage(
            t: context.t, seal: context.seal, draft: draft, state: state, kinds: kinds(context), counts: try await counts(draft, context))
        return Page(page.title, at: .journey, status: status, content: page.html).response(in: context)
    }

    /// What the draft comes to among all customers on all days; `nil` while its rules cannot be asked.
    private func counts(_ draft: JourneyDraft, _ context: Context) async throws -> JourneyCounts? {
        let shape: JourneyPlan
        do { shape = try draft.shape(kinds(context)) } catch is Failure { return nil }
        let scope = JourneyScope(Query(), today: context.t.today)
        return try await store.answer(shape, scope, at: context.now) { [line = store.line] asked in
            JourneyCounts(
                people: try await asked.line.overview(asked.filter).people,
                contents: try await asked.line.following(line.definition(shape)).stageContents(asked.filter))
        }
    }
}

/// How many customers and touchpoints fall where.
struct JourneyCounts: Sendable {
    /// All there are, also those who take no part.
    let people: Int
    let contents: StageContents
}
