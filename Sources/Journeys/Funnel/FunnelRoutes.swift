import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/funnel`
struct FunnelRoutes: Routable {
    let store: JourneyStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey/funnel")
            .get(access: .staff(.viewer), use: show)
            .get("funnel.csv", access: .staff(.viewer), use: sheet)
            .get("people", access: .staff(.viewer), use: behind)
            .get("people.csv", access: .staff(.viewer), use: behindAsSheet)
    }

    /// What an answer is kept by.
    private struct Asked: Hashable, Sendable {
        let choice: FunnelChoice
        var figure: FunnelFigure?
    }

    private func answer<Answer: Sendable>(
        _ asked: Asked, _ scope: JourneyScope, at now: Instant, _ measure: @escaping @Sendable (AskedLine, FunnelQuestion) async throws -> Answer
    ) async throws -> Measured<Answer> {
        // Bad steps are told before anything is read.
        _ = try asked.choice.question(store.line.catalogue)
        return try await store.lately(asked, scope, at: now) { [line = store.line] found in
            let kinds = asked.choice.kinds(line.catalogue)
            let values: TouchValues? =
                if let constant = asked.choice.constant {
                    try await CarriedStore(line: line).values(constant, of: kinds)
                } else { nil }
            return try await measure(found, asked.choice.question(line.catalogue, constant: values))
        }
    }

    private func funnel(_ context: Context) async throws -> (choice: FunnelChoice, funnel: Measured<Funnel>) {
        let (choice, now) = (try FunnelChoice(context.query), context.now)
        let scope = try context.journeyScope
        return (choice, try await answer(Asked(choice: choice), scope, at: now) { try await $0.line.funnel($1, $0.filter, now: now) })
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.funnel, store) {
            let (choice, funnel) = try await funnel(context)
            let carried = try await CarriedStore(line: store.line).found(in: choice.kinds(store.line.catalogue))
            let page = FunnelPage(
                t: context.t, choice: choice, funnel: funnel.answer, carried: carried, catalogue: store.line.catalogue, query: context.query)
            return try await context.journeyPage(context.t("journey.tab.funnel"), store, measured: funnel.at, page.html)
        }
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("funnel.csv", FunnelCSV(funnel: try await funnel(context).funnel.answer).text)
    }

    /// Everybody behind a figure, by the walk that counted them.
    private func numbers(_ context: Context) async throws -> (choice: FunnelChoice, figure: FunnelFigure, people: [Int64]) {
        let choice = try FunnelChoice(context.query)
        guard let step = context.query.int("at"), choice.steps.indices.contains(step) else {
            throw Failure.invalid("at", "must be the place of a step")
        }
        guard let fate = FunnelFigure.Fate(rawValue: context.query["fate"] ?? "reached"), fate == .reached || step < choice.steps.count - 1 else {
            throw Failure.invalid("fate", "must be one that the step has")
        }
        let figure = FunnelFigure(step: step, fate: fate)
        return (choice, figure, try await people(figure, choice, context.journeyScope, at: context.now))
    }

    func people(_ figure: FunnelFigure, _ choice: FunnelChoice, _ scope: JourneyScope, at now: Instant) async throws -> [Int64] {
        try await answer(Asked(choice: choice, figure: figure), scope, at: now) {
            try await $0.line.people(of: figure, in: $1, $0.filter, now: now)
        }.answer
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let (choice, figure, numbers) = try await numbers(context)
        return try await context.peoplePage(
            context.t.title(of: figure, choice, store.line.catalogue), numbers, people,
            behind: (context.t("journey.tab.funnel"), "/journey/funnel"), figure: ["at", "fate"])
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let names = try await people.names(try await numbers(context).people)
        return SheetFile("people.csv", PeopleCSV(names: names).text)
    }
}
