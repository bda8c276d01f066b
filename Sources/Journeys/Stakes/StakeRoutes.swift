import Hummingbird
import Timeline
import Web

/// `/journey/stakes`: the rows of the table on the page of the journey as a file, and the people behind them.
struct StakeRoutes: Routable {
    let store: JourneyStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey/stakes")
            .get("stakes.csv", access: .staff(.viewer), use: sheet)
            .get("people", access: .staff(.viewer), use: behind)
            .get("people.csv", access: .staff(.viewer), use: behindAsSheet)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let choice = try StakeChoice(context.query)
        let found = try await store.stakes(choice, context.journeyScope, at: context.now)
        return SheetFile("stakes.csv", StakesCSV(choice: choice, found: found).text)
    }

    private func numbers(_ context: Context) async throws -> (figure: StakeFigure, people: [Int64]) {
        let choice = try StakeChoice(context.query)
        let figure = try StakeFigure(context.query, choice, store.line.catalogue)
        return (figure, try await store.people(behind: figure, choice, context.journeyScope, at: context.now))
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let (figure, numbers) = try await numbers(context)
        let names = try await people.names(Array(numbers.prefix(PeoplePage.most)))
        let (t, query) = (context.t, context.query)
        let title = t("journey.stakes.people.\(figure.isHit ? "hit" : "spared")", ["kind": t.name(ofKind: figure.kind, store.line.catalogue)])
        let back = "/journey" + query.with("kind", nil).with("who", nil).with("currency", nil).text
        let page = PeoplePage(
            t: t, title: title, names: names, count: numbers.count, page: Crumb(t("web.place.journey"), back),
            file: "/journey/stakes/people.csv\(query.text)", actions: [])
        return Page(title, at: .journey, content: page.html)
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("people.csv", PeopleCSV(names: try await people.names(try await numbers(context).people)).text)
    }
}
