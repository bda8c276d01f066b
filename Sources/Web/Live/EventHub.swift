import Kernel
import Synchronization

/// Hands events to whoever listens to a topic, in this process. Each listener may be 64 events behind; one that falls further
/// behind is let go, comes back by itself and asks for what it missed.
package final class EventHub: Sendable {
    private struct Listener {
        let continuation: AsyncStream<ServerEvent>.Continuation
        let client: String?
    }
    private struct Listeners {
        var byTopic: [String: [Int: Listener]] = [:]
        /// How many each client holds.
        var held: [String: Int] = [:]
        var next = 0
    }
    /// Tabs of a browser hold one each, and only while they are looked at.
    private static let mostOfOneClient = 30

    private let listeners = Mutex(Listeners())
    private let changed: AudienceChanged?

    /// Somebody has begun or stopped to listen to a topic: the number of their listener.
    package typealias AudienceChanged = @Sendable (_ hub: EventHub, _ topic: String, _ listener: Int) -> Void

    package init(audienceChanged: AudienceChanged? = nil) { changed = audienceChanged }

    package func listen(to topic: String) -> AsyncStream<ServerEvent> { add(to: topic, of: nil) }

    /// - Throws: `limited` when this client listens to thirty things already.
    package func listen(to topic: String, by client: String) throws -> AsyncStream<ServerEvent> {
        try listeners.withLock { listeners in
            let held = listeners.held[client, default: 0]
            guard held < Self.mostOfOneClient else { throw Failure.limited(retryAfter: .seconds(30)) }
            listeners.held[client] = held + 1
        }
        return add(to: topic, of: client)
    }

    private func add(to topic: String, of client: String?) -> AsyncStream<ServerEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self, bufferingPolicy: .bufferingNewest(64))
        let number = listeners.withLock { listeners in
            listeners.next += 1
            listeners.byTopic[topic, default: [:]][listeners.next] = Listener(continuation: continuation, client: client)
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number, from: topic, of: client) }
        changed?(self, topic, number)
        return stream
    }

    /// - Parameter besides: the number of a listener who is not told.
    package func publish(_ event: ServerEvent, to topic: String, besides: Int? = nil) {
        let continuations = listeners.withLock { listeners in
            (listeners.byTopic[topic] ?? [:]).compactMap { $0.key == besides ? nil : $0.value.continuation }
        }
        for continuation in continuations {
            if case .dropped = continuation.yield(event) { continuation.finish() }
        }
    }

    /// What anybody listens to.
    package var topics: [String] { listeners.withLock { Array($0.byTopic.keys) } }

    package func count(of topic: String) -> Int { listeners.withLock { $0.byTopic[topic]?.count ?? 0 } }

    /// Who listens to a topic, each once.
    package func clients(of topic: String) -> Set<String> {
        listeners.withLock { Set(($0.byTopic[topic] ?? [:]).values.compactMap(\.client)) }
    }

    private func remove(_ number: Int, from topic: String, of client: String?) {
        listeners.withLock { listeners in
            if let client {
                let left = listeners.held[client, default: 1] - 1
                listeners.held[client] = left > 0 ? left : nil
            }
            listeners.byTopic[topic]?[number] = nil
            if listeners.byTopic[topic]?.isEmpty == true { listeners.byTopic[topic] = nil }
        }
        changed?(self, topic, number)
    }
}
