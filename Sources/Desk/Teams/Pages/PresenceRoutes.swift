import Hummingbird
import Kernel
import Web

/// `/inbox/presence`: somebody says that they are there, or not. `/inbox/teams`: who is there, and what waits.
struct PresenceRoutes: Routable {
    let presence: PresenceStore
    let board: TeamBoardStore
    let watch: DeskWatch

    var routes: RouteTable {
        RouteTable("/inbox")
            .put("presence", access: .staff(.agent), use: choose)
            .get("teams", access: .staff(.manager), use: show)
    }

    func choose(_ request: Request, _ context: Context) async throws -> Response {
        guard let state = AgentState(key: context.form["state"]) else {
            throw Failure.invalid("state", "must be one of \(AgentState.allCases.map(\.key).joined(separator: ", "))")
        }
        watch.saw(try context.staff, at: context.now)
        try await presence.choose(state, context.staff.id)
        watch.cameOrWent()
        return context.redirectBack(or: "/inbox", saying: context.t("team.state.done.\(state.key)"))
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let page = TeamBoardPage(t: context.t, board: try await board.board(at: context.now))
        return Page(page.title, at: .inbox, content: page.html)
    }
}
