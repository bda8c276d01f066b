import Foundation
import Kernel
import Synchronization

/// The clock on the wall in a time zone, with all its changes from 1970 to 2100; before and after that the offset of the edge holds.
struct WallClock: Sendable {
    /// When an offset begins to hold, in seconds of UTC, and the offset in seconds east; ascending, the first holds from ever.
    private let changes: [(at: Int64, offset: Int64)]

    private init(_ zone: TimeZone) {
        var changes = [(at: Int64.min, offset: offset(in: zone, at: Self.first))]
        var week = Self.first
        while week < Self.last {
            let next = week + 7 * 86_400
            let (before, after) = (changes[changes.count - 1].offset, offset(in: zone, at: next))
            if before != after { changes.append((firstMoment(of: after, in: zone, after: week, until: next), after)) }
            week = next
        }
        self.changes = changes
    }

    private static let first: Int64 = 0
    private static let last: Int64 = 4_102_444_800

    /// - Returns: `nil` for a name that is no zone of the IANA database.
    init?(named name: String) {
        if let known = Self.known.withLock({ $0[name] }) {
            self = known
            return
        }
        guard name.contains("/") || name == "GMT" || name == "UTC", let zone = TimeZone(identifier: name) else { return nil }
        let clock = WallClock(zone)
        Self.known.withLock { $0[name] = clock }
        self = clock
    }

    private static let known = Mutex<[String: WallClock]>([:])
}

extension WallClock {
    /// What the clock shows, as the moment at which a clock of UTC would show it.
    func shown(at instant: Instant) -> Instant {
        instant.adding(.seconds(changes[place(of: instant.seconds)].offset))
    }

    /// The first moment at which the clock shows this time of this day, or a later one. So when clocks are put back it is the first of the two;
    /// a time that is left out when they are put forward is the moment at which they are.
    ///
    /// - Parameter minutes: since the midnight at which the day begins; may reach into days after it.
    func instant(_ day: Day, _ minutes: Int) -> Instant {
        let shown = Int64(day.number) * 86_400 + Int64(minutes) * 60
        // No zone is further from UTC than a day, so the change at which the time may be shown is close to this one.
        var place = self.place(of: shown - 86_400)
        while place + 1 < changes.count, shown - changes[place].offset >= changes[place + 1].at { place += 1 }
        return Instant(seconds: max(shown - changes[place].offset, changes[place].at))
    }

    /// The place of the change that holds at a moment.
    private func place(of seconds: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if changes[middle].at <= seconds { low = middle } else { high = middle }
        }
        return low
    }
}

private func offset(in zone: TimeZone, at seconds: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
}

/// The first second of an offset that does not hold at `early` yet and holds at `late`.
private func firstMoment(of wanted: Int64, in zone: TimeZone, after early: Int64, until late: Int64) -> Int64 {
    var (low, high) = (early, late)
    while high - low > 1 {
        let middle = (low + high) / 2
        if offset(in: zone, at: middle) == wanted { high = middle } else { low = middle }
    }
    return high
}
