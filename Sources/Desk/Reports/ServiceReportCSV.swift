import Analytics
import Kernel
import Statistics

/// One row for each conversation of the report; times in seconds, by the clock and inside the opening hours.
struct ServiceReportCSV {
    let report: ServiceReport
    /// As on the page.
    var narrowing: ServiceReport.Narrowing?

    var text: String {
        let head =
            [
                "number", "opened_at", "channel", "status", "priority", "first_reply_by", "first_response_s", "first_response_business_s",
                "team_first_response_s", "team_first_response_business_s", "replies_waited_for", "left_unanswered", "first_resolution_s",
                "full_resolution_s",
                "full_resolution_business_s", "open_s", "waiting_s", "on_hold_s", "reopens", "one_touch", "labels", "team",
                "csat_score", "csat_resolved_by", "csat_asked_at", "csat_answered_at", "csat_reasons",
            ] + ServiceTarget.Goal.allCases.flatMap { goal in ["met", "breached", "due_at"].map { "\(goal.rawValue)_\($0)" } }
        return CSV.sheet(([head] + report.rows(narrowing).map(cells)).map { $0.map(CSV.harmless) })
    }

    private func cells(_ row: ServiceReport.Row) -> [String] {
        let (conversation, figures) = (row.conversation, row.figures)
        return [
            "\(conversation.number)", conversation.openedAt.description, conversation.channel, conversation.status.key, conversation.priority.key,
            row.agent ?? "", seconds(figures.firstResponse?.time.customer.calendar), seconds(figures.firstResponse?.time.customer.business),
            seconds(figures.firstResponse?.time.team?.calendar), seconds(figures.firstResponse?.time.team?.business),
            "\(figures.nextResponses.count)", "\(figures.unanswered)",
            seconds(figures.firstResolution?.calendar), seconds(figures.fullResolution?.calendar), seconds(figures.fullResolution?.business),
            seconds(figures.open.calendar), seconds(figures.waiting.calendar), seconds(figures.onHold.calendar), "\(figures.reopens)",
            figures.isOneTouch.map { $0 ? "yes" : "no" } ?? "", row.labels.map(\.key).joined(separator: " "),
            row.team?.key ?? "",
        ] + satisfaction(row) + ServiceTarget.Goal.allCases.flatMap { promises($0, row) }
    }

    /// Of the last question that was answered, else of the last one that was asked.
    private func satisfaction(_ row: ServiceReport.Row) -> [String] {
        guard let question = row.questions.last(where: { $0.survey.answer != nil }) ?? row.questions.last(where: \.wasAsked) else {
            return ["", "", "", "", ""]
        }
        let answer = question.survey.answer
        return [
            answer.map { "\($0.score)" } ?? "", question.agent ?? "", question.survey.askedAt?.description ?? "", answer?.at.description ?? "",
            answer?.reasons.joined(separator: " ") ?? "",
        ]
    }

    /// How often it was kept and not, and the deadline that was missed or is owed: the latest.
    private func promises(_ goal: ServiceTarget.Goal, _ row: ServiceReport.Row) -> [String] {
        let runs = row.runs.filter { $0.goal == goal }
        guard !runs.isEmpty else { return ["", "", ""] }
        let share = compliance(goal, of: runs)
        let due = runs.compactMap { run -> Instant? in
            switch run.state {
            case .running(let due, _): due
            case .breached(let at, _): at
            case .met, .paused: nil
            }
        }.last
        return ["\(share.count)", "\(share.total - share.count)", due?.description ?? ""]
    }

    private func seconds(_ duration: Duration?) -> String { duration.map { "\($0.components.seconds)" } ?? "" }
}
