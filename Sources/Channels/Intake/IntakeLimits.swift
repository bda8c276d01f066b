/// How many events a source may send.
package struct IntakeLimits: Hashable, Sendable {
    package var eventsPerSecond: Int
    /// So many at once, after a pause.
    package var burst: Int

    package init(eventsPerSecond: Int = 1_000, burst: Int = 5_000) {
        self.eventsPerSecond = eventsPerSecond
        self.burst = burst
    }

    /// In one request.
    static let eventsPerRequest = 2_500
    static let bytesPerRequest = 4 << 20
}
