import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What a board needs to know, on one page.
struct Summary: Sendable {
    let readings: [Reading]
    let journey: Journey
    /// The dearest first.
    let insights: [InsightBoard.Told]
    /// How many more there are.
    let further: Int
    let stakes: [String: CauseStakes]
    let benchmarks: [ComparedBenchmark]

    /// How many insights stand on the page.
    static let most = 4

    /// One of the three readings of the line: service, experience, success.
    struct Reading: Sendable {
        enum Name: String, Sendable { case service, experience, success }

        let name: Name
        let now: Estimate
        let before: Estimate
        /// Now less before; `nil` where either is too few.
        let difference: Difference?
        /// The first day of which anything is known, where that is too late to compare with the days before.
        var begins: Day?
    }
}

extension Summary {
    init(_ readings: [Reading], _ journey: Journey, _ board: InsightBoard, _ benchmarks: [ComparedBenchmark]) {
        (self.readings, self.journey, self.benchmarks, stakes) = (readings, journey, benchmarks, board.stakes)
        let all = Self.ordered(board.told, board.stakes, journey.diagnosis.causes.first?.kind)
        insights = Array(all.prefix(Self.most))
        further = all.count - insights.count
    }

    /// For the worse before for the better; first what is told of the largest cause of the diagnosis, since that stands on the same sheet; of the
    /// others the dearest first, in the currency in which most people pay, then in the next. Of those that cost as much, or nothing beyond chance,
    /// what somebody works on comes first.
    private static func ordered(_ all: [InsightBoard.Told], _ stakes: [String: CauseStakes], _ largest: String?) -> [InsightBoard.Told] {
        let amounts = stakes.values.flatMap(\.stakes.amounts)
        let paying = Dictionary(amounts.map { ($0.currency, $0.paying) }, uniquingKeysWith: max)
        let currencies = paying.keys.sorted { (paying[$1] ?? 0, $0.code) < (paying[$0] ?? 0, $1.code) }
        func price(_ told: InsightBoard.Told) -> [Double] {
            let known = stakes[told.finding.key]?.stakes.amounts ?? []
            return currencies.map { currency in known.first { $0.currency == currency }?.atRisk.value ?? 0 }
        }
        let ranked = all.enumerated().map { (place: $0.offset, told: $0.element, price: price($0.element)) }
        return ranked.sorted { one, other in
            if one.told.finding.isWorse != other.told.finding.isWorse { return one.told.finding.isWorse }
            let causes = [one, other].map { largest != nil && $0.told.finding.isOfTouchpoint && $0.told.finding.kind == largest }
            if causes[0] != causes[1] { return causes[0] }
            if one.price != other.price { return other.price.lexicographicallyPrecedes(one.price) }
            return one.place < other.place
        }.map(\.told)
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
        let (from, first) = (beforeThat?.from, try await line.overview(filter.ofAllDays).first)
        let begins = from.flatMap { from in first.flatMap { $0 > from ? $0.day : nil } }
        let (now, earlier, longBefore) = (try await buyers(filter), try await buyers(before), try await buyers(beforeThat))
        let kept = Proportion(now.intersection(earlier).count, of: earlier.count)
        // Of a time that is known in part, those who bought in it are not those who are compared.
        let keptBefore = begins == nil ? Proportion(earlier.intersection(longBefore).count, of: longBefore.count) : Proportion(0, of: 0)
        var reading = Summary.Reading(.success, kept.estimate, keptBefore.estimate, kept.adjustedDifference(from: keptBefore))
        reading.begins = begins
        return reading
    }
}
