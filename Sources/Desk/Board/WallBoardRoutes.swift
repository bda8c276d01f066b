import Hummingbird
import Kernel
import Web

/// `/inbox/board`: a page for a screen on the wall, and what keeps it fresh.
struct WallBoardRoutes: Routable {
    let store: WallBoardStore
    let watch: DeskWatch

    var routes: RouteTable {
        RouteTable("/inbox/board")
            .get(access: .staff(.viewer), use: show)
            .get("live", access: .staff(.viewer), use: live)
    }

    func show(_ request: Request, _ context: Context) async throws -> WallPage {
        let board = try await store.board(ofTeam: context.query["team"], in: context.timeZone, today: context.t.today, at: context.now)
        let page = WallBoardPage(t: context.t, board: board)
        return WallPage(page.title, content: page.html)
    }

    /// Listens first and asks afterwards what was missed, so that nothing falls between.
    func live(_ request: Request, _ context: Context) async throws -> Response {
        let stream = EventStream(request)
        let live = try watch.listenFromTheWall(by: context.staff)
        let known = stream.lastEventID.flatMap { Int64($0) } ?? context.query["after"].flatMap { Int64($0) }
        let missed = if let known { try await watch.missed(of: .inbox, since: known, at: context.now) } else { [ServerEvent]() }
        return stream.response(missed: missed, live: live)
    }
}

extension DeskWatch {
    /// What the inbox hears. A screen on the wall does not mean that whoever has signed in there is at their place.
    func listenFromTheWall(by staff: Viewer) throws -> AsyncStream<ServerEvent> {
        try hub.listen(to: Topic.inbox.name, by: "wall \(staff.id)")
    }
}
