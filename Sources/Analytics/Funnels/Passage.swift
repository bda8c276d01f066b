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
    mutating func note(_ best: Attempt, _ question: FunnelQuestion, isInProgress: Bool, now: Instant) {
        for step in 0..<best.reached {
            self[step].reached += 1
            guard step > 0 else { continue }
            self[step].came.append(best.times[step].microseconds - best.times[step - 1].microseconds)
            if question.horizon != nil { self[step].cameFromFirst.append(best.times[step].microseconds - best.start.microseconds) }
        }
        guard best.reached < count else { return }
        if isInProgress { self[best.reached - 1].inProgress += 1 } else { self[best.reached - 1].lost += 1 }
        self[best.reached].watched.append(Swift.max(0, Swift.min(now, best.deadline(question)).microseconds - best.last.microseconds))
        guard question.horizon != nil, isInProgress else { return }
        for step in best.reached..<count { self[step].watchedFromFirst.append(Swift.max(0, now.microseconds - best.start.microseconds)) }
    }
}
