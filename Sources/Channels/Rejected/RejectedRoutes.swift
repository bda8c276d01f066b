import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/settings/rejected`: events that could not be taken.
struct RejectedRoutes: Routable {
    let rejected: RejectedPart

    var routes: RouteTable {
        RouteTable("/settings/rejected")
            .get(access: .staff(.manager), use: list)
            .delete(access: .staff(.manager), use: discardAll)
            .get("discard", access: .staff(.manager), use: ask)
            .get(":id", access: .staff(.manager), use: show)
            .post(":id/replay", access: .staff(.manager), use: replay)
            .delete(":id", access: .staff(.manager), use: discard)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let query = context.query
        let reason = query["reason"].map { RejectionReason(field: query["field"] ?? "", reason: $0) }
        let overview = try await rejected.overview(of: reason, before: query.id("before"))
        let page = RejectedListPage(t: context.t, seal: context.seal, overview: overview, reason: reason, query: query)
        return Page(page.title, at: .settings, content: page.html)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let (event, source) = try await rejected.find(context.id())
        let state = FormState(["body": event.laidOutBody])
        return page(RejectedEventPage(t: context.t, seal: context.seal, event: event, source: source.name, state: state))
    }

    /// What is still wrong is said at the form, with all that was typed.
    func replay(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<RejectedEvent> = try context.id()
        do {
            try await rejected.replay(id, as: context.form.text("body", 1...RejectedEvent.bodyLimit), by: context.staff.id)
            return context.redirect(to: "/settings/rejected", saying: context.t("channels.rejected.replayed"))
        } catch let failure as Failure where failure.isAboutContent {
            let (event, source) = try await rejected.find(id)
            let state = FormState(context.form, failure: .invalid("body", failure.description))
            let again = RejectedEventPage(t: context.t, seal: context.seal, event: event, source: source.name, state: state)
            return page(again, status: .unprocessableContent).response(in: context)
        }
    }

    func discard(_ request: Request, _ context: Context) async throws -> Response {
        try await rejected.discard(context.id(), by: context.staff.id)
        return context.redirect(to: "/settings/rejected", saying: context.t("channels.rejected.discarded", ["count": 1]))
    }

    /// Where no event waits for this reason, or none any more, there is nothing to ask.
    func ask(_ request: Request, _ context: Context) async throws -> Response {
        let reason = RejectionReason(field: context.query["field"] ?? "", reason: context.query["reason"] ?? "")
        let overview = try await rejected.overview(of: reason, before: nil)
        guard let found = overview.reasons.first(where: { $0.reason == reason }) else {
            return context.redirect(to: "/settings/rejected")
        }
        let page = DiscardQuestionPage(t: context.t, seal: context.seal, reason: reason, count: found.count)
        return Page(page.title, at: .settings, content: page.html).response(in: context)
    }

    func discardAll(_ request: Request, _ context: Context) async throws -> Response {
        let reason = RejectionReason(field: context.form["field"], reason: try context.form.text("reason", 1...2_000))
        let count = try await rejected.discard(all: reason, by: context.staff.id)
        return context.redirect(to: "/settings/rejected", saying: context.t("channels.rejected.discarded", ["count": count]))
    }

    private func page(_ page: RejectedEventPage, status: HTTPResponse.Status = .ok) -> Page {
        Page(page.title, at: .settings, status: status, content: page.html)
    }
}

extension Failure {
    fileprivate var isAboutContent: Bool { if case .invalid = self { true } else { false } }
}
