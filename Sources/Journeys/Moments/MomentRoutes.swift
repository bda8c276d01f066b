import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/moments`
struct MomentRoutes: Routable {
    let store: JourneyStore
    let pins: PinStore

    var routes: RouteTable {
        RouteTable("/journey/moments")
            .get(access: .staff(.viewer), use: show)
            .get("moments.csv", access: .staff(.viewer), use: moments)
            .get("drivers.csv", access: .staff(.viewer), use: drivers)
            .post("pins", access: .staff(.agent), use: pin)
    }

    private func measured(_ context: Context) async throws -> Moments {
        let (outcome, catalogue) = (context.query["outcome"], store.line.catalogue)
        try Failure.require(outcome.map { catalogue.kind(key: $0) != nil } ?? true, "outcome", "must be a touchpoint of the catalogue")
        return try await store.answer("moments \(outcome ?? "")", context.journeyScope, at: context.now) {
            try await Moments($0.line, outcome: outcome, catalogue, $0.filter)
        }
    }

    private func page(_ context: Context, _ state: FormState) async throws -> HTML {
        let (moments, catalogue) = (try await measured(context), store.line.catalogue)
        let section = PinsSection(
            t: context.t, seal: context.seal, pins: try await pins.all(), moments: moments, catalogue: catalogue, state: state,
            mayPin: try context.staff.role >= .agent, query: context.query)
        return MomentsPage(t: context.t, moments: moments, pins: section, catalogue: catalogue, query: context.query).html
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.moments, store) {
            try await context.journeyPage(context.t("journey.tab.moments"), store, try await page(context, FormState()))
        }
    }

    func moments(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("moments.csv", MomentsCSV(measured: try await measured(context), pins: try await pins.all()).moments)
    }

    func drivers(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("drivers.csv", MomentsCSV(measured: try await measured(context), pins: []).drivers)
    }

    /// Pins a touchpoint or takes it off, with a reason.
    func pin(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let change = try PinChange(context.form) { [catalogue = store.line.catalogue] in catalogue.kind(key: $0) != nil }
            try await pins.put(change, by: context.staff)
            let back = "/journey/moments" + context.query.text
            return context.redirect(to: back, saying: context.t(change.isPinned ? "journey.pins.said.pinned" : "journey.pins.said.unpinned"))
        } catch let failure as Failure {
            let content = try await page(context, FormState(context.form, failure: failure))
            return Page(context.t("journey.tab.moments"), at: .journey, status: .unprocessableContent, content: content).response(in: context)
        }
    }
}
