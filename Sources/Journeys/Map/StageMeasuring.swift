import Analytics
import Kernel
import Statistics
import Timeline

/// Measures the stages of a journey.
struct StageMeasuring {
    private let causes: [Diagnosis.Cause]
    private let plan: JourneyPlan?
    private let conversion: StageConversion
    /// By the name of the stage.
    private let contents: [String: StageContents.Content]
    private let satisfaction: [String: ScoreFigure]
    private let recommendation: [String: ScoreFigure]
    private let catalogue: Catalogue
    private static let mostSore = 3

    /// - Parameter line: as the journey sees it.
    init(
        _ line: any JourneyAnalytics, _ causes: [Diagnosis.Cause], _ catalogue: Catalogue, _ plan: JourneyPlan?, _ filter: Filter
    ) async throws {
        (self.causes, self.catalogue, self.plan) = (causes, catalogue, plan)
        conversion = try await line.stageConversion(filter)
        let names = plan?.stages.map(\.name) ?? Stage.allCases.map(\.key)
        contents = Dictionary(zip(names, try await line.stageContents(filter).stages), uniquingKeysWith: { first, _ in first })
        func asked(_ scale: ScoreScale) async throws -> [(String, ScoreFigure)] {
            try await line.scores(ScoreQuestion(scale, by: .stage), filter).compactMap { group in group.name.map { ($0, group.figure) } }
        }
        satisfaction = Dictionary(try await asked(.csat) + asked(.rating), uniquingKeysWith: +)
        recommendation = Dictionary(try await asked(.nps), uniquingKeysWith: +)
    }

    /// Those in which anything happened, in the order of the journey.
    var stages: [Journey.MeasuredStage] {
        conversion.stages.compactMap { reach in
            let planned = plan?.stages.first { $0.name == reach.stage }
            let name = plan == nil ? Stage(key: reach.stage).map { StageName($0) } : StageName(reach.stage)
            guard let name, let content = contents[reach.stage] else { return nil }
            return measured(name, planned, Proportion(reach.people, of: conversion.people), content)
        }
    }

    private func measured(
        _ name: StageName, _ planned: JourneyPlan.Stage?, _ reach: Proportion, _ content: StageContents.Content
    ) -> Journey.MeasuredStage {
        let step = conversion.steps.first { $0.from == name.key }
        let satisfaction = (satisfaction[name.key] ?? ScoreFigure(.csat)).estimate
        let recommendation = (recommendation[name.key] ?? ScoreFigure(.nps)).estimate
        return Journey.MeasuredStage(
            stage: name, owner: planned?.owner ?? "", reach: reach, step: step, touches: content.touches, emotion: content.feelings.feeling,
            touchpoints: content.kinds.compactMap { share in catalogue.kind(key: share.kind).map { (kind: $0, people: share.people) } },
            channels: content.channels.map { (key: $0.name, people: $0.people) }, satisfaction: satisfaction, recommendation: recommendation,
            pains: causes.filter { home(of: $0.kind) == name.key }, sore: sore(content), told: Proportion(content.told, of: content.people),
            targets: (planned?.targets ?? []).map { target in
                MeasuredTarget(target: target, measured: target.figure.measured(step, satisfaction, recommendation))
            })
    }

    /// The stage in which most of a kind happens.
    private func home(of kind: String) -> String? {
        func touches(_ content: StageContents.Content) -> Int { content.kinds.first { $0.kind == kind }?.touches ?? 0 }
        return conversion.stages.map(\.stage).max { a, b in (contents[a].map(touches) ?? 0) < (contents[b].map(touches) ?? 0) }
            .flatMap { stage in contents[stage].map(touches) ?? 0 > 0 ? stage : nil }
    }

    private func sore(_ content: StageContents.Content) -> [StageContents.Touchpoint] {
        let bad = content.kinds.filter { $0.bad > 0 }.sorted { ($1.bad, $0.kind) < ($0.bad, $1.kind) }
        return Array(bad.prefix(Self.mostSore))
    }
}

extension StageTarget.Figure {
    /// What came of it: shares, points or days.
    fileprivate func measured(_ step: StageConversion.Step?, _ satisfaction: Estimate, _ recommendation: Estimate) -> Estimate {
        switch self {
        case .conversion: step?.wentOn.estimate ?? .none
        case .satisfaction: satisfaction
        case .recommendation: recommendation
        case .days: step.flatMap(Self.days) ?? .none
        }
    }

    /// The median of the time to the next stage.
    private static func days(_ step: StageConversion.Step) -> Estimate? {
        step.time.map { time in
            let interval = step.median.map { Interval($0.lowerBound.inDays, $0.upperBound.inDays) }
            return Estimate(time.median.inDays, interval, n: time.n)
        }
    }
}

extension Duration {
    fileprivate var inDays: Double { self / .seconds(86_400) }
}
