import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/attribution`
struct AttributionRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey/attribution")
            .get(access: .staff(.viewer), use: show)
            .get("attribution.csv", access: .staff(.viewer), use: sheet)
    }

    private func measured(_ context: Context) async throws -> (choice: AttributionChoice, attribution: Measured<Attribution>) {
        let choice = try AttributionChoice(context.query, store.line.catalogue)
        let found = try await store.lately(choice, context.journeyScope, at: context.now) {
            try await $0.line.attribution(choice.question, $0.filter)
        }
        return (choice, found)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.attribution, store) {
            let (choice, attribution) = try await measured(context)
            let page = AttributionPage(
                t: context.t, choice: choice, attribution: attribution.answer, catalogue: store.line.catalogue, query: context.query)
            return try await context.journeyPage(context.t("journey.tab.attribution"), store, measured: attribution.at, page.html)
        }
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        let found = try await measured(context).attribution.answer
        let currencies = Set(found.credits.flatMap(\.value.keys)).sorted { $0.code < $1.code }
        let rows = found.credits.map { credit in
            [CSV.harmless(credit.name), "\(credit.goals)"] + currencies.map { CSV.amount(credit.value[$0], $0) }
        }
        return SheetFile("attribution.csv", CSV.sheet([["name", "goals"] + currencies.map(\.code)] + rows))
    }
}
