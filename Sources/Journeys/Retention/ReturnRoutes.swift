import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/retention`
struct ReturnRoutes: Routable {
    let store: JourneyStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey/retention")
            .get(access: .staff(.viewer), use: show)
            .get("retention.csv", access: .staff(.viewer), use: sheet)
            .get("people", access: .staff(.viewer), use: behind)
            .get("people.csv", access: .staff(.viewer), use: behindAsSheet)
    }

    /// What an answer is kept by.
    private struct Asked: Hashable, Sendable {
        let choice: ReturnChoice
        var figure: ReturnFigure?
    }

    /// The days of the scope choose who begins; whether they come back is looked for on all days.
    private func answer<Answer: Sendable>(
        _ asked: Asked, _ scope: JourneyScope, at now: Instant,
        _ measure: @escaping @Sendable (AskedLine, ReturnQuestion) async throws -> Answer
    ) async throws -> Measured<Answer> {
        try await store.lately(asked, scope, at: now) { [line = store.line] found in
            var whole = found
            (whole.filter.from, whole.filter.until) = (nil, nil)
            return try await measure(whole, asked.choice.question(found.filter, line.catalogue))
        }
    }

    func returns(_ choice: ReturnChoice, _ scope: JourneyScope, at now: Instant) async throws -> Measured<Returns> {
        try await answer(Asked(choice: choice), scope, at: now) { try await $0.line.returns($1, $0.filter, now: now) }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.retention, store) {
            let choice = try ReturnChoice(context.query, store.line.catalogue)
            let returns = try await returns(choice, context.journeyScope, at: context.now)
            let page = ReturnPage(t: context.t, choice: choice, returns: returns.answer, catalogue: store.line.catalogue, query: context.query)
            return try await context.journeyPage(context.t("journey.tab.retention"), store, measured: returns.at, page.html)
        }
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let choice = try ReturnChoice(context.query, store.line.catalogue)
        let returns = try await returns(choice, context.journeyScope, at: context.now)
        return SheetFile("retention.csv", ReturnCSV(choice: choice, returns: returns.answer).text)
    }

    func people(_ figure: ReturnFigure, _ choice: ReturnChoice, _ scope: JourneyScope, at now: Instant) async throws -> [Int64] {
        try await answer(Asked(choice: choice, figure: figure), scope, at: now) {
            try await $0.line.people(of: figure, in: $1, $0.filter, now: now)
        }.answer
    }

    /// Everybody behind a figure, by the walk that counted them.
    private func numbers(_ context: Context) async throws -> (choice: ReturnChoice, figure: ReturnFigure, people: [Int64]) {
        let choice = try ReturnChoice(context.query, store.line.catalogue)
        let figure = try ReturnFigure(context.query, choice)
        return (choice, figure, try await people(figure, choice, context.journeyScope, at: context.now))
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let (choice, figure, numbers) = try await numbers(context)
        let (t, others) = (context.t, context.query.with("came", figure.came ? "no" : nil).text)
        let button = LinkButton(
            t(figure.came ? "journey.retention.who_not" : "journey.retention.who"), href: "/journey/retention/people\(others)", .quiet)
        return try await context.peoplePage(
            t.title(of: figure, choice), numbers, people, behind: (t("journey.tab.retention"), "/journey/retention"),
            figure: ["at", "cohort", "came"], actions: [button.html])
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let names = try await people.names(try await numbers(context).people)
        return SheetFile("people.csv", PeopleCSV(names: names).text)
    }
}

extension ReturnFigure {
    /// `?cohort=2026-01-01&at=2&came=no`
    ///
    /// - Throws: `invalid` where there is no such figure.
    fileprivate init(_ query: Query, _ choice: ReturnChoice) throws {
        let count = choice.measure == .months ? ReturnChoice.months : choice.spans.count
        guard let place = query.int("at"), (0..<count).contains(place) else { throw Failure.invalid("at", "must be the place of a step") }
        let cohort = query.day("cohort")
        try Failure.require(query["cohort"] == nil || cohort != nil, "cohort", "must be a day, such as 2026-11-22")
        self.init(cohort: cohort, place: place, came: query["came"] != "no")
    }
}
