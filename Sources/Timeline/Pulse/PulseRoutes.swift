import Hummingbird
package import Kernel
package import Web

/// What another part has to say on the first page: what has changed; `nil` when nothing has.
package typealias PulseChanges = @Sendable (Texts, Instant) async throws -> HTML?

/// `/`
struct PulseRoutes: Routable {
    let store: PulseStore
    let changes: PulseChanges

    var routes: RouteTable {
        RouteTable("/").get(access: .staff(.viewer), use: show)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let t = context.t
        try Period.requireDays(context.query)
        let position = try await store.position()
        if try await store.isEmpty() {
            let page = BeginningPage(t: t, role: try context.staff.role, hasSource: try await store.hasSource())
            return Page(t("web.place.pulse"), at: .pulse, content: live(page.html, position))
        }
        let pulse = try await store.pulse(of: context.period, in: context.timeZone)
        let content = live(PulsePage(t: t, pulse: pulse, changes: try await changes(t, context.now)).html, position)
        return Page(t("web.place.pulse"), at: .pulse, scope: Page.Scope(period: pulse.period), content: content)
    }

    private func live(_ content: HTML, _ position: Int64) -> HTML {
        LivePart("pulse", on: "touchpoint", from: "/pulse/live?after=\(position)", content: content).html
    }
}
