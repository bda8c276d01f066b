import Synchronization

/// Wakes whoever waits for something to have been written: workers for jobs, watchers for open pages. Strokes that nobody has heard yet are one.
package final class Bell: Sendable {
    private let ears = Mutex<[AsyncStream<Void>.Continuation]>([])

    package init() {}

    package func ring() {
        for ear in ears.withLock({ $0 }) { ear.yield() }
    }

    package func listen() -> AsyncStream<Void> {
        let (stream, ear) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        ears.withLock { $0.append(ear) }
        return stream
    }
}
