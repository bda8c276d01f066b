import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/quality`
struct ScorecardRoutes: Routable {
    let store: ScorecardStore

    var routes: RouteTable {
        RouteTable("/settings/quality")
            .get(access: .staff(.manager), use: show)
            .put(access: .staff(.manager), use: save)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let versions = try await store.versions()
        let terms = versions.last?.terms
        let fields = ScorecardForm.fields(terms?.criteria ?? Scorecard.Criterion.usual, share: terms?.share ?? 5, context.t)
        return page(versions, FormState(fields), context)
    }

    func save(_ request: Request, _ context: Context) async throws -> Response {
        let (versions, form) = (try await store.versions(), context.form)
        do {
            let known = versions.reversed().flatMap(\.terms.criteria)
            let criteria = try ScorecardForm.criteria(form, known: known, context.t, at: context.now)
            try await store.save(criteria, share: form.int("share", 0...100), after: Int64(form.int("after")), by: context.staff.id)
            return context.redirect(to: "/settings/quality", saying: context.t("quality.card.saved"))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return page(versions, FormState(form, failure: failure), context, .unprocessableContent).response(in: context)
            case .conflict: return page(versions, FormState(form, failure: failure), context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    private func page(_ versions: [Scorecard], _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = ScorecardPage(t: context.t, seal: context.seal, versions: versions, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
