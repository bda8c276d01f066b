import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/summary`: one page for a board, on screen and on paper.
struct SummaryRoutes: Routable {
    let store: JourneyStore
    let insights: InsightStore
    let benchmarks: BenchmarkStore

    var routes: RouteTable {
        RouteTable("/journey/summary").get(access: .staff(.viewer), use: show)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.map, store, title: context.t("journey.summary")) {
            let (scope, choice, now) = (try scope(context), try StakeChoice(context.query), context.now)
            let segments = try await store.segments()
            let (readings, journey) = (try await store.readings(scope, at: now), try await store.journey(scope, at: now))
            let board = try await store.board(try await insights.all(), choice, at: now)
            let compared = try await store.compared(try await benchmarks.all(), at: now)
            let summary = Summary(readings.answer, journey.answer, board.answer, compared)
            let page = SummaryPage(
                t: context.t, summary: summary, choice: choice, scope: scope, segments: segments,
                measured: MeasuringTime(t: context.t, times: [readings.at, journey.at, board.at]), query: context.query)
            let pickers = scope.pickers(
                segments, context.t, journeys: try await store.journeys(), suggestions: try await store.suggestions(at: now))
            return Page(page.title, at: .journey, scope: pickers, content: page.html)
        }
    }

    /// A year, unless other days are asked for; nothing is compared but the days before.
    private func scope(_ context: Context) throws -> JourneyScope {
        try Period.requireDays(context.query)
        let query = context.query.scope
        let hasDays = ["period", "from", "to"].contains { query[$0] != nil }
        var scope = JourneyScope(hasDays ? query : query.with("period", "365d"), today: context.t.today)
        scope.journey = query["journey"]
        return scope
    }
}

extension JourneyStore {
    /// Service, experience and success of these days, against as many days right before.
    func readings(_ scope: JourneyScope, at now: Instant) async throws -> Measured<[Summary.Reading]> {
        let (period, catalogue) = (scope.period, line.catalogue)
        return try await lately("readings", scope, at: now) { asked in
            let isAll = period.choice == .all
            return try await Summary.Reading.all(
                asked.line, catalogue, asked.filter, before: isAll ? nil : asked.filter.within(period.before),
                beforeThat: isAll ? nil : asked.filter.within(period.before.before))
        }
    }
}
