import Hummingbird
import Kernel
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
        let found = try await store.stakes(choice, context.journeyScope, at: context.now).answer
        return SheetFile("stakes.csv", StakesCSV(choice: choice, found: found).text)
    }

    private func behind(_ context: Context) async throws -> (figure: StakeFigure, people: StakeBehind) {
        let choice = try StakeChoice(context.query)
        let figure = try StakeFigure(context.query, choice, store.line.catalogue)
        return (figure, try await store.people(behind: figure, choice, context.journeyScope, at: context.now))
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let ((figure, found), t) = (try await behind(context), context.t)
        let what = t("journey.stakes.people.\(figure.isHit ? "hit" : "spared")", ["kind": t.name(ofKind: figure.kind, store.line.catalogue)])
        let month = found.since.map { t("journey.stakes.since", ["month": t.monthWithin($0)]) }
        let title = [what, t.whom(found.cause.group?.name, found.cause.group?.value), figure.currency.code, month].compactMap(\.self).joined(
            separator: " · ")
        return try await context.peoplePage(
            title, found.numbers, people, behind: (t("web.place.journey"), "/journey"), at: "/journey/stakes", figure: ["kind", "who", "currency"],
            facts: .amounts(figure.currency, found.brought))
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let (figure, found) = try await behind(context)
        return SheetFile("people.csv", PeopleCSV(names: try await people.names(found.numbers), facts: .amounts(figure.currency, found.brought)).text)
    }
}
