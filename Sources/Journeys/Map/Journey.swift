import Analytics
import Kernel
import Statistics
import Timeline

/// The measured journey: its stages with what happens in them, and the diagnosis.
struct Journey: Sendable {
    let people: Int
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

    /// What happens in one stage.
    struct MeasuredStage: Sendable {
        let stage: Stage
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
        /// Touchpoints of this stage that cost points of recommendation.
        let pains: [Diagnosis.Cause]
    }
}

extension Journey {
    init(_ line: any JourneyAnalytics, _ groups: [PeopleGroup], _ catalogue: Catalogue, _ filter: Filter = .everything) async throws {
        let diagnosis = try await line.diagnosis(DiagnosisQuestion(besides: catalogue.kindsThatExplainNothing), groups: groups, filter)
        people = try await line.overview(filter).people
        self.catalogue = catalogue
        self.diagnosis = diagnosis
        concerned = diagnosis.concerned(groups, filter)
        let group = diagnosis.change?.group.flatMap { found in groups.first { $0.name == found.name && $0.value == found.value } }
        months = try await Self.months(line, group, filter)
        stages = try await StageMeasuring(line, diagnosis.causes, catalogue, filter).stages
    }

    /// The stages alone, of other days or other people.
    func stages(_ line: any JourneyAnalytics, _ filter: Filter) async throws -> [MeasuredStage] {
        try await StageMeasuring(line, [], catalogue, filter).stages
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
        var inside = filter
        inside.people = filter.people.map { $0.intersection(group.people) } ?? group.people
        let concerned = try await answers(inside)
        return all.sorted { $0.key < $1.key }.map { month, everybody in
            let ours = concerned[month] ?? ScoreFigure(.nps)
            return MonthOfAnswers(month: month, concerned: ours.estimate, others: (everybody - ours).estimate)
        }
    }
}

/// Measures the stages one by one.
private struct StageMeasuring {
    private let line: any JourneyAnalytics
    private let causes: [Diagnosis.Cause]
    private let catalogue: Catalogue
    private let filter: Filter
    private let conversion: StageConversion
    private let satisfaction: [String: ScoreFigure]
    private let emotions: [String: Sample]

    init(_ line: any JourneyAnalytics, _ causes: [Diagnosis.Cause], _ catalogue: Catalogue, _ filter: Filter) async throws {
        (self.line, self.causes, self.catalogue, self.filter) = (line, causes, catalogue, filter)
        conversion = try await line.stageConversion(filter)
        let asked = try await line.scores(ScoreQuestion(.csat, by: .stage), filter) + line.scores(ScoreQuestion(.rating, by: .stage), filter)
        satisfaction = Dictionary(asked.compactMap { group in group.name.map { ($0, group.figure) } }, uniquingKeysWith: +)
        let felt = try await line.emotions(filter).compactMap { emotion in
            catalogue.kind(key: emotion.kind)?.stage.map { ($0.key, emotion.feelings) }
        }
        emotions = Dictionary(felt, uniquingKeysWith: +)
    }

    var stages: [Journey.MeasuredStage] {
        get async throws {
            var stages: [Journey.MeasuredStage] = []
            for stage in Stage.allCases {
                guard let reach = conversion.stages.first(where: { $0.stage == stage.key }) else { continue }
                stages.append(try await measured(stage, Proportion(reach.people, of: conversion.people)))
            }
            return stages
        }
    }

    private func measured(_ stage: Stage, _ reach: Proportion) async throws -> Journey.MeasuredStage {
        var inside = filter
        let kinds = Set(catalogue.kinds.filter { $0.stage == stage }.map(\.key))
        inside.kinds = filter.kinds.map { $0.intersection(kinds) } ?? kinds
        let overview = try await line.overview(inside)
        return Journey.MeasuredStage(
            stage: stage, reach: reach, step: conversion.steps.first { $0.from == stage.key }, touches: overview.touches,
            emotion: (emotions[stage.key] ?? Sample()).feeling,
            touchpoints: Self.byPeople(overview.kinds).compactMap { share in
                catalogue.kind(key: share.name).map { (kind: $0, people: share.people) }
            },
            channels: Self.byPeople(overview.channels).map { (key: $0.name, people: $0.people) },
            satisfaction: (satisfaction[stage.key] ?? ScoreFigure(.csat)).estimate,
            pains: causes.filter { catalogue.kind(key: $0.kind)?.stage == stage })
    }

    private static func byPeople(_ shares: [Overview.Share]) -> [Overview.Share] { shares.sorted { ($1.people, $0.name) < ($0.people, $1.name) } }
}
