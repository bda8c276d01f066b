import Hummingbird
import Kernel
import People
import Web

/// `/customers/:id/live`, `/pulse/live`: open pages hear that something came onto the line.
struct LiveRoutes: Routable {
    let watch: LineWatch

    var routes: RouteTable {
        RouteTable()
            .get("/customers/:id/live", access: .staff(.viewer), use: customer)
            .get("/pulse/live", access: .staff(.viewer), use: everybody)
    }

    func customer(_ request: Request, _ context: Context) async throws -> Response {
        let id: ID<Person> = try context.id()
        return try await stream(watch.topic(of: id), request, context)
    }

    func everybody(_ request: Request, _ context: Context) async throws -> Response { try await stream(.line, request, context) }

    /// Listens first and asks afterwards what was missed, so that nothing falls between.
    private func stream(_ topic: LineWatch.Topic, _ request: Request, _ context: Context) async throws -> Response {
        let stream = EventStream(request)
        let live = try watch.listen(to: topic, by: context.staff)
        let known = stream.lastEventID.flatMap { Int64($0) } ?? context.query["after"].flatMap { Int64($0) }
        let missed = if let known { try await watch.missed(of: topic, since: known) } else { [ServerEvent]() }
        return stream.response(missed: missed, live: live)
    }
}
