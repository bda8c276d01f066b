import Analytics
import Hummingbird
import Kernel
import Statistics
import Timeline
import Web

/// `/journey/paths`
struct PathRoutes: Routable {
    let store: JourneyStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey/paths")
            .get(access: .staff(.viewer), use: show)
            .get("variants.csv", access: .staff(.viewer), use: variants)
            .get("steps.csv", access: .staff(.viewer), use: steps)
            .get("difference.csv", access: .staff(.viewer), use: difference)
            .get("people", access: .staff(.viewer), use: behind)
            .get("people.csv", access: .staff(.viewer), use: behindAsSheet)
    }

    private func choice(_ context: Context) throws -> PathChoice { try PathChoice(context.query, store.line.catalogue) }

    /// Of the touchpoints that are steps.
    private func answer<Answer: Sendable>(
        _ question: String, _ context: Context, _ measure: @escaping @Sendable (AskedLine, PathChoice) async throws -> Answer
    ) async throws -> Measured<Answer> {
        let (choice, catalogue) = (try choice(context), store.line.catalogue)
        return try await store.lately(Asked(question: question, choice: choice), context.journeyScope, at: context.now) { asked in
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
        try await context.narrowed(.paths, store) {
            let paths = try await answer("paths", context) { asked, choice in
                MeasuredPaths(
                    flow: try await asked.line.flow(choice.question, asked.filter),
                    variants: try await asked.line.variants(VariantQuestion(top: MeasuredPaths.mostVariants, longest: 20), asked.filter),
                    graph: try await asked.line.directlyFollows(asked.filter))
            }
            let difference = try await measuredDifference(context)
            var section: PathDifferenceSection?
            if let found = difference {
                section = PathDifferenceSection(
                    t: context.t, measured: found.answer, names: try await names(context), catalogue: store.line.catalogue, query: context.query)
            }
            let page = PathPage(
                t: context.t, choice: try choice(context), paths: paths.answer, difference: section, catalogue: store.line.catalogue,
                query: context.query)
            let oldest = [paths.at, difference?.at].compactMap(\.self).min()
            return try await context.journeyPage(context.t("journey.tab.paths"), store, compares: .segments, measured: oldest, page.html)
        }
    }

    func variants(_ request: Request, _ context: Context) async throws -> SheetFile {
        let found = try await answer("variants", context) { asked, _ in
            try await asked.line.variants(VariantQuestion(top: 1_000, longest: 20), asked.filter)
        }
        let rows = found.answer.top.map { [CSV.harmless($0.kinds.joined(separator: " > ")), "\($0.people.count)", "\($0.people.share ?? 0)"] }
        return SheetFile("paths.csv", CSV.sheet([["path", "people", "share"]] + rows))
    }

    /// All steps from touchpoint to touchpoint, not the most frequent alone.
    func steps(_ request: Request, _ context: Context) async throws -> SheetFile {
        let edges = try await answer("steps", context) { asked, _ in try await asked.line.directlyFollows(asked.filter).edges }
        let rows = edges.answer.map { edge in
            [CSV.harmless(edge.from), CSV.harmless(edge.to), "\(edge.events)", "\(edge.people)"]
                + [edge.time.median, edge.time.p90, edge.time.mean].map { "\(Double($0.microseconds) / 1e6)" }
        }
        return SheetFile("steps.csv", CSV.sheet([["from", "to", "events", "people", "median_seconds", "p90_seconds", "mean_seconds"]] + rows))
    }
}

// MARK: - Two segments

extension PathRoutes {
    /// `nil` where nothing is compared.
    private func measuredDifference(_ context: Context) async throws -> Measured<MeasuredDifference>? {
        let (scope, now) = (try context.journeyScope, context.now)
        guard let compared = try scope.comparedSegment() else { return nil }
        return try await answer("difference", context) { [line = store.line] asked, _ in
            let groups = try await PathGroups(scope.segment, compared, line, at: now)
            var (one, other) = (asked.filter, asked.filter)
            (one.people, other.people) = (groups.one, groups.other)
            let graphs = (try await asked.line.directlyFollows(one), try await asked.line.directlyFollows(other))
            return MeasuredDifference(difference: PathDifference(graphs.0, graphs.1), both: groups.both)
        }
    }

    /// What the two segments are called.
    private func names(_ context: Context) async throws -> (one: String, other: String) {
        let (scope, segments) = (try context.journeyScope, try await store.segments())
        func name(_ key: String?) -> String? { segments.first { "\($0.id)" == key }?.name }
        return (name(scope.segment) ?? context.t("journey.difference.everybody_else"), name(try scope.comparedSegment()) ?? "")
    }

    func difference(_ request: Request, _ context: Context) async throws -> SheetFile {
        guard let found = try await measuredDifference(context) else { throw Failure.invalid("compare", "must be given") }
        return SheetFile("difference.csv", PathDifferenceCSV(measured: found.answer, names: try await names(context)).text)
    }
}

// MARK: - The people behind a step

extension PathRoutes {
    /// `?via=page_view&at=order_placed&of=other`: of which of two groups, where some are compared.
    private func numbers(_ context: Context) async throws -> (passing: Passing, people: [Int64]) {
        let (query, catalogue) = (context.query, store.line.catalogue)
        let passing = Passing(from: query["via"], to: query["at"] ?? "")
        for (name, kind) in [("via", passing.from), ("at", passing.to)] {
            try Failure.require(kind.map { catalogue.kind(key: $0) != nil } ?? true, name, "must be a touchpoint of the catalogue")
        }
        let (scope, now, isOther) = (try context.journeyScope, context.now, query["of"] == "other")
        let compared = try scope.comparedSegment()
        let people = try await answer("\(passing) \(isOther)", context) { [line = store.line] asked, _ in
            var filter = asked.filter
            if let compared {
                let groups = try await PathGroups(scope.segment, compared, line, at: now)
                filter.people = isOther ? groups.other : groups.one
            }
            return try await asked.line.people(passing: passing, filter)
        }
        return (passing, people.answer)
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let (passing, numbers) = try await numbers(context)
        return try await context.peoplePage(
            context.t.title(of: passing, store.line.catalogue), numbers, people, behind: (context.t("journey.tab.paths"), "/journey/paths"),
            figure: ["via", "at", "of"])
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("people.csv", PeopleCSV(names: try await people.names(try await numbers(context).people)).text)
    }
}
