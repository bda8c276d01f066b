import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/booking`
struct BookingSettingsRoutes: Routable {
    let kinds: BookingKindStore

    static let path = "/settings/booking"

    var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.admin), use: list)
            .post(access: .staff(.admin), use: add)
            .get("new", access: .staff(.admin), use: begin)
            .get(":id", access: .staff(.admin), use: show)
            .put(":id", access: .staff(.admin), use: change)
            .put(":id/shelf", access: .staff(.admin), use: putAway)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = BookingKindsPage(t: context.t, kinds: try await kinds.all(), origin: context.front.site.origin)
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page {
        let sort: BookingKind.Sort = context.query["sort"] == "quote" ? .quote : .appointment
        var usual = BookingTerms(names: [:])
        usual.asks = ["phone": sort == .quote ? .optional : .required, "company": .optional, "about": sort == .quote ? .required : .optional]
        return try await page(nil, sort, FormState(BookingTermsForm.fields(usual)), context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let kind = try await kinds.find(context.id())
        return try await page(kind, kind.sort, FormState(BookingTermsForm.fields(kind.terms)), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        let sort: BookingKind.Sort = context.form["sort"] == "quote" ? .quote : .appointment
        return try await refusing(nil, sort, context) {
            let terms = try BookingTermsForm.terms(context.form, sort, try await kinds.colleagues())
            let kind = try await kinds.add(context.form.text("key", 1...40), sort, terms, by: context.staff.id)
            return context.redirect(to: kind.settingsPath, saying: context.t("booking.saved"))
        }
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let kind = try await kinds.find(context.id())
        return try await refusing(kind, kind.sort, context) {
            try await kinds.change(kind, BookingTermsForm.terms(context.form, kind.sort, try await kinds.colleagues()), by: context.staff.id)
            return context.redirect(to: kind.settingsPath, saying: context.t("booking.saved"))
        }
    }

    /// Puts it away, or brings it back.
    func putAway(_ request: Request, _ context: Context) async throws -> Response {
        let isPutAway = context.form["away"] == "yes"
        try await kinds.putAway(kinds.find(context.id()), isPutAway, by: context.staff.id)
        return context.redirect(to: Self.path, saying: context.t(isPutAway ? "booking.put_away.done" : "booking.brought_back"))
    }

    // MARK: - Parts

    private func page(
        _ kind: BookingKind?, _ sort: BookingKind.Sort, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Page {
        let page = BookingKindPage(
            t: context.t, seal: context.seal, kind: kind, sort: sort, colleagues: try await kinds.colleagues(), origin: context.front.site.origin,
            state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }

    private func refusing(
        _ kind: BookingKind?, _ sort: BookingKind.Sort, _ context: Context, _ act: () async throws -> Response
    ) async throws -> Response {
        do { return try await act() } catch let failure as Failure {
            let status: HTTPResponse.Status
            switch failure {
            case .invalid: status = .unprocessableContent
            case .conflict: status = .conflict
            default: throw failure
            }
            return try await page(kind, sort, FormState(context.form, failure: failure), context, status).response(in: context)
        }
    }
}
