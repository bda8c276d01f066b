import Channels

extension Configuration {
    /// `nil` where any number of events is taken.
    var intakeLimits: IntakeLimits? {
        eventsPerSecond == 0 ? nil : IntakeLimits(eventsPerSecond: eventsPerSecond, burst: 5 * eventsPerSecond)
    }
}
