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
            Self.columns + Self.satisfaction
            + ServiceTarget.Goal.allCases.flatMap { goal in
                ["met", "breached", "due_at"].map { "\(goal.rawValue)_\($0)" }
            }
        return CSV.sheet(([head] + report.rows(narrowing).map(cells)).map { $0.map(CSV.harmless) })
    }

    private static let columns =
        ["number", "opened_at", "channel", "last_channel", "status", "priority", "team", "labels", "first_reply_by", "resolved_by"]
        + bothClocks(["first_response", "team_first_response", "next_response_median", "next_response_longest", "team_next_response_longest"])
        + ["replies_waited_for", "left_unanswered", "messages"]
        + bothClocks(["first_resolution", "full_resolution", "open", "waiting", "on_hold"])
        + ["first_resolved_at", "last_resolved_at", "reopens", "one_touch", "first_contact", "answers_lost"]

    private static let satisfaction = ["csat_score", "csat_resolved_by", "csat_asked_at", "csat_answered_at", "csat_reasons"]

    private static func bothClocks(_ names: [String]) -> [String] { names.flatMap { ["\($0)_s", "\($0)_business_s"] } }

    private func cells(_ row: ServiceReport.Row) -> [String] {
        var cells = about(row)
        cells += answers(row.figures)
        cells += fate(row)
        cells += satisfaction(row)
        for goal in ServiceTarget.Goal.allCases { cells += promises(goal, row) }
        return cells
    }

    private func about(_ row: ServiceReport.Row) -> [String] {
        let conversation = row.conversation
        return [
            "\(conversation.number)", conversation.openedAt.description, row.channel, conversation.channel, conversation.status.key,
            conversation.priority.key, row.team?.key ?? "", row.labels.map(\.key).joined(separator: " "), row.agent ?? "", row.resolver ?? "",
        ]
    }

    private func answers(_ figures: ServiceFigures) -> [String] {
        let (first, next) = (figures.firstResponse?.time, figures.nextResponses.map(\.customer))
        let times: [Elapsed?] = [first?.customer, first?.team, median(next), longest(next), longest(figures.nextResponses.compactMap(\.team))]
        let counts: [Int] = [figures.nextResponses.count, figures.unanswered, figures.messages]
        return times.flatMap(seconds) + counts.map { "\($0)" }
    }

    private func fate(_ row: ServiceReport.Row) -> [String] {
        let figures = row.figures
        let times: [Elapsed?] = [figures.firstResolution, figures.fullResolution, figures.open, figures.waiting, figures.onHold]
        let moments: [Instant?] = [figures.resolutions.first?.at, figures.resolutions.last?.at]
        let touch: String = figures.isOneTouch.map { $0 ? "yes" : "no" } ?? ""
        return times.flatMap(seconds) + moments.map { $0?.description ?? "" }
            + ["\(figures.reopens)", touch, row.firstContact?.rawValue ?? "", "\(row.lost)"]
    }

    private func median(_ times: [Elapsed]) -> Elapsed? {
        ElapsedSpread(times).map { Elapsed(calendar: $0.calendar.median, business: $0.business.median) }
    }

    private func longest(_ times: [Elapsed]) -> Elapsed? { times.max { ($0.calendar, $0.business) < ($1.calendar, $1.business) } }

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

    private func seconds(_ elapsed: Elapsed?) -> [String] {
        elapsed.map { ["\($0.calendar.components.seconds)", "\($0.business.components.seconds)"] } ?? ["", ""]
    }
}
