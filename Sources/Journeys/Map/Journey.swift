import Analytics
import Kernel
import Statistics
import Timeline

/// The measured journey: its stages with what happens in them, and the diagnosis.
struct Journey: Sendable {
    /// As somebody has set it up; `nil`: the five moments of the catalogue.
    let plan: JourneyPlan?
    /// Who takes part.
    let people: Int
    /// Of these, those who come to the goal; `nil` where none is set.
    let goal: Goal?
    let catalogue: Catalogue
    let diagnosis: Diagnosis
    /// Whose answers, and from when on, the causes explain.
    let concerned: Filter
    /// By month: recommendation of those whom the change befell (or of all), and of everybody else.
    let months: [MonthOfAnswers]
    let stages: [MeasuredStage]
    /// The same of other days or of other people; empty where nothing is compared.
    var compared: [MeasuredStage] = []

    struct MonthOfAnswers: Sendable {
        let month: Month
        let concerned: Estimate
        let others: Estimate
    }

    struct Goal: Sendable {
        let kind: String
        let reached: Proportion
        /// `nil` where nobody has said how many should.
        let target: MeasuredTarget?
    }

    /// What happens in one stage.
    struct MeasuredStage: Sendable {
        let stage: StageName
        /// The department that answers for it; empty where nobody has said.
        let owner: String
        let reach: Proportion
        /// To the next stage; `nil` of the last.
        let step: StageConversion.Step?
        /// Touchpoints of those who came here.
        let touches: Int
        /// How it felt, −1…1.
        let emotion: Estimate
        /// The most frequent first.
        let touchpoints: [(kind: Kind, people: Int)]
        let channels: [(key: String, people: Int)]
        /// Share of content answers among ratings of touchpoints in this stage.
        let satisfaction: Estimate
        /// NPS asked in this stage.
        let recommendation: Estimate
        /// Touchpoints of this stage that cost points of recommendation.
        let pains: [Diagnosis.Cause]
        /// Those that felt bad most often, the most frequent first.
        let sore: [StageContents.Touchpoint]
        /// Of the people here, those who said how it was, or showed it: what the feelings and ratings of this stage rest on.
        let told: Proportion
        let targets: [MeasuredTarget]
    }
}

/// A stage as it is called: one of ours in the reader's language, another as it was named.
struct StageName: Hashable, Sendable {
    let key: String
    let moment: Timeline.Stage?

    init(_ moment: Timeline.Stage) { (key, self.moment) = (moment.key, moment) }
    init(_ name: String) { (key, moment) = (name, nil) }
}

extension Journey {
    /// - Parameters:
    ///   - line: as it stands, not as the journey sees it: the diagnosis is of the whole.
    ///   - plan: `nil` for the five moments of the catalogue; `definition` is how questions ask for it.
    init(
        _ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue, plan: JourneyPlan?, _ definition: JourneyDefinition?,
        _ filter: Filter = .everything
    ) async throws {
        let diagnosis = try await line.diagnosis(DiagnosisQuestion(besides: catalogue.kindsThatExplainNothing), groups: groups, filter)
        let asked = definition.map { line.following($0) } ?? line
        let overview = try await asked.overview(filter)
        (self.plan, people, self.catalogue, self.diagnosis) = (plan, overview.people, catalogue, diagnosis)
        goal = plan?.goal.map { Goal($0, overview) }
        concerned = diagnosis.concerned(groups, filter)
        let group = diagnosis.change?.group.flatMap { found in groups.first { $0.name == found.name && $0.value == found.value } }
        months = try await Self.months(line, group, filter)
        stages = try await StageMeasuring(asked, diagnosis.causes, catalogue, plan, filter).stages
    }

    /// The stages alone, of other days or other people.
    ///
    /// - Parameter line: as the journey sees it.
    func stages(_ line: any JourneyAnalytics, _ filter: Filter) async throws -> [MeasuredStage] {
        try await StageMeasuring(line, [], catalogue, plan, filter).stages
    }

    private static func months(_ line: any JourneyAnalytics, _ group: PeopleGroup?, _ filter: Filter) async throws -> [MonthOfAnswers] {
        func answers(_ filter: Filter) async throws -> [Month: ScoreFigure] {
            let groups = try await line.scores(ScoreQuestion(.nps, every: .month), filter)
            return Dictionary(groups.compactMap { group in group.period.map { ($0.month, group.figure) } }, uniquingKeysWith: { first, _ in first })
        }
        let all = try await answers(filter)
        guard let group else {
            return all.sorted { $0.key < $1.key }.map { MonthOfAnswers(month: $0.key, concerned: $0.value.estimate, others: .none) }
        }
        let concerned = try await answers(filter.among(group.people))
        return all.sorted { $0.key < $1.key }.map { month, everybody in
            let ours = concerned[month] ?? ScoreFigure(.nps)
            return MonthOfAnswers(month: month, concerned: ours.estimate, others: (everybody - ours).estimate)
        }
    }
}

extension Journey.Goal {
    fileprivate init(_ goal: JourneyPlan.Goal, _ overview: Overview) {
        let reached = Proportion(overview.kinds.first { $0.name == goal.kind }?.people ?? 0, of: overview.people)
        let target = goal.target.map { MeasuredTarget(target: StageTarget(figure: .conversion, value: $0), measured: reached.estimate) }
        self.init(kind: goal.kind, reached: reached, target: target)
    }
}
