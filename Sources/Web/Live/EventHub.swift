import Synchronization

/// Hands events to whoever listens to a topic, in this process. Each listener may be 64 events behind; one that falls further
/// behind is let go, comes back by itself and asks for what it missed.
package final class EventHub: Sendable {
    private struct Listeners {
        var byTopic: [String: [Int: AsyncStream<ServerEvent>.Continuation]] = [:]
        var next = 0
    }
    private let listeners = Mutex(Listeners())

    package init() {}

    package func listen(to topic: String) -> AsyncStream<ServerEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self, bufferingPolicy: .bufferingNewest(64))
        let number = listeners.withLock { listeners in
            listeners.next += 1
            listeners.byTopic[topic, default: [:]][listeners.next] = continuation
            return listeners.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number, from: topic) }
        return stream
    }

    package func publish(_ event: ServerEvent, to topic: String) {
        let continuations = listeners.withLock { $0.byTopic[topic].map { Array($0.values) } ?? [] }
        for continuation in continuations {
            if case .dropped = continuation.yield(event) { continuation.finish() }
        }
    }

    package func count(of topic: String) -> Int { listeners.withLock { $0.byTopic[topic]?.count ?? 0 } }

    private func remove(_ number: Int, from topic: String) {
        listeners.withLock { listeners in
            listeners.byTopic[topic]?[number] = nil
            if listeners.byTopic[topic]?.isEmpty == true { listeners.byTopic[topic] = nil }
        }
    }
}
