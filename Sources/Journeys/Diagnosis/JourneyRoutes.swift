import Hummingbird
import Web

/// `/journey`: the map as it is measured, and the diagnosis.
struct JourneyRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey")
            .get(access: .staff(.viewer), use: show)
            .get("causes.csv", access: .staff(.viewer), use: causes)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let page = JourneyPage(t: context.t, journey: try await store.journey())
        return Page(page.title, at: .journey, content: page.html)
    }

    /// The same figures as in the table of the page.
    func causes(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("causes.csv", CausesCSV(journey: try await store.journey()).text)
    }
}
