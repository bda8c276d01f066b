import Kernel

/// A person's way through the steps of a funnel: when each step that was reached was reached.
struct Attempt: Hashable, Sendable {
    /// One time for each step reached, ascending; never empty.
    private(set) var times: [Instant]

    init(startedAt time: Instant) { times = [time] }

    func reaching(at time: Instant) -> Attempt {
        var next = self
        next.times.append(time)
        return next
    }

    var start: Instant { times[0] }
    var last: Instant { times[times.count - 1] }
    var reached: Int { times.count }

    /// The last moment at which the next step still counts.
    func deadline(_ question: FunnelQuestion) -> Instant {
        Instant(microseconds: question.deadline(start: start.microseconds, last: last.microseconds, reached: reached))
    }
}
