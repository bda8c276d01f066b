import Kernel
import Statistics

extension Funnel {
    /// What was counted at a step. Times are in microseconds.
    package struct Passage: Sendable {
        package var reached = 0, inProgress = 0, lost = 0
        /// How long it took from the step before, of those who came.
        package var came: [Int64] = []
        /// For how long those were watched who had got to the step before and have not come.
        package var watched: [Int64] = []
        /// How long it took from the first step, of those who came; only when conversion at a horizon is asked for.
        package var cameFromFirst: [Int64] = []
        /// For how long those on their way have been watched since the first step. Who is lost does not come any more, however long one watches.
        package var watchedFromFirst: [Int64] = []

        package init() {}
    }
}

extension Funnel.Passage {
    package mutating func add(_ other: Funnel.Passage) {
        reached += other.reached
        inProgress += other.inProgress
        lost += other.lost
        came += other.came
        watched += other.watched
        cameFromFirst += other.cameFromFirst
        watchedFromFirst += other.watchedFromFirst
    }

    /// With its times in order.
    package var sorted: Funnel.Passage {
        var sorted = self
        (sorted.came, sorted.watched) = (ascending(came), ascending(watched))
        (sorted.cameFromFirst, sorted.watchedFromFirst) = (ascending(cameFromFirst), ascending(watchedFromFirst))
        return sorted
    }

    /// The share of those who did the first step that come to this one within a time.
    ///
    /// - Parameter first: how many did the first step.
    func conversion(at horizon: Duration, of first: Int) -> Estimate {
        KaplanMeier.happened(
            by: horizon.microseconds, ascending(cameFromFirst), watched: ascending(watchedFromFirst),
            never: first - cameFromFirst.count - watchedFromFirst.count)
    }
}

extension [Funnel.Passage] {
    /// Notes how far somebody came.
    ///
    /// - Parameters:
    ///   - times: when each step that was reached was, in microseconds; never empty.
    ///   - isInProgress: whether they may still get further.
    ///   - now: until when the line is known, in microseconds.
    package mutating func note(_ times: UnsafeBufferPointer<Int64>, _ question: FunnelQuestion, isInProgress: Bool, now: Int64) {
        var (reached, first, last) = (0, Int64(0), Int64(0))
        for time in times {
            self[reached].reached += 1
            if reached == 0 { first = time } else { self[reached].came.append(time - last) }
            if reached > 0, question.horizon != nil { self[reached].cameFromFirst.append(time - first) }
            (reached, last) = (reached + 1, time)
        }
        guard reached < count else { return }
        if isInProgress { self[reached - 1].inProgress += 1 } else { self[reached - 1].lost += 1 }
        self[reached].watched.append(Swift.max(0, Swift.min(now, question.deadline(start: first, last: last, reached: reached)) - last))
        guard question.horizon != nil, isInProgress else { return }
        for step in reached..<count { self[step].watchedFromFirst.append(Swift.max(0, now - first)) }
    }
}
