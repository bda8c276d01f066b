#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a socket can do without making anybody wait. A broken one counts as ready: the next call finds out.
struct Readiness: OptionSet {
    let rawValue: Int16
    static let reading = Readiness(rawValue: Int16(POLLIN))
    static let writing = Readiness(rawValue: Int16(POLLOUT))
    static let broken = Readiness(rawValue: Int16(POLLERR | POLLHUP | POLLNVAL))
}

extension Readiness {
    /// Waits until the socket is ready for any of `events`. Empty when the deadline came first.
    static func of(_ socket: Int32, for events: Readiness, until deadline: ContinuousClock.Instant) -> Readiness {
        while true {
            let left = max(.zero, deadline - .now)
            var descriptor = pollfd(fd: socket, events: events.rawValue, revents: 0)
            let count = poll(&descriptor, 1, Int32(clamping: left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000))
            if count > 0 { return Readiness(rawValue: descriptor.revents) }
            if count == 0 { return [] }
            // A signal came in between: wait for the rest.
        }
    }
}
