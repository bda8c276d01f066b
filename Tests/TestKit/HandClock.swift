package import Kernel
import Synchronization

/// A clock that stands still until it is moved by hand.
package final class HandClock: Sendable {
    private let instant: Mutex<Instant>

    package init(at instant: Instant = noon()) { self.instant = Mutex(instant) }

    package var now: Now { { [self] in instant.withLock { $0 } } }
    package func advance(by duration: Duration) { instant.withLock { $0 = $0.adding(duration) } }
}
