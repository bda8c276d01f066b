import Synchronization

/// Wakes workers: when something was put down that is due at once, and now and then for what others have put down.
package final class JobBell: Sendable {
    private let ears = Mutex<[AsyncStream<Void>.Continuation]>([])

    package init() {}

    package func ring() {
        for ear in ears.withLock({ $0 }) { ear.yield() }
    }

    func listen() -> AsyncStream<Void> {
        let (stream, ear) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        ears.withLock { $0.append(ear) }
        return stream
    }
}
