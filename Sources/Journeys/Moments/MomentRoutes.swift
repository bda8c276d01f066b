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
        let (outcome, catalogue) = (context.query["outcome"], store.line.catalogue)
        try Failure.require(outcome.map { catalogue.kind(key: $0) != nil } ?? true, "outcome", "must be a touchpoint of the catalogue")
        return try await store.moments(outcome: outcome, context.journeyScope, at: context.now)
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

/// Which touchpoints decide, and which ratings go with the answer to the whole.
struct MeasuredMoments: Sendable {
    let moments: Moments
    /// Of recommendation, where that has drivers, else of the overall rating.
    let drivers: Drivers
}

extension JourneyStore {
    /// - Parameter outcome: a kind of the catalogue; `nil` takes the usual one.
    func moments(outcome: String?, _ scope: JourneyScope, at now: Instant) async throws -> Measured<MeasuredMoments> {
        try await lately("moments \(outcome ?? "")", scope, at: now) { [catalogue = line.catalogue] in
            let moments = try await Moments($0.line, outcome: outcome, besides: catalogue.kindsThatExplainNothing, $0.filter)
            let drivers = try await $0.line.drivers(DriverQuestion(.nps), $0.filter)
            return MeasuredMoments(
                moments: moments, drivers: drivers.drivers.isEmpty ? try await $0.line.drivers(DriverQuestion(.rating10), $0.filter) : drivers)
        }
    }
}
