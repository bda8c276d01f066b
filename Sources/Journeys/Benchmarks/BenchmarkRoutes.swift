import Analytics
import HTTPTypes
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
            .get(":id", access: .staff(.agent), use: edit)
            .put(":id", access: .staff(.agent), use: change)
            .delete(":id", access: .staff(.agent), use: remove)
    }

    private func page(_ context: Context, _ state: FormState) async throws -> BenchmarksPage {
        let compared = try await store.compared(try await benchmarks.all(), at: context.now)
        let now = try await store.recommendation(Period(.year, until: context.t.today), at: context.now)
        return BenchmarksPage(
            t: context.t, seal: context.seal, compared: compared, now: now, state: state, mayEnter: try context.staff.role >= .agent,
            query: context.query)
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

    private func editing(_ benchmark: Benchmark, _ context: Context, _ state: FormState, status: HTTPResponse.Status = .ok) -> Page {
        let page = BenchmarkPage(t: context.t, seal: context.seal, benchmark: benchmark, state: state)
        return Page(page.title, at: .journey, status: status, content: page.html)
    }

    func edit(_ request: Request, _ context: Context) async throws -> Page {
        let benchmark = try await benchmarks.find(try context.id())
        return editing(benchmark, context, FormState(benchmark.fields))
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let known = try await benchmarks.find(try context.id())
        do {
            try await benchmarks.change(try Benchmark(context.form, id: known.id), by: context.staff)
        } catch let failure as Failure {
            return editing(known, context, FormState(context.form, failure: failure), status: .unprocessableContent).response(in: context)
        }
        return context.redirect(to: "/journey/benchmarks", saying: context.t("journey.benchmark.said.changed"))
    }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await benchmarks.remove(try context.id(), by: context.staff)
        return context.redirect(to: "/journey/benchmarks", saying: context.t("journey.benchmark.said.removed"))
    }
}

extension JourneyStore {
    /// Beside our own answers of the same days.
    func compared(_ benchmarks: [Benchmark], at now: Instant) async throws -> [ComparedBenchmark] {
        var compared: [ComparedBenchmark] = []
        for benchmark in benchmarks {
            let own = try await recommendation(Period(from: benchmark.first, to: benchmark.last), at: now)
            compared.append(ComparedBenchmark(benchmark: benchmark, own: own))
        }
        return compared
    }

    /// Everybody's answers of these days.
    func recommendation(_ period: Period, at now: Instant) async throws -> WeightedNPS {
        let filter = JourneyScope.filter(period, nil)
        let figure = try await answer(period, JourneyScope(Query(), today: now.day), at: now) {
            try await $0.line.scores(ScoreQuestion(.nps), filter).first?.figure
        }
        if case .nps(let score) = figure { return score }
        return WeightedNPS()
    }
}
