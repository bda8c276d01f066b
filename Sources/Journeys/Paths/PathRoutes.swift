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

    private func choice(_ context: Context) throws -> PathChoice { try PathChoice(context.query, store.line.catalogue) }

    /// Of the touchpoints that are steps.
    private func answer<Answer: Sendable>(
        _ question: String, _ context: Context, _ measure: @escaping @Sendable (AskedLine, PathChoice) async throws -> Answer
    ) async throws -> Answer {
        let (choice, catalogue) = (try choice(context), store.line.catalogue)
        return try await store.answer(Asked(question: question, choice: choice), context.journeyScope, at: context.now) { asked in
            var asked = asked
            if !choice.all { asked.filter.kinds = catalogue.kindsOfTheWay }
            return try await measure(asked, choice)
        }
    }

    private struct Asked: Hashable, Sendable {
        let question: String
        let choice: PathChoice
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let paths = try await answer("paths", context) { asked, choice in
            MeasuredPaths(
                flow: try await asked.line.flow(choice.question, asked.filter),
                variants: try await asked.line.variants(VariantQuestion(top: MeasuredPaths.mostVariants, longest: 20), asked.filter),
                graph: try await asked.line.directlyFollows(asked.filter))
        }
        let page = PathPage(t: context.t, choice: try choice(context), paths: paths, catalogue: store.line.catalogue, query: context.query)
        return try await context.journeyPage(context.t("journey.tab.paths"), store, page.html)
    }

    func variants(_ request: Request, _ context: Context) async throws -> SheetFile {
        let found = try await answer("variants", context) { asked, _ in
            try await asked.line.variants(VariantQuestion(top: 1_000, longest: 20), asked.filter)
        }
        let rows = found.top.map { [CSV.harmless($0.kinds.joined(separator: " > ")), "\($0.people.count)", "\($0.people.share ?? 0)"] }
        return SheetFile("paths.csv", CSV.sheet([["path", "people", "share"]] + rows))
    }

    /// All steps from touchpoint to touchpoint, not the most frequent alone.
    func steps(_ request: Request, _ context: Context) async throws -> SheetFile {
        let edges = try await answer("steps", context) { asked, _ in try await asked.line.directlyFollows(asked.filter).edges }
        let rows = edges.map { edge in
            [CSV.harmless(edge.from), CSV.harmless(edge.to), "\(edge.events)", "\(edge.people)"]
                + [edge.time.median, edge.time.p90, edge.time.mean].map { "\(Double($0.microseconds) / 1e6)" }
        }
        return SheetFile("steps.csv", CSV.sheet([["from", "to", "events", "people", "median_seconds", "p90_seconds", "mean_seconds"]] + rows))
    }
}
