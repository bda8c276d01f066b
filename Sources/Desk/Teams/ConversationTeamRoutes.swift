import Hummingbird
import Kernel
import Web

/// `/inbox/:number/team`
struct ConversationTeamRoutes: Routable {
    let work: ConversationWorkStore

    var routes: RouteTable { RouteTable("/inbox/:number").put("team", access: .staff(.agent), use: give) }

    func give(_ request: Request, _ context: Context) async throws -> Response {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        try await work.give(number, toTeam: context.form.optional("team"), by: context.staff, at: context.now)
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.done"))
    }
}
