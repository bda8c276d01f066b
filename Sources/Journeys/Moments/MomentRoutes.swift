import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/moments`
struct MomentRoutes: Routable {
    let store: JourneyStore

    var routes: RouteTable {
        RouteTable("/journey/moments")
            .get(access: .staff(.viewer), use: show)
            .get("moments.csv", access: .staff(.viewer), use: moments)
            .get("drivers.csv", access: .staff(.viewer), use: drivers)
    }

    private func measured(_ context: Context) async throws -> Moments {
        let (outcome, catalogue) = (context.query["outcome"], store.line.catalogue)
        try Failure.require(outcome.map { catalogue.kind(key: $0) != nil } ?? true, "outcome", "must be a touchpoint of the catalogue")
        return try await store.answer("moments \(outcome ?? "")", context.journeyScope, at: context.now) {
            try await Moments($0.line, outcome: outcome, catalogue, $0.filter)
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let page = MomentsPage(t: context.t, moments: try await measured(context), catalogue: store.line.catalogue, query: context.query)
        return try await context.journeyPage(context.t("journey.tab.moments"), store, page.html)
    }

    func moments(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("moments.csv", MomentsCSV(measured: try await measured(context)).moments)
    }

    func drivers(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("drivers.csv", MomentsCSV(measured: try await measured(context)).drivers)
    }
}
