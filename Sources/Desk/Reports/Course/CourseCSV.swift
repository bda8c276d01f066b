import Analytics
import Kernel

/// One row for each interval of the period; times in seconds.
struct CourseCSV {
    let course: [Course.Stage]

    var text: String {
        let head = [
            "first_day", "last_day", "unresolved_before", "begun", "opened_again", "resolved", "merged", "spam", "unresolved",
            "unresolved_over_3_days",
            "first_responses", "first_response_median_s", "first_response_median_business_s", "first_response_p90_s",
            "first_response_p90_business_s",
        ]
        return CSV.sheet([head] + course.map(cells))
    }

    private func cells(_ stage: Course.Stage) -> [String] {
        let (backlog, movement, first) = (stage.backlog, stage.backlog.movement, stage.firstResponse)
        let counts = [
            stage.before, movement.created, movement.reopened, movement.resolved, movement.merged, movement.spam, backlog.unresolved, backlog.old,
            first?.calendar.n ?? 0,
        ]
        let times = [first?.calendar.median, first?.business.median, first?.calendar.p90, first?.business.p90]
        return [stage.interval.first.description, stage.interval.last.description] + counts.map { "\($0)" }
            + times.map { $0.map { "\($0.components.seconds)" } ?? "" }
    }
}
