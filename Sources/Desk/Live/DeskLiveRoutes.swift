import Hummingbird
import Kernel
import Web

/// `/inbox/live`, `/inbox/:number/live`: open pages hear what happens on the desk. `/inbox/:number/presence` says who is there.
struct DeskLiveRoutes: Routable {
    let watch: DeskWatch
    let conversations: ConversationStore
    let chats: ChatStore
    let mentions: MentionStore

    var routes: RouteTable {
        RouteTable("/inbox")
            .get("live", access: .staff(.viewer), use: inbox)
            .get(":number/live", access: .staff(.viewer), use: conversation)
            .get(":number/presence", access: .staff(.viewer), use: presence)
            .post(":number/presence", access: .staff(.agent), use: write)
    }

    func inbox(_ request: Request, _ context: Context) async throws -> Response { try await stream(.inbox, request, context) }

    func conversation(_ request: Request, _ context: Context) async throws -> Response {
        try await stream(.conversation(number(context)), request, context)
    }

    func presence(_ request: Request, _ context: Context) async throws -> HTML {
        let number = try await number(context)
        let attendance = try await watch.attendance(of: number, besides: context.staff, chats, at: context.now)
        return AttendanceLine(t: context.t, number: number, attendance: attendance).html
    }

    /// Somebody writes an answer, whose page says so again while they go on; or has read up to an entry.
    func write(_ request: Request, _ context: Context) async throws -> Response {
        let number = try await number(context)
        if context.form.has("read") {
            let entry = Int64(try context.form.int("read", 0...Int.max))
            if try await chats.staffRead(entry, in: number) { watch.staffHaveRead(in: number) }
            if try await mentions.seen(number, upTo: entry, by: context.staff.id) { watch.listsHaveChanged(at: entry) }
        } else {
            watch.writes(try context.staff, in: number, at: context.now)
        }
        return Response(status: .noContent)
    }

    private func number(_ context: Context) async throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return try await conversations.find(number).number
    }

    /// Listens first and asks afterwards what was missed, so that nothing falls between.
    private func stream(_ topic: DeskWatch.Topic, _ request: Request, _ context: Context) async throws -> Response {
        let stream = EventStream(request)
        let live = try watch.listen(to: topic, by: context.staff)
        let known = stream.lastEventID.flatMap { Int64($0) } ?? context.query["after"].flatMap { Int64($0) }
        let missed = if let known { try await watch.missed(of: topic, since: known, at: context.now) } else { [ServerEvent]() }
        return stream.response(missed: missed, live: live)
    }
}
