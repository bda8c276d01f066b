import Analytics
import Hummingbird
import Kernel
import Statistics
import Timeline
import Web

/// `/journey/benchmarks`
struct BenchmarkRoutes: Routable {
    let store: JourneyStore
    let benchmarks: BenchmarkStore

    var routes: RouteTable {
        RouteTable("/journey/benchmarks")
            .get(access: .staff(.viewer), use: list)
            .post(access: .staff(.agent), use: add)
            .delete(":id", access: .staff(.agent), use: remove)
    }

    private func page(_ context: Context, _ state: FormState) async throws -> BenchmarksPage {
        var compared: [ComparedBenchmark] = []
        for benchmark in try await benchmarks.all() {
            compared.append(ComparedBenchmark(benchmark: benchmark, own: try await own(benchmark, context)))
        }
        let now = try await own(nil, context)
        return BenchmarksPage(
            t: context.t, seal: context.seal, compared: compared, now: now, state: state, mayEnter: try context.staff.role >= .agent,
            query: context.query)
    }

    /// Our own answers of the same days, or of the last year.
    private func own(_ benchmark: Benchmark?, _ context: Context) async throws -> WeightedNPS {
        let year = Period(.year, until: context.t.today)
        let period = benchmark.map { Period(from: $0.first, to: $0.last) } ?? year
        let filter = JourneyScope.filter(period, nil)
        let scope = JourneyScope(Query(), today: context.t.today)
        let figure = try await store.answer(period, scope, at: context.now) { try await $0.line.scores(ScoreQuestion(.nps), filter).first?.figure }
        if case .nps(let score) = figure { return score }
        return WeightedNPS()
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        Page(context.t("journey.tab.benchmarks"), at: .journey, content: try await page(context, FormState()).html)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await benchmarks.add(try Benchmark(context.form), by: context.staff)
        } catch let failure as Failure {
            let content = try await page(context, FormState(context.form, failure: failure)).html
            return Page(context.t("journey.tab.benchmarks"), at: .journey, status: .unprocessableContent, content: content).response(in: context)
        }
        return context.redirect(to: "/journey/benchmarks", saying: context.t("journey.benchmark.said.added"))
    }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await benchmarks.remove(try context.id(), by: context.staff)
        return context.redirect(to: "/journey/benchmarks", saying: context.t("journey.benchmark.said.removed"))
    }
}
