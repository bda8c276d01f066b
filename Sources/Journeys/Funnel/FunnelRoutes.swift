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

    private func funnel(_ context: Context) async throws -> (choice: FunnelChoice, funnel: Funnel) {
        let (choice, now) = (FunnelChoice(context.query), context.now)
        let question = try choice.question(store.line.catalogue)
        return (choice, try await store.answer(choice, context.journeyScope, at: now) { try await $0.line.funnel(question, $0.filter, now: now) })
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let (choice, funnel) = try await funnel(context)
        let page = FunnelPage(t: context.t, choice: choice, funnel: funnel, catalogue: store.line.catalogue, query: context.query)
        return try await context.journeyPage(context.t("journey.tab.funnel"), store, page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("funnel.csv", FunnelCSV(funnel: try await funnel(context).funnel).text)
    }

    /// What the people behind a figure are kept by.
    private struct Behind: Hashable, Sendable {
        let choice: FunnelChoice
        let figure: FunnelFigure
    }

    /// Everybody behind a figure, by the walk that counted them.
    private func numbers(_ context: Context) async throws -> (figure: FunnelFigure, people: [Int64]) {
        let choice = FunnelChoice(context.query)
        guard let step = context.query.int("at"), choice.steps.indices.contains(step) else {
            throw Failure.invalid("at", "must be the place of a step")
        }
        guard let fate = FunnelFigure.Fate(rawValue: context.query["fate"] ?? "reached"), fate == .reached || step < choice.steps.count - 1 else {
            throw Failure.invalid("fate", "must be one that the step has")
        }
        let figure = FunnelFigure(step: step, fate: fate)
        let (question, now) = (try choice.question(store.line.catalogue), context.now)
        let people = try await store.answer(Behind(choice: choice, figure: figure), context.journeyScope, at: now) {
            try await $0.line.people(of: figure, in: question, $0.filter, now: now)
        }
        return (figure, people)
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let (figure, numbers) = try await numbers(context)
        let names = try await people.names(Array(numbers.prefix(PeoplePage.most)))
        let (t, query) = (context.t, context.query)
        let step = t.name(ofStep: FunnelChoice(query).steps[figure.step], store.line.catalogue)
        let title = t("journey.funnel.behind.\(figure.fate.rawValue)", ["step": step])
        let page = PeoplePage(
            t: t, title: title, names: names, count: numbers.count,
            back: Crumb(t("journey.tab.funnel"), "/journey/funnel" + query.with("at", nil).with("fate", nil).text),
            file: "/journey/funnel/people.csv\(query.text)")
        return Page(title, at: .journey, content: page.html)
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let names = try await people.names(try await numbers(context).people)
        return SheetFile("people.csv", PeopleCSV(names: names).text)
    }
}
