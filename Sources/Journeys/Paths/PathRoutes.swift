import Analytics
import Hummingbird
import Kernel
import Statistics
import Timeline
import Web

/// `/journey/paths`
struct PathRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey/paths")
            .get(access: .staff(.viewer), use: show)
            .get("variants.csv", access: .staff(.viewer), use: variants)
            .get("steps.csv", access: .staff(.viewer), use: steps)
    }

    /// Of the touchpoints that are steps.
    private func answer<Answer: Sendable>(
        _ question: some Hashable & Sendable, _ context: Context, _ measure: @escaping @Sendable (AskedLine) async throws -> Answer
    ) async throws -> Answer {
        let steps = PathChoice(context.query).all ? nil : store.line.catalogue.kindsOfTheWay
        return try await store.answer(Narrowed(question: question, all: steps == nil), context.journeyScope, at: context.now) { asked in
            var asked = asked
            asked.filter.kinds = steps
            return try await measure(asked)
        }
    }

    private struct Narrowed<Question: Hashable & Sendable>: Hashable, Sendable {
        let question: Question
        let all: Bool
    }

    private func measured(_ context: Context) async throws -> MeasuredPaths {
        let (choice, catalogue) = (PathChoice(context.query), store.line.catalogue)
        let question = choice.question
        try Failure.require(choice.anchor.map { catalogue.kind(key: $0) != nil } ?? true, "start", "must be a touchpoint of the catalogue")
        return try await answer(question, context) { asked in
            MeasuredPaths(
                flow: try await asked.line.flow(question, asked.filter),
                variants: try await asked.line.variants(VariantQuestion(top: MeasuredPaths.mostVariants, longest: 20), asked.filter),
                graph: try await asked.line.directlyFollows(asked.filter))
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let page = PathPage(
            t: context.t, choice: PathChoice(context.query), paths: try await measured(context), catalogue: store.line.catalogue,
            query: context.query)
        return Page(
            context.t("journey.tab.paths"), at: .journey, scope: context.journeyScope.pickers(try await store.segments(), context.t),
            content: page.html)
    }

    func variants(_ request: Request, _ context: Context) async throws -> SheetFile {
        let found = try await answer("variants", context) { try await $0.line.variants(VariantQuestion(top: 1_000, longest: 20), $0.filter) }
        let rows = found.top.map { [CSV.harmless($0.kinds.joined(separator: " > ")), "\($0.people.count)", "\($0.people.share ?? 0)"] }
        return SheetFile("paths.csv", CSV.sheet([["path", "people", "share"]] + rows))
    }

    /// All steps from touchpoint to touchpoint, not the most frequent alone.
    func steps(_ request: Request, _ context: Context) async throws -> SheetFile {
        let edges = try await answer("steps", context) { try await $0.line.directlyFollows($0.filter).edges }
        let rows = edges.map { edge in
            [CSV.harmless(edge.from), CSV.harmless(edge.to), "\(edge.events)", "\(edge.people)"]
                + [edge.time.median, edge.time.p90, edge.time.mean].map { "\(Double($0.microseconds) / 1e6)" }
        }
        return SheetFile("steps.csv", CSV.sheet([["from", "to", "events", "people", "median_seconds", "p90_seconds", "mean_seconds"]] + rows))
    }
}
