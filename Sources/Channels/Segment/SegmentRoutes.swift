import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/v1/track`, `/v1/identify` … `/v1/batch`: events from libraries that speak as Segment's do.
struct SegmentRoutes: Routable {
    let intake: IntakePart

    var routes: RouteTable {
        var table = RouteTable("/v1")
        for call in SegmentCall.allCases {
            for path in call.paths { table = adding(path, call, to: table) }
        }
        for path in SegmentCall.batchPaths { table = adding(path, nil, to: table) }
        return table
    }

    private func adding(_ path: String, _ call: SegmentCall?, to table: RouteTable) -> RouteTable {
        table
            .post(path, access: .anySite, body: .streamed) { try await receive($0, $1, call) }
            .options(path, access: .anySite) { _, _ in SegmentAnswer.permission }
    }

    private func receive(_ request: Request, _ context: Context, _ call: SegmentCall?) async throws -> Response {
        do {
            let sent = try SegmentRequest(try await request.unpackedBody(), call, receivedAt: context.now)
            return SegmentAnswer.taken(try await take(sent, request, context), isBatch: call == nil)
        } catch {
            return try SegmentAnswer.refused(error, in: context)
        }
    }

    private func take(_ sent: SegmentRequest, _ request: Request, _ context: Context) async throws -> IntakeOutcome {
        let source = try await intake.sender(context.key, else: sent.writeKey, isBrowser: request.headers.isOfPage, at: context.now)
        try intake.admit(sent.events.count, from: source, at: context.now)
        let known = try await intake.knowledge(for: sent.events)
        return try await intake.take(sent.events.map { $0.incoming(known) }, from: source)
    }
}
