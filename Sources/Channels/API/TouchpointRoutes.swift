import Hummingbird
import Kernel
import People
import Timeline
import Web

/// `/api/v1/touchpoints`
struct TouchpointRoutes: Routable {
    let intake: IntakePart

    var routes: RouteTable {
        RouteTable("/api/v1/touchpoints")
            .post(access: .key(scope: "write"), body: .streamed, use: append)
            .get(access: .key(scope: "read"), use: list)
    }

    // MARK: - In

    /// One touchpoint that is not taken is answered with 422; a list with 200 and what became of each.
    func append(_ request: Request, _ context: Context) async throws -> Response {
        let source = try await intake.sender(context.key, isBrowser: request.headers.isOfPage, at: context.now)
        let body = try await sent(request)
        let touchpoints = body.form == .list ? body.elements : [body]
        try Failure.require(!touchpoints.isEmpty, "", "The list has no touchpoints.")
        try Failure.require(
            touchpoints.count <= IntakeLimits.eventsPerRequest, "",
            "A request has at most \(IntakeLimits.eventsPerRequest) touchpoints, not \(touchpoints.count).")
        try intake.admit(touchpoints.count, from: source, at: context.now)
        let outcome = try await intake.take(read(touchpoints, context), from: source)
        if body.form != .list, let wrong = outcome.rejected.first { throw Failure.invalid(wrong.field, wrong.reason) }
        return try JSON(TakenJSON(outcome)).response(in: context)
    }

    private func sent(_ request: Request) async throws -> JSONValue {
        do {
            let bytes = try await request.unpackedBody()
            guard bytes.count <= IntakeLimits.bytesPerRequest else { throw Refusal.tooLarge("") }
            return try JSONText(bytes).root
        } catch let fault as JSONFault {
            throw HTTPError(.badRequest, message: "The body is no JSON: \(fault.description).")
        } catch let refusal as Refusal {
            throw refusal.error
        }
    }

    private func read(_ touchpoints: [JSONValue], _ context: Context) -> [IncomingEvent] {
        let rules = intake.line.rules
        return touchpoints.enumerated().map { index, json in
            TouchpointReader(json: json, receivedAt: context.now, index: index, rules: rules).incoming()
        }
    }

    // MARK: - Out

    func list(_ request: Request, _ context: Context) async throws -> Response {
        guard let id = context.query.id("person", of: Person.self) else { throw Failure.invalid("person", "must be the id of a customer") }
        var wanted = TouchpointStore.Wanted()
        wanted.limit = try context.query.limit()
        wanted.before = try before(context.query)
        let page = try await PersonReadingStore(line: intake.line).touchpoints(of: id, wanted)
        return .list("touchpoints", page.touchpoints, next: page.next.map { context.query.with("before", $0) }, of: context)
    }

    /// `1772452800000000.17`: the time and the position of the last touchpoint of the page before.
    private func before(_ query: Query) throws -> TouchpointStore.Place? {
        guard let text = query.said("before") else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let time = parts[0], let position = parts[1] else {
            throw Failure.invalid("before", "must be taken from the “next” of the page before")
        }
        return TouchpointStore.Place(occurredAt: Instant(microseconds: time), position: position)
    }
}

extension TouchpointReader {
    func incoming() -> IncomingEvent {
        let reading = Result { (try touchpoint(), try companyTraits()) }.mapError { $0 as? Failure ?? .invalid("", "The touchpoint cannot be read.") }
        // Where there are no traits because the reading failed, that failure is what counts.
        let traits = (try? reading.get().1) ?? [:]
        return IncomingEvent(dress: .touchpoint, reading: reading.map(\.0), companyTraits: traits, body: { [json] in json.source })
    }
}

extension Query {
    /// The first value of that name, even if it is empty.
    func said(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// How many are asked for: 1 to 1,000, 100 unless said otherwise.
    func limit() throws -> Int {
        guard let text = said("limit") else { return 100 }
        guard let limit = Int(text), (1...1_000).contains(limit) else { throw Failure.invalid("limit", "must be a whole number from 1 to 1000") }
        return limit
    }
}

extension Refusal {
    var error: HTTPError {
        switch self {
        case .malformed(let why): HTTPError(.badRequest, message: why)
        case .tooLarge: HTTPError(.contentTooLarge)
        case .packing: HTTPError(.unsupportedMediaType)
        }
    }
}
