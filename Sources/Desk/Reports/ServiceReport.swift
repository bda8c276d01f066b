import Analytics
import Kernel
import Statistics
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
    /// By who of staff answered first, most conversations first.
    let byAgent: [(name: String, summary: ServiceSummary)]
    /// By the labels they bear now, most conversations first; one with two of them counts for both.
    let byLabel: [(label: Label, summary: ServiceSummary)]
    /// That all of them bear; `nil` for conversations of all kinds.
    let label: Label?
    /// By the teams whose they were, most conversations first; nothing where the report is one team's.
    let byTeam: [(team: Team, summary: ServiceSummary)]
    /// Whose all of it is; `nil` for all.
    let team: Team?
    /// Of those who were there; nothing where the report is of a label.
    let occupancy: [Occupancy]
    /// At the end of each day, of all conversations that bear the label, or were the team's at the end.
    let backlog: [Backlog]
    /// There were more conversations than are looked at.
    let isCut: Bool
    /// By which the reasons that customers tick are called.
    let satisfactionSettings: SatisfactionSettings

    /// Met ÷ (met + breached), of each goal to which anything was promised and came to an end.
    var compliances: [(goal: ServiceTarget.Goal, share: Proportion)] {
        let runs = rows.flatMap(\.runs)
        return ServiceTarget.Goal.allCases.map { ($0, compliance($0, of: runs)) }.filter { $0.1.total > 0 }
    }

    /// The conversations behind a share of what was kept: those with a promise of this goal that came to an end, breached ones first.
    func rows(promised goal: ServiceTarget.Goal) -> [Row] {
        let ended = rows.map { ($0, compliance(goal, of: $0.runs)) }.filter { $0.1.total > 0 }
        return ended.filter { $0.1.count < $0.1.total }.map(\.0) + ended.filter { $0.1.count == $0.1.total }.map(\.0)
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

    /// The conversations behind a number of how satisfied customers were.
    func rows(_ filter: SurveyFilter) -> [Row] { rows.filter { $0.questions.contains(where: filter.holds) } }

    /// Behind which number the conversations are that are listed.
    enum Narrowing: Hashable, Sendable {
        case promised(ServiceTarget.Goal)
        case satisfaction(SurveyFilter)

        var goal: ServiceTarget.Goal? { if case .promised(let goal) = self { goal } else { nil } }
    }

    func rows(_ narrowing: Narrowing?) -> [Row] {
        switch narrowing {
        case nil: rows
        case .promised(let goal): rows(promised: goal)
        case .satisfaction(let filter): rows(filter)
        }
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
    }
}
