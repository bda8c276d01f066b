import Hummingbird
import Kernel
import People
import Timeline
import Web

/// `/api/v1/people`
struct PersonRoutes: Routable {
    let people: PersonReadingStore

    var routes: RouteTable {
        RouteTable("/api/v1/people")
            .get(access: .key(scope: "read"), use: list)
            .get(":id", access: .key(scope: "read"), use: show)
    }

    /// Those that `q` names, best first; without it everybody, newest first.
    func list(_ request: Request, _ context: Context) async throws -> Response {
        let (limit, place) = (try context.query.limit(), try before(context.query))
        if let text = context.query["q"] {
            return .list("people", try await people.search(text, limit: limit), next: nil, of: context)
        }
        let page = try await people.newest(before: place, limit: limit)
        return .list("people", page.people, next: page.next.map { context.query.with("before", $0) }, of: context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        .json(try await people.find(context.id()))
    }

    private func before(_ query: Query) throws -> Int64? {
        guard let text = query.said("before") else { return nil }
        guard let number = Int64(text) else { throw Failure.invalid("before", "must be taken from the “next” of the page before") }
        return number
    }
}
