import Analytics
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

    private func measured(_ context: Context) async throws -> Measured<MeasuredMoments> {
        let choice = try MomentChoice(context.query, store.line.catalogue)
        return try await store.moments(choice, context.journeyScope, at: context.now)
    }

    private func page(_ context: Context, _ state: FormState) async throws -> Measured<HTML> {
        let (measured, catalogue) = (try await measured(context), store.line.catalogue)
        let section = PinsSection(
            t: context.t, seal: context.seal, pins: try await pins.all(), moments: measured.answer.moments, catalogue: catalogue, state: state,
            mayPin: try context.staff.role >= .agent, query: context.query)
        let page = MomentsPage(
            t: context.t, moments: measured.answer.moments, drivers: measured.answer.drivers, pins: section, catalogue: catalogue,
            query: context.query)
        return Measured(answer: page.html, at: measured.at)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        try await context.narrowed(.moments, store) {
            let page = try await page(context, FormState())
            return try await context.journeyPage(context.t("journey.tab.moments"), store, measured: page.at, page.answer)
        }
    }

    func moments(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("moments.csv", MomentsCSV(moments: try await measured(context).answer.moments, pins: try await pins.all()).text)
    }

    func drivers(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("drivers.csv", DriversCSV(drivers: try await measured(context).answer.drivers).text)
    }

    /// Pins a touchpoint or takes it off, with a reason.
    func pin(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let change = try PinChange(context.form) { [catalogue = store.line.catalogue] in catalogue.kind(key: $0) != nil }
            try await pins.put(change, by: context.staff)
            let back = "/journey/moments" + context.query.text
            return context.redirect(to: back, saying: context.t(change.isPinned ? "journey.pins.said.pinned" : "journey.pins.said.unpinned"))
        } catch let failure as Failure {
            let content = try await page(context, FormState(context.form, failure: failure)).answer
            return Page(context.t("journey.tab.moments"), at: .journey, status: .unprocessableContent, content: content).response(in: context)
        }
    }
}
