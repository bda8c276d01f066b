import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/answers`
struct AnswerPauseRoutes: Routable {
    let store: AnswerPauseStore

    var routes: RouteTable {
        RouteTable("/settings/answers").get(access: .staff(.manager), use: show).put(access: .staff(.manager), use: set)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        page(FormState(["seconds": "\(try await store.seconds())"]), context)
    }

    func set(_ request: Request, _ context: Context) async throws -> Response {
        do {
            try await store.set(context.form.int("seconds", 0...AnswerPauseStore.longest), by: context.staff.id)
            return context.redirect(to: "/settings/answers", saying: context.t("desk.answers.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return page(FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = AnswerPausePage(t: context.t, seal: context.seal, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
