import HTTPTypes
package import Hummingbird
import NIOCore
import ServiceLifecycle

/// An answer that stays open and tells a page what happens, until the page goes away or the server stops.
package struct EventStream: Sendable {
    private let request: Request
    private let heartbeat: Duration
    private let lifetime: Duration

    /// - Parameter lifetime: how long it stays open; the page then comes back by itself, and whether it may is asked again.
    package init(_ request: Request, heartbeat: Duration = .seconds(20), lifetime: Duration = .seconds(300)) {
        self.request = request
        self.heartbeat = heartbeat
        self.lifetime = lifetime
    }

    /// What the page saw last before its connection broke; `nil` for a new page.
    package var lastEventID: String? { HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] } }

    /// `missed` come first, then `live` ones. Subscribe to `live` before asking for what was missed, so that nothing falls between.
    package func response(missed: [ServerEvent] = [], live: AsyncStream<ServerEvent>) -> Response {
        let (body, heartbeat, lifetime) = (request.body, heartbeat, lifetime)
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-cache"]
        return Response(
            status: .ok, headers: headers,
            body: .init { writer in
                var open = writer
                try await body.consumeWithCancellationOnInboundClose { _ in
                    try await open.write(ByteBuffer(string: "retry: 2000\n\n"))
                    for event in missed { try await open.write(event.encoded) }
                    try await withThrowingDiscardingTaskGroup { group in
                        let lines = beating(live, every: heartbeat, for: lifetime, in: &group)
                        for await line in lines.cancelOnGracefulShutdown() { try await open.write(line) }
                        group.cancelAll()
                    }
                }
                try await open.finish(nil)
            })
    }
}

/// The events, and a comment whenever nothing was said for a while, so that proxies keep the line and a dead one is noticed.
private func beating(
    _ live: AsyncStream<ServerEvent>, every pause: Duration, for lifetime: Duration, in group: inout ThrowingDiscardingTaskGroup<any Error>
) -> AsyncStream<ByteBuffer> {
    let (lines, continuation) = AsyncStream.makeStream(of: ByteBuffer.self, bufferingPolicy: .bufferingNewest(64))
    group.addTask {
        for await event in live {
            if case .dropped = continuation.yield(event.encoded) { break }
        }
        continuation.finish()
    }
    group.addTask {
        do { try await Task.sleep(for: lifetime) } catch { return }
        continuation.finish()
    }
    group.addTask {
        while !Task.isCancelled {
            do { try await Task.sleep(for: pause) } catch { return }
            continuation.yield(ByteBuffer(string: ": \n\n"))
        }
    }
    return lines
}
