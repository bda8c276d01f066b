import Analytics
import Kernel

/// One row for each conversation of the report; times in seconds, by the clock and inside the opening hours.
struct ServiceReportCSV {
    let report: ServiceReport

    var text: String {
        let head = [
            "number", "opened_at", "channel", "status", "priority", "first_reply_by", "first_response_s", "first_response_business_s",
            "team_first_response_s", "replies_waited_for", "left_unanswered", "first_resolution_s", "full_resolution_s",
            "full_resolution_business_s", "open_s", "waiting_s", "on_hold_s", "reopens", "one_touch",
        ]
        return CSV.sheet(([head] + report.rows.map(cells)).map { $0.map(CSV.harmless) })
    }

    private func cells(_ row: ServiceReport.Row) -> [String] {
        let (conversation, figures) = (row.conversation, row.figures)
        return [
            "\(conversation.number)", conversation.openedAt.description, conversation.channel, conversation.status.key, conversation.priority.key,
            row.agent ?? "", seconds(figures.firstResponse?.time.customer.calendar), seconds(figures.firstResponse?.time.customer.business),
            seconds(figures.firstResponse?.time.team?.calendar), "\(figures.nextResponses.count)", "\(figures.unanswered)",
            seconds(figures.firstResolution?.calendar), seconds(figures.fullResolution?.calendar), seconds(figures.fullResolution?.business),
            seconds(figures.open.calendar), seconds(figures.waiting.calendar), seconds(figures.onHold.calendar), "\(figures.reopens)",
            figures.isOneTouch.map { $0 ? "yes" : "no" } ?? "",
        ]
    }

    private func seconds(_ duration: Duration?) -> String { duration.map { "\($0.components.seconds)" } ?? "" }
}
