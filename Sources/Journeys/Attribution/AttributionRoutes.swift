import Analytics
import Hummingbird
import Kernel
import Statistics
import Timeline
import Web

/// What credit the address asks for: `?goal=order_placed&model=position&by=channel&days=30`.
struct AttributionChoice: Hashable, Sendable {
    let goal: String
    let model: Model
    let by: AttributionQuestion.Place
    let days: Int

    enum Model: String, Hashable, Sendable, CaseIterable { case first, last, linear, position, decay, markov, shapley }

    init(_ query: Query) {
        goal = query["goal"] ?? "order_placed"
        model = query.choice("model") ?? .position
        by = query["by"] == "kind" ? .kind : .channel
        days = query.int("days").map { min(max($0, 1), 3_650) } ?? 30
    }

    var question: AttributionQuestion {
        let model: AttributionModel =
            switch model {
            case .first: .first
            case .last: .last
            case .linear: .linear
            case .position: .position
            case .decay: .timeDecay(halfLife: 7)
            case .markov: .markov
            case .shapley: .shapley
            }
        return AttributionQuestion(goal, by: by, lookback: .days(Int64(days)), model: model)
    }
}

/// `/journey/attribution`
struct AttributionRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey/attribution")
            .get(access: .staff(.viewer), use: show)
            .get("attribution.csv", access: .staff(.viewer), use: sheet)
    }

    private func measured(_ context: Context) async throws -> Attribution {
        let (choice, query) = (AttributionChoice(context.query), context.query)
        let isModel = query["model"].map { $0 == choice.model.rawValue } ?? true
        try Failure.require(isModel, "model", "must be one of those on the page")
        try Failure.require(["channel", "kind"].contains(query["by"] ?? "kind"), "by", "must be one of those on the page")
        try Failure.require(store.line.catalogue.kind(key: choice.goal) != nil, "goal", "must be a touchpoint of the catalogue")
        return try await store.answer(choice, context.journeyScope, at: context.now) { try await $0.line.attribution(choice.question, $0.filter) }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let page = AttributionPage(
            t: context.t, choice: AttributionChoice(context.query), attribution: try await measured(context), catalogue: store.line.catalogue,
            query: context.query)
        return Page(
            context.t("journey.tab.attribution"), at: .journey, scope: context.journeyScope.pickers(try await store.segments(), context.t),
            content: page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let found = try await measured(context)
        let currencies = Set(found.credits.flatMap(\.value.keys)).sorted { $0.code < $1.code }
        let rows = found.credits.map { credit in
            [CSV.harmless(credit.name), "\(credit.goals)"] + currencies.map { credit.value[$0].map { "\($0)" } ?? "" }
        }
        return SheetFile("attribution.csv", CSV.sheet([["name", "goals"] + currencies.map { "minor_\($0.code)" }] + rows))
    }
}
