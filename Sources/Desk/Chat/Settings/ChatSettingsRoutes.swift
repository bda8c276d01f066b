import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/settings/chat`
struct ChatSettingsRoutes: Routable {
    let sites: ChatSiteStore
    let hours: HoursStore

    var routes: RouteTable {
        RouteTable("/settings/chat")
            .get(access: .staff(.admin), use: show)
            .put(":source", access: .staff(.admin), use: set)
            .post(":source/secrets", access: .staff(.admin), use: renew)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        try await page(context.query.int("source").map(Int64.init), context)
    }

    func set(_ request: Request, _ context: Context) async throws -> Response {
        let source = try number(context)
        do {
            try await sites.set(ChatSiteForm.site(context.form, of: source), by: context.staff)
            return context.redirect(to: "/settings/chat?source=\(source)", saying: context.t("chat.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return try await page(source, context, .unprocessableContent, FormState(context.form, failure: failure))
        }
    }

    /// The secret is shown with the answer and never again.
    func renew(_ request: Request, _ context: Context) async throws -> Response {
        let source = try number(context)
        let secret = try await sites.renewSecret(of: source, by: context.staff)
        return try await page(source, context, secret: secret)
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("source")) else { throw Failure.missing("This source") }
        return number
    }

    private func page(
        _ wanted: Int64?, _ context: Context, _ status: HTTPResponse.Status = .ok, _ state: FormState? = nil, secret: String? = nil
    ) async throws -> Response {
        let all = try await sites.all()
        // The first that has a chat, else the first of all.
        let shown = wanted == nil ? all.first { $0.site != nil } ?? all.first : all.first { $0.source.id == wanted }
        if let wanted, shown == nil { throw Failure.missing("Source \(wanted)") }
        let usual = ["name": shown?.source.name ?? "", "accent": Accent.usual.text]
        let page = ChatSettingsPage(
            t: context.t, seal: context.seal, sites: all, source: shown?.source,
            state: state ?? FormState(shown?.site.map(ChatSiteForm.fields) ?? usual), secret: secret,
            hoursAreSet: try await hours.hours() != nil, origin: context.front.site.origin)
        return Page(context.t("chat.title"), at: .settings, status: status, content: page.html).response(in: context)
    }
}
