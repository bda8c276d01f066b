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
    /// Of all days, whichever are shown.
    let diagnosed: Diagnosed
    let level: JourneyLevel
    let stages: [MeasuredStage]
    /// The same of other days or of other people; empty where nothing is compared.
    var compared: [MeasuredStage] = []

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
    ///   - line: as it stands, not as the journey sees it.
    ///   - diagnosed: of the same people.
    ///   - plan: `nil` for the five moments of the catalogue; `definition` is how questions ask for it.
    ///   - filter: the days that are shown.
    init(
        _ line: any JourneyAnalytics, _ diagnosed: Diagnosed, _ catalogue: Catalogue, plan: JourneyPlan?, _ definition: JourneyDefinition?,
        _ filter: Filter = .everything
    ) async throws {
        let asked = definition.map { line.following($0) } ?? line
        let overview = try await asked.overview(filter)
        (self.plan, people, self.catalogue, self.diagnosed) = (plan, overview.people, catalogue, diagnosed)
        goal = plan?.goal.map { Goal($0, overview) }
        level = try await JourneyLevel(line, filter)
        stages = try await StageMeasuring(asked, diagnosed.diagnosis.causes, catalogue, plan, filter).stages
    }

    /// The stages alone, of other days or other people.
    ///
    /// - Parameter line: as the journey sees it.
    func stages(_ line: any JourneyAnalytics, _ filter: Filter) async throws -> [MeasuredStage] {
        try await StageMeasuring(line, [], catalogue, plan, filter).stages
    }
}

extension Journey.Goal {
    fileprivate init(_ goal: JourneyPlan.Goal, _ overview: Overview) {
        let reached = Proportion(overview.kinds.first { $0.name == goal.kind }?.people ?? 0, of: overview.people)
        let target = goal.target.map { MeasuredTarget(target: StageTarget(figure: .conversion, value: $0), measured: reached.estimate) }
        self.init(kind: goal.kind, reached: reached, target: target)
    }
}
