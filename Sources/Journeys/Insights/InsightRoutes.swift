import Analytics
import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/insights`
struct InsightRoutes: Routable {
    let store: JourneyStore
    let insights: InsightStore
    let names: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey/insights")
            .get(access: .staff(.viewer), use: show)
            .get("insights.csv", access: .staff(.viewer), use: sheet)
            .get("episodes.csv", access: .staff(.viewer), use: episodes)
            .get("people", access: .staff(.viewer), use: people)
            .get("people.csv", access: .staff(.viewer), use: peopleAsSheet)
            .get("ahead", access: .staff(.viewer), use: ahead)
            .get("ahead.csv", access: .staff(.viewer), use: aheadAsSheet)
            .post(access: .staff(.agent), use: put)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.insights, store) { try await page(context) }
    }

    /// - Parameter refused: what was said last and cannot be.
    private func page(_ context: Context, refused: RefusedEntry? = nil) async throws -> Page {
        let choice = try StakeChoice(context.query)
        let board = try await store.board(try await insights.all(), choice, at: context.now)
        let episodes = try await store.episodes(at: context.now)
        let page = InsightPage(
            t: context.t, seal: context.seal, board: board.answer, choice: choice, episodes: episodes.answer,
            measured: MeasuringTime(t: context.t, times: [board.at, episodes.at]), segments: try await store.segments(),
            colleagues: try await insights.colleagues(), reader: try context.staff.id, refused: refused, catalogue: store.line.catalogue,
            mayAct: try context.staff.role >= .agent, query: context.query)
        return Page(
            context.t("journey.tab.insights"), at: .journey, status: refused == nil ? .ok : .unprocessableContent, content: page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let choice = try StakeChoice(context.query)
        let board = try await store.board(try await insights.all(), choice, at: context.now)
        let sheet = InsightCSV(board: board.answer, choice: choice, segments: try await store.segments(), catalogue: store.line.catalogue)
        return SheetFile("insights.csv", sheet.text)
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
        let names = try await names.names(Array(ahead.people.prefix(AheadPage.most)))
        let page = AheadPage(t: context.t, finding: finding, ahead: ahead, names: names, catalogue: store.line.catalogue, query: context.query)
        return Page(page.title, at: .journey, content: page.html)
    }

    func aheadAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("ahead.csv", PeopleCSV(names: try await names.names(try await standing(context).ahead.people)).text)
    }

    /// Any that is told, or was.
    private func finding(_ token: String, _ context: Context) async throws -> Finding {
        let daily = try await store.episodes(at: context.now).answer.flatMap(\.incidents).map { Finding($0) }
        let known = try await insights.all().map(\.finding)
        let found = try await store.findings(at: context.now).answer + daily + known
        guard let finding = found.first(where: { $0.token == token }) else { throw Failure.missing("This finding") }
        return finding
    }

    private func behind(_ context: Context) async throws -> (finding: Finding, people: [Int64]) {
        let finding = try await finding(context.query["finding"] ?? "", context)
        return (finding, try await store.people(behind: finding, at: context.now))
    }

    func people(_ request: Request, _ context: Context) async throws -> Page {
        let (finding, numbers) = try await behind(context)
        let words = FindingWords(t: context.t, catalogue: store.line.catalogue)
        let actions = words.rules(finding).map { LinkButton(context.t("journey.insight.segment"), href: $0, .quiet).html }
        return try await context.peoplePage(
            words.title(finding), numbers, names, behind: (context.t("journey.tab.insights"), "/journey/insights"), figure: ["finding"],
            actions: [actions].compactMap(\.self),
            facts: try await store.facts(of: Array(numbers.prefix(PeoplePage.most)), behind: finding))
    }

    func peopleAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let (finding, numbers) = try await behind(context)
        let facts = try await store.facts(of: numbers, behind: finding)
        return SheetFile("people.csv", PeopleCSV(names: try await names.names(numbers), facts: facts).text)
    }

    /// Takes a finding up, says that it is done, or lets it go. What cannot be is said at its field, and nothing that was typed is lost.
    func put(_ request: Request, _ context: Context) async throws -> Response {
        let form = context.form
        let finding = try await finding(try form.text("finding", 1...2_000), context)
        do {
            let entry = try InsightEntry(
                form, finding, today: context.t.today, colleagues: try await insights.colleagues(), segments: try await store.segments())
            if let holdout = entry.holdout {
                let concerned = try await store.concerned(by: finding, at: context.now)
                try InsightEntry.requireHoldout(try await store.people(of: holdout, at: context.now), of: concerned)
            }
            try await insights.put(
                finding, entry.status, action: entry.action, actedOn: entry.actedOn, holdout: entry.holdout, by: context.staff, owner: entry.owner)
            return context.redirect(to: "/journey/insights", saying: context.t("journey.insight.said.\(entry.status.rawValue)"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            let refused = RefusedEntry(token: finding.token, state: FormState(form, failure: failure))
            return try await page(context, refused: refused).response(in: context)
        }
    }
}
