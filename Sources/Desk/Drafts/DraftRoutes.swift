import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox/:number/draft`: what is typed is kept while it is typed.
struct DraftRoutes: Routable {
    let drafts: DraftStore

    var routes: RouteTable { RouteTable("/inbox/:number").put("draft", access: .staff(.agent), use: keep) }

    func keep(_ request: Request, _ context: Context) async throws -> Response {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        switch try await drafts.keep(Draft.Typed(context.form), in: number, by: context.staff.id) {
        case .kept(let draft): return DraftLine(t: context.t, number: number, draft: draft).html.response(in: context)
        case .overtaken(let draft):
            return DraftLine(t: context.t, number: number, draft: draft, isOvertaken: true).html.response(in: context, status: .conflict)
        }
    }
}

extension Draft.Typed {
    /// As the form of an answer has it.
    init(_ form: Form) throws {
        self.init(
            text: try form.text("text", 0...ConversationWorkStore.longestText), version: Int64(form["draft"]) ?? 0,
            tab: try form.text("once", 8...64))
    }
}
