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

    private func behind(_ context: Context) async throws -> (figure: StakeFigure, cause: CausePeople, since: Month?, numbers: [Int64]) {
        let choice = try StakeChoice(context.query)
        let figure = try StakeFigure(context.query, choice, store.line.catalogue)
        let found = try await store.people(behind: figure, choice, context.journeyScope, at: context.now)
        return (figure, found.cause, found.since, found.numbers)
    }

    func behind(_ request: Request, _ context: Context) async throws -> Page {
        let (figure, cause, since, numbers) = try await behind(context)
        let t = context.t
        let what = t("journey.stakes.people.\(figure.isHit ? "hit" : "spared")", ["kind": t.name(ofKind: figure.kind, store.line.catalogue)])
        let month = since.map { t("journey.stakes.since", ["month": t.monthWithin($0)]) }
        let title = [what, t.whom(cause.group?.name, cause.group?.value), figure.currency.code, month].compactMap(\.self).joined(separator: " · ")
        return try await context.peoplePage(
            title, numbers, people, behind: (t("web.place.journey"), "/journey"), at: "/journey/stakes", figure: ["kind", "who", "currency"])
    }

    func behindAsSheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("people.csv", PeopleCSV(names: try await people.names(try await behind(context).numbers)).text)
    }
}
