import Kernel
import Synchronization

/// Hands events to whoever listens to a topic, in this process. Each listener may be 64 events behind; one that falls further
/// behind is let go, comes back by itself and asks for what it missed.
package final class EventHub: Sendable {
    private struct Listeners {
        var byTopic: [String: [Int: AsyncStream<ServerEvent>.Continuation]] = [:]
        /// How many each client holds.
        var held: [String: Int] = [:]
        var next = 0
    }
    /// Tabs of a browser hold one each, and only while they are looked at.
    private static let mostOfOneClient = 30

    private let listeners = Mutex(Listeners())

    package init() {}

    package func listen(to topic: String) -> AsyncStream<ServerEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self, bufferingPolicy: .bufferingNewest(64))
        add(continuation, to: topic, of: nil)
        return stream
    }

    /// - Throws: `limited` when this client listens to thirty things already.
    package func listen(to topic: String, by client: String) throws -> AsyncStream<ServerEvent> {
        try listeners.withLock { listeners in
            let held = listeners.held[client, default: 0]
            guard held < Self.mostOfOneClient else { throw Failure.limited(retryAfter: .seconds(30)) }
            listeners.held[client] = held + 1
        }
        let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self, bufferingPolicy: .bufferingNewest(64))
        add(continuation, to: topic, of: client)
        return stream
    }

    private func add(_ continuation: AsyncStream<ServerEvent>.Continuation, to topic: String, of client: String?) {
        let number = listeners.withLock { listeners in
            listeners.next += 1
            listeners.byTopic[topic, default: [:]][listeners.next] = continuation
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number, from: topic, of: client) }
    }

    package func publish(_ event: ServerEvent, to topic: String) {
        let continuations = listeners.withLock { $0.byTopic[topic].map { Array($0.values) } ?? [] }
        for continuation in continuations {
            if case .dropped = continuation.yield(event) { continuation.finish() }
        }
    }

    /// What anybody listens to.
    package var topics: [String] { listeners.withLock { Array($0.byTopic.keys) } }

    package func count(of topic: String) -> Int { listeners.withLock { $0.byTopic[topic]?.count ?? 0 } }

    private func remove(_ number: Int, from topic: String, of client: String?) {
        listeners.withLock { listeners in
            if let client {
                let left = listeners.held[client, default: 1] - 1
                listeners.held[client] = left > 0 ? left : nil
            }
            listeners.byTopic[topic]?[number] = nil
            if listeners.byTopic[topic]?.isEmpty == true { listeners.byTopic[topic] = nil }
        }
    }
}
