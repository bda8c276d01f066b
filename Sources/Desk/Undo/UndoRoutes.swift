import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox/undo`: takes back what whoever asks did.
struct UndoRoutes: Routable {
    let undos: UndoStore

    var routes: RouteTable { RouteTable("/inbox").post("undo", access: .staff(.agent), use: undo) }

    func undo(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let outcome = try await undos.undo(context.form.id("done"), by: context.staff, at: context.now)
            guard let first = outcome.refused.first else { return context.redirectBack(or: "/inbox", saying: context.t("desk.undo.done")) }
            let why = context.t.reason(first.failure.description)
            let stayed = outcome.refused.map { "#\($0.number)" }.joined(separator: ", ")
            let said = context.t("desk.undo.partly", ["count": outcome.refused.count, "which": stayed, "why": why])
            return context.redirect(to: context.form.optional("to") ?? "/inbox", saying: Flash(said, tone: .warning))
        } catch Failure.conflict(let reason) {
            return context.redirect(to: context.form.optional("to") ?? "/inbox", saying: Flash(context.t.reason(reason), tone: .warning))
        }
    }
}
