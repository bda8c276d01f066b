import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// How quickly and how well customers were answered: of the conversations begun in a period.
struct ServiceReport: Sendable {
    let period: Period
    let hours: BusinessHours
    /// Whether somebody has set the hours.
    let hoursAreSet: Bool
    /// Newest first.
    let rows: [Row]
    let summary: ServiceSummary
    /// By who of staff did what the figures tell, most conversations first; nothing where the report is of one of them.
    let byAgent: [(agent: Colleague, summary: ServiceSummary)]
    /// By the channels on which they began, most conversations first; nothing where the report is of one of them.
    let byChannel: [(channel: String, summary: ServiceSummary)]
    /// By the labels they bear now, most conversations first; one with two of them counts for both.
    let byLabel: [(label: Label, summary: ServiceSummary)]
    /// That all of them bear; `nil` for conversations of all kinds.
    let label: Label?
    /// By the teams whose they were, most conversations first; nothing where the report is one team's.
    let byTeam: [(team: Team, summary: ServiceSummary)]
    /// Whose all of it is; `nil` for all.
    let team: Team?
    /// Key of the channel on which all of them began; `nil` for all.
    let channel: String?
    /// Who of staff did what the figures tell; `nil` for all.
    let agent: Colleague?
    /// Of those who were there; nothing where the report is of a label or a channel.
    let occupancy: [Occupancy]
    /// What there was in each interval, of all conversations that are asked for; of one team or one of staff, those that were theirs at the end.
    let course: [Course.Stage]
    /// When customers wrote.
    let traffic: Traffic
    /// What else a report could be of.
    let choices: ReportChoices
    /// Those behind a number that is not of conversations begun in the period alone.
    let listed: [Row]
    /// There were more conversations than are looked at.
    let isCut: Bool
    /// By which the reasons that customers tick are called.
    let satisfactionSettings: SatisfactionSettings

    var backlog: [Backlog] { course.map(\.backlog) }

    /// Met ÷ (met + breached), of each goal to which anything was promised and came to an end.
    var compliances: [(goal: ServiceTarget.Goal, share: Proportion)] {
        let runs = rows.flatMap(\.runs)
        return ServiceTarget.Goal.allCases.map { ($0, compliance($0, of: runs)) }.filter { $0.1.total > 0 }
    }

    /// Of how satisfied customers were, whom and what was asked.
    var questions: [SurveyResult] { rows.flatMap(\.questions) }

    /// By who resolved, most answers first.
    var satisfactionByAgent: [(id: ID<Viewer>, name: String, figures: SatisfactionFigures)] {
        Dictionary(grouping: questions.filter(\.wasAsked), by: \.survey.staff).compactMap { staff, questions in
            guard let staff, let name = questions[0].agent else { return nil }
            return (staff, name, SatisfactionFigures(questions))
        }.sorted { ($1.figures.answers.n, $0.name, $0.id) < ($0.figures.answers.n, $1.name, $1.id) }
    }

    struct Row: Sendable {
        let conversation: Conversation
        var figures: ServiceFigures
        /// In the order of resolutions.
        var questions: [SurveyResult]
        let agent: String?
        /// By name.
        let labels: [Label]
        /// How it stands with what was promised to it; nothing where nothing was.
        var runs: [TargetRun]
        /// Whose it was when it was answered first, or else is at the end.
        var team: Team?
        /// Key of the channel on which it began.
        var channel: String
        /// Whether that was the end of it; `nil` while it was never resolved.
        var firstContact: FirstContactResolution.Outcome?
        /// By whom it was resolved last.
        var resolver: String?
        /// Answers that did not arrive.
        var lost = 0
    }
}

/// What a report can be narrowed to.
struct ReportChoices: Sendable {
    var teams: [Team] = []
    var agents: [Colleague] = []
    /// Keys.
    var channels: [String] = []
    var labels: [Label] = []
}
