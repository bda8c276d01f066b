import Analytics
import Kernel
import Statistics
import Timeline

/// The measured journey: its stages with what happens in them, and the diagnosis.
struct Journey: Sendable {
    let people: Int
    let catalogue: Catalogue
    let diagnosis: Diagnosis
    /// By month: recommendation of those whom the change befell (or of all), and of everybody else.
    let months: [MonthOfAnswers]
    let stages: [MeasuredStage]

    struct MonthOfAnswers: Sendable {
        let month: Month
        let concerned: Estimate
        let others: Estimate
    }

    /// What happens in one stage.
    struct MeasuredStage: Sendable {
        let stage: Stage
        let reach: Proportion
        /// Of those who came here in order, who went on; `nil` of the last.
        let goOn: Proportion?
        /// From here to the next stage.
        let time: TimeSpread?
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
    init(_ log: JourneyLog, _ groups: [PeopleGroup], _ catalogue: Catalogue, _ filter: Filter = .everything) {
        let diagnosis = log.diagnosis(DiagnosisQuestion(besides: catalogue.kindsThatExplainNothing), groups: groups, filter)
        let conversion = log.stageConversion(filter)
        people = conversion.people
        self.catalogue = catalogue
        self.diagnosis = diagnosis
        let group = diagnosis.change?.group.flatMap { found in groups.first { $0.name == found.name && $0.value == found.value } }
        months = Self.months(log, group, filter)
        let counts = StageCounts(log, filter)
        stages = Stage.allCases.compactMap { stage in
            guard let reach = conversion.stages.first(where: { $0.stage == stage.key }) else { return nil }
            let step = conversion.steps.first { $0.from == stage.key }
            let kinds = counts.kinds(of: stage.key).compactMap { key, people in catalogue.kind(key: key).map { (kind: $0, people: people) } }
            return MeasuredStage(
                stage: stage, reach: Proportion(reach.people, of: conversion.people), goOn: step?.wentOn, time: step?.time, touchpoints: kinds,
                channels: counts.channels(of: stage.key), satisfaction: counts.satisfaction(of: stage.key),
                pains: diagnosis.causes.filter { cause in catalogue.kind(key: cause.kind)?.stage == stage })
        }
    }

    private static func months(_ log: JourneyLog, _ group: PeopleGroup?, _ filter: Filter) -> [MonthOfAnswers] {
        func answers(_ filter: Filter) -> [Month: Estimate] {
            let groups = log.scores(ScoreQuestion(.nps, every: .month), filter)
            let estimates = groups.compactMap { group in group.period.map { ($0.month, group.figure.estimate) } }
            return Dictionary(estimates, uniquingKeysWith: { first, _ in first })
        }
        let all = answers(filter)
        guard let group else { return all.sorted { $0.key < $1.key }.map { MonthOfAnswers(month: $0.key, concerned: $0.value, others: .none) } }
        var (inside, outside) = (filter, filter)
        let everybody = filter.people ?? Set(log.touches.lazy.map(\.person))
        inside.people = everybody.intersection(group.people)
        outside.people = everybody.subtracting(group.people)
        let (concerned, others) = (answers(inside), answers(outside))
        return all.keys.sorted().map { MonthOfAnswers(month: $0, concerned: concerned[$0] ?? .none, others: others[$0] ?? .none) }
    }
}

/// Who met what in which stage, counted once each.
private struct StageCounts {
    private let log: JourneyLog
    private var kinds: [UInt8: [Code<JourneyLog.Kind>: Int]] = [:]
    private var channels: [UInt8: [Code<JourneyLog.Channel>: Int]] = [:]
    private var ratings: [UInt8: Satisfaction] = [:]

    init(_ log: JourneyLog, _ filter: Filter) {
        self.log = log
        log.eachLine(filter) { add($0) }
    }

    private mutating func add(_ line: ArraySlice<Touch>) {
        var seen: Set<Seen> = []
        for touch in line {
            guard let stage = touch.stage?.number else { continue }
            if seen.insert(Seen(stage: stage, kind: touch.kind, channel: nil)).inserted { kinds[stage, default: [:]][touch.kind, default: 0] += 1 }
            if seen.insert(Seen(stage: stage, kind: nil, channel: touch.channel)).inserted {
                channels[stage, default: [:]][touch.channel, default: 0] += 1
            }
            if let score = touch.score, score.scale == .csat || score.scale == .rating {
                ratings[stage, default: Satisfaction()].add(score.value, weight: touch.weight)
            }
        }
    }

    private struct Seen: Hashable {
        let stage: UInt8
        let kind: Code<JourneyLog.Kind>?
        let channel: Code<JourneyLog.Channel>?
    }

    private func number(of stage: String) -> UInt8 { UInt8((log.stages.firstIndex(of: stage) ?? -1) + 1) }

    func kinds(of stage: String) -> [(String, Int)] {
        (kinds[number(of: stage)] ?? [:]).map { (log.kinds[$0.key], $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    func channels(of stage: String) -> [(key: String, people: Int)] {
        (channels[number(of: stage)] ?? [:]).map { (key: log.channels[$0.key], people: $0.value) }
            .sorted { ($1.people, $0.key) < ($0.people, $1.key) }
    }

    func satisfaction(of stage: String) -> Estimate { (ratings[number(of: stage)] ?? Satisfaction()).topTwo.estimate }
}
