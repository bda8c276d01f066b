import Kernel

/// How a period went: cut into days, or where it is long into weeks or months.
enum Course {
    enum Step: String, Sendable { case day, week, month }

    struct Interval: Hashable, Sendable {
        /// Both within.
        let first: Day
        let last: Day
        let start: Instant
        /// The midnight at its end; of the one that runs, now.
        let end: Instant
    }

    /// What there was in an interval.
    struct Stage: Sendable {
        let interval: Interval
        let backlog: Backlog
        /// Of the conversations begun in it.
        let firstResponse: ElapsedSpread?

        /// Unresolved at its beginning.
        var before: Int { backlog.unresolved - backlog.movement.change }
    }

    /// A number of a stage, whose conversations can be looked at.
    enum Part: String, CaseIterable, Sendable {
        case created, reopened, resolved, unresolved
        /// Unresolved, and begun more than three days before.
        case old
    }
}

extension Course.Step {
    init(_ days: Int) { self = days <= 31 ? .day : days <= 731 ? .week : .month }

    /// The last day of the one that holds a day.
    func last(from day: Day) -> Day {
        switch self {
        case .day: day
        case .week: day.startOfWeek.adding(days: 6)
        case .month: Month(number: day.month.number + 1).firstDay.adding(days: -1)
        }
    }
}

extension Course {
    /// One after the other, as far as they have begun; the first and the last are cut where the period is.
    ///
    /// - Parameter midnight: at which a day begins.
    static func intervals(from first: Day, to last: Day, until now: Instant, midnight: (Day) -> Instant) -> [Interval] {
        let step = Step(Int(last.number - first.number) + 1)
        var (intervals, day): ([Interval], Day) = ([], first)
        while day <= last {
            let end = min(step.last(from: day), last)
            let (start, midnight) = (midnight(day), midnight(end.adding(days: 1)))
            guard start < now else { break }
            intervals.append(Interval(first: day, last: end, start: start, end: min(midnight, now)))
            day = end.adding(days: 1)
        }
        return intervals
    }

    /// Since there is anything to tell.
    static func stages(_ intervals: [Interval], _ records: [ServiceRecord], _ rows: [ServiceReport.Row]) -> [Stage] {
        guard let start = intervals.first?.start else { return [] }
        let backlogs = Backlog.all(of: records, from: start, ends: intervals.map(\.end))
        let stages = zip(intervals, backlogs).map { interval, backlog in
            let begun = rows.filter { interval.start <= $0.conversation.openedAt && $0.conversation.openedAt < interval.end }
            return Stage(
                interval: interval, backlog: backlog,
                firstResponse: ElapsedSpread(begun.compactMap(\.figures.firstResponse?.time.customer)))
        }
        return Array(stages.drop { $0.backlog.unresolved == 0 && $0.backlog.movement == Backlog.Movement() })
    }
}

extension Course.Part {
    /// Whether a conversation is behind it.
    func holds(for record: ServiceRecord, in interval: Course.Interval) -> Bool {
        guard let backlog = Backlog.all(of: [record], from: interval.start, ends: [interval.end]).first else { return false }
        return switch self {
        case .created: backlog.movement.created > 0
        case .reopened: backlog.movement.reopened > 0
        case .resolved: backlog.movement.resolved > 0
        case .unresolved: backlog.unresolved > 0
        case .old: backlog.old > 0
        }
    }
}

extension Backlog {
    /// Begun three days before, or earlier.
    var old: Int { byAge[2] + byAge[3] }
}
