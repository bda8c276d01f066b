import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/insights`
struct InsightRoutes: Routable {
    let store: JourneyStore
    let insights: InsightStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey/insights")
            .get(access: .staff(.viewer), use: show)
            .get("insights.csv", access: .staff(.viewer), use: sheet)
            .get("episodes.csv", access: .staff(.viewer), use: episodes)
            .get("ahead", access: .staff(.viewer), use: ahead)
            .get("ahead.csv", access: .staff(.viewer), use: aheadAsSheet)
            .post(access: .staff(.agent), use: put)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let choice = try StakeChoice(context.query)
        let board = try await store.board(try await insights.all(), choice, at: context.now)
        let episodes = try await store.episodes(at: context.now)
        let page = InsightPage(
            t: context.t, seal: context.seal, board: board.answer, choice: choice, episodes: episodes.answer,
            measured: MeasuringTime(t: context.t, times: [board.at, episodes.at]), segments: try await store.segments(),
            catalogue: store.line.catalogue, mayAct: try context.staff.role >= .agent, query: context.query)
        return Page(context.t("journey.tab.insights"), at: .journey, content: page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let choice = try StakeChoice(context.query)
        let board = try await store.board(try await insights.all(), choice, at: context.now)
        return SheetFile("insights.csv", InsightCSV(board: board.answer, choice: choice).text)
    }

    func episodes(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("episodes.csv", EpisodesCSV(episodes: try await store.episodes(at: context.now).answer).text)
    }

    /// Who is about to meet what the finding is about.
    private func standing(_ context: Context) async throws -> (finding: Finding, ahead: Ahead) {
        let board = try await store.board(try await insights.all(), StakeChoice(Query()), at: context.now).answer
        guard let key = context.query["finding"], let ahead = board.ahead[key],
            let finding = (board.news + board.taken.map(\.finding)).first(where: { $0.key == key })
        else { throw Failure.missing("This finding") }
        return (finding, ahead)
    }

    func ahead(_ request: Request, _ context: Context) async throws -> Page {
        let (finding, ahead) = try await standing(context)
        let names = try await people.names(Array(ahead.people.prefix(AheadPage.most)))
        let page = AheadPage(t: context.t, finding: finding, ahead: ahead, names: names, catalogue: store.line.catalogue, query: context.query)
        return Page(page.title, at: .journey, content: page.html)
    }

    func aheadAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("ahead.csv", PeopleCSV(names: try await people.names(try await standing(context).ahead.people)).text)
    }

    /// Takes a finding up, says that it is done, or lets it go.
    func put(_ request: Request, _ context: Context) async throws -> Response {
        let form = context.form
        let key = try form.text("finding", 1...2_000)
        let known = try await insights.all()
        let daily = try await store.episodes(at: context.now).answer.flatMap(\.incidents).map { Finding($0) }
        let found = try await store.findings(at: context.now).answer + daily + known.map(\.finding)
        guard let finding = found.first(where: { $0.token == key }) else { throw Failure.missing("This finding") }
        guard let status = Insight.Status(rawValue: form["status"]) else {
            throw Failure.invalid("status", "must be one of \(Insight.Status.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let action = try form.text("action", 0...1_000)
        let actedOn = form.optional("acted_on") == nil ? nil : try form.day("acted_on")
        if status == .done, actedOn.map({ $0 > context.t.today }) ?? true {
            return context.redirect(to: "/journey/insights", saying: context.t("journey.insight.said.no_day"))
        }
        let holdout = try await holdout(form)
        try await insights.put(finding, status, action: action, actedOn: actedOn, holdout: holdout, by: context.staff)
        return context.redirect(to: "/journey/insights", saying: context.t("journey.insight.said.\(status.rawValue)"))
    }

    /// - Throws: `invalid` where there is no such segment.
    private func holdout(_ form: Form) async throws -> ID<Segment>? {
        guard form.optional("holdout") != nil else { return nil }
        let segments = try await store.segments()
        guard let chosen = segments.first(where: { "\($0.id)" == form["holdout"] }) else {
            throw Failure.invalid("holdout", "must be one of those on the page")
        }
        return chosen.id
    }
}
