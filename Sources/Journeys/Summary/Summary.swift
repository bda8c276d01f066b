import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What a board needs to know, on one page.
struct Summary: Sendable {
    let readings: [Reading]
    let journey: Journey
    /// The worst first.
    let insights: [Told]
    let stakes: [String: CauseStakes]
    let benchmarks: [ComparedBenchmark]

    /// How many insights stand on the page.
    static let most = 3

    /// One of the three readings of the line: service, experience, success.
    struct Reading: Sendable {
        enum Name: String, Sendable { case service, experience, success }

        let name: Name
        let now: Estimate
        let before: Estimate
        /// Now less before; `nil` where either is too few.
        let difference: Difference?
    }

    /// An insight as it stands.
    struct Told: Sendable {
        let finding: Finding
        /// `nil` of what nobody has taken up.
        let insight: Insight?
        let effect: InsightEffect?
    }
}

extension Summary {
    init(_ readings: [Reading], _ journey: Journey, _ board: InsightBoard, _ benchmarks: [ComparedBenchmark]) {
        (self.readings, self.journey, self.benchmarks, stakes) = (readings, journey, benchmarks, board.stakes)
        let taken = board.taken.map { Told(finding: $0.finding, insight: $0, effect: nil) }
        let done = board.done.map { Told(finding: $0.insight.finding, insight: $0.insight, effect: $0.effect) }
        let news = board.news.map { Told(finding: $0, insight: nil, effect: nil) }
        // What somebody works on comes before what nobody has taken up; for the worse before for the better.
        let all = taken + done + news
        insights = Array((all.filter(\.finding.isWorse) + all.filter { !$0.finding.isWorse }).prefix(Self.most))
    }
}

extension Summary.Reading {
    private init(_ name: Name, _ now: Estimate, _ before: Estimate, _ difference: Difference?) {
        self.init(name: name, now: now, before: before, difference: now.value != nil && before.value != nil ? difference : nil)
    }

    /// - Parameters:
    ///   - before: as many days right before; `nil` where there are none.
    static func all(
        _ line: any JourneyAnalytics, _ catalogue: Timeline.Catalogue, _ filter: Filter, before: Filter?, beforeThat: Filter?
    ) async throws -> [Summary.Reading] {
        [
            try await scored(.service, .csat, line, filter, before), try await scored(.experience, .nps, line, filter, before),
            try await bought(line, catalogue, filter, before, beforeThat),
        ]
    }

    private static func scored(_ name: Name, _ scale: ScoreScale, _ line: any JourneyAnalytics, _ filter: Filter, _ before: Filter?) async throws
        -> Summary.Reading
    {
        func figure(_ filter: Filter) async throws -> ScoreFigure {
            try await line.scores(ScoreQuestion(scale), filter).first?.figure ?? ScoreFigure(scale)
        }
        let now = try await figure(filter)
        guard let before else { return Summary.Reading(name, now.estimate, .none, nil) }
        let earlier = try await figure(before)
        return Summary.Reading(name, now.estimate, earlier.estimate, now.difference(from: earlier))
    }

    /// Of those who bought in the days before, those who bought in these.
    private static func bought(
        _ line: any JourneyAnalytics, _ catalogue: Timeline.Catalogue, _ filter: Filter, _ before: Filter?, _ beforeThat: Filter?
    ) async throws -> Summary.Reading {
        let question = FunnelQuestion([.init("bought", kinds: catalogue.kindsOfRevenue)])
        func buyers(_ filter: Filter?) async throws -> Set<Int64> {
            guard let filter else { return [] }
            return Set(try await line.people(of: FunnelFigure(step: 0, fate: .reached), in: question, filter, now: .distantFuture))
        }
        let (now, earlier, first) = (try await buyers(filter), try await buyers(before), try await buyers(beforeThat))
        let kept = Proportion(now.intersection(earlier).count, of: earlier.count)
        let keptBefore = Proportion(earlier.intersection(first).count, of: first.count)
        return Summary.Reading(.success, kept.estimate, keptBefore.estimate, kept.adjustedDifference(from: keptBefore))
    }
}
