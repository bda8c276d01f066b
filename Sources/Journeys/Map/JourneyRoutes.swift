import Hummingbird
import Kernel
import Web

/// `/journey`: the map as it is measured, and the diagnosis.
struct JourneyRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey")
            .get(access: .staff(.viewer), use: show)
            .get("causes.csv", access: .staff(.viewer), use: causes)
            .get("map.csv", access: .staff(.viewer), use: map)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.map, store) {
            let scope = try context.mapScope
            let choice = try StakeChoice(context.query)
            let journey = try await store.journey(scope, at: context.now)
            let voices = try await store.voices(scope, context.language, at: context.now)
            let stakes = try await store.stakes(choice, scope, at: context.now)
            let page = JourneyPage(
                t: context.t, journey: journey.answer, voices: voices.answer, stakes: (choice, stakes.answer),
                measured: MeasuringTime(t: context.t, times: [journey.at, voices.at, stakes.at]), scope: scope, query: context.query)
            let pickers = scope.pickers(
                try await store.segments(), context.t, compares: .segmentsAndDays, journeys: try await store.journeys(),
                suggestions: try await store.suggestions(at: context.now))
            return Page(page.title, at: .journey, scope: pickers, content: page.html)
        }
    }

    /// The same figures as in the table of the page.
    func causes(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("causes.csv", CausesCSV(journey: try await store.journey(context.mapScope, at: context.now).answer).text)
    }

    /// The lanes of the map, a row for each stage.
    func map(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("journey.csv", MapCSV(journey: try await store.journey(context.mapScope, at: context.now).answer).text)
    }
}

extension Context {
    /// - Throws: `invalid` where the address asks for days that there are not.
    var journeyScope: JourneyScope {
        get throws {
            try Period.requireDays(query)
            return JourneyScope(query, today: t.today)
        }
    }

    /// Also which journey.
    var mapScope: JourneyScope {
        get throws {
            var scope = try journeyScope
            scope.journey = query["journey"]
            return scope
        }
    }

    /// A page of the journey with the pickers of days and segment.
    ///
    /// - Parameter measured: when, where something has come in since.
    func journeyPage(
        _ title: String, _ store: JourneyStore, compares: JourneyScope.Comparisons = .none, measured: Instant?, _ content: HTML
    ) async throws -> Page {
        let suggestions = try await store.suggestions(at: now)
        let scope = try journeyScope.pickers(try await store.segments(), t, compares: compares, suggestions: suggestions)
        return Page(title, at: .journey, scope: scope, content: "\(content)\(MeasuringTime(t: t, times: [measured]).html)")
    }

    /// The page of a view; where it cannot be narrowed as it should, or what it is asked cannot be, the same page without figures, with one sentence
    /// at the field.
    func narrowed(_ view: JourneyTabs.View, _ store: JourneyStore, title: String? = nil, _ page: () async throws -> Page) async throws -> Page {
        do { return try await page() } catch let failure as Failure {
            let refusal = ScopeRefusal(failure)
            let question = RefusedQuestion(failure, view, t, path: path, query)
            guard refusal != nil || question != nil else { throw failure }
            let kept = refusal.map { query.with($0.field, nil) } ?? question?.rest ?? query
            let scope = JourneyScope(kept, today: t.today).pickers(
                try await store.segments(), t, suggestions: try await store.suggestions(at: now), refusal: refusal)
            let title = title ?? (view == .map ? t("web.place.journey") : t("journey.tab.\(view.rawValue)"))
            let said: HTML =
                if refusal == nil, let question {
                    Section(t("journey.refused"), content: question.html).html
                } else { EmptyState(.noResult, t("journey.scope.refused"), t("journey.scope.refused.hint")).html }
            return Page(
                title, at: .journey, scope: view == .insights ? nil : scope, status: .unprocessableContent,
                content: "\(PageHeader(title))\(JourneyTabs(t: t, current: view, query: kept))\(said)")
        }
    }
}
