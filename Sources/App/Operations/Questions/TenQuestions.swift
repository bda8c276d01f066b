import Analytics
import Columnar
import Kernel
import Statistics

/// The ten questions of Benchmarks/engine/questions.md, asked of an installation's line and timed.
package struct TenQuestions: Sendable {
    /// Seconds, the median of the runs, and the rows of the answer.
    package struct Answer: Encodable, Sendable {
        package let seconds: Double
        package let rows: [[Cell]]
    }

    /// A word or a number.
    package enum Cell: Encodable, Sendable {
        case word(String), number(Double)

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .word(let word): try container.encode(word)
            // Whole numbers as such.
            case .number(let number): if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
            }
        }
    }

    let line: ColumnarLine
    let runs: Int
    private let end = (Day(year: 2026, month: 1, day: 1) ?? Day(number: 0)).start
}

extension Installation {
    /// - Parameter runs: how often each is asked, besides once to warm up.
    package func tenQuestions(runs: Int = 7) async throws -> TenQuestions { TenQuestions(line: try await engine.line(), runs: runs) }
}

extension TenQuestions {
    /// Of the engine alone, without a database.
    package init(columns folder: String, runs: Int = 7) async throws {
        self.init(line: try await LineEngine(source: try PlainColumns(folder: folder)).line(), runs: runs)
    }

    /// In the order of their numbers, each handed over as soon as it is known.
    package func ask(_ told: (String, Answer) -> Void) {
        told("Q1", timed({ line.scores(ScoreQuestion(.nps, every: .month, by: .channel)) }, { $0.map(Self.recommendation) }))
        told("Q2", timed({ line.scores(ScoreQuestion(.csat, every: .week, by: .kind)) }, { $0.map(Self.satisfaction) }))
        told("Q3", timed({ line.funnel(stages, now: end) }, { [Self.funnel($0)] }))
        told("Q4", timed({ line.directlyFollows() }, { $0.edges.map(Self.edge) }))
        told("Q5", timed({ line.variants(VariantQuestion(top: 50, longest: 20)) }, { $0.top.map(Self.path) }))
        told("Q6", timed({ line.retention(now: end) }, { $0.cohorts.flatMap(Self.cohort) }))
        told("Q7", timed({ line.impacts(ImpactsQuestion(outcome: "plan_cancelled")) }, { $0.flatMap(Self.impact) }))
        told("Q8", timed({ line.features(FeatureQuestion(asOf: end)) }, { [sums($0)] }))
        told("Q10", timed({ line.attribution(AttributionQuestion("order_placed")) }, { $0.credits.map(Self.credit) }))
    }

    /// One line after the other: seconds of each, ascending, and how many touches there are on all of them.
    package func lines(of people: [Int64]) -> (seconds: [Double], touches: Int) {
        var touches = 0
        for person in people { touches += line.line(of: person).count }
        let seconds = people.map { person in
            let begun = ContinuousClock.now
            _ = line.line(of: person)
            return Self.seconds(since: begun)
        }
        return (seconds.sorted(), touches)
    }

    private func timed<Found>(_ ask: () -> Found, _ rows: (Found) -> [[Cell]]) -> Answer {
        var found = ask()
        let seconds = (0..<runs).map { _ in
            let begun = ContinuousClock.now
            found = ask()
            return Self.seconds(since: begun)
        }
        return Answer(seconds: seconds.sorted()[runs / 2], rows: rows(found))
    }

    private static func seconds(since begun: ContinuousClock.Instant) -> Double { Double((ContinuousClock.now - begun).microseconds) / 1e6 }

    /// The five stages of the catalogue, within 90 days of the first touch of the first.
    private var stages: FunnelQuestion {
        let names = line.names
        let steps = names.stages.enumerated().map { place, stage in
            FunnelQuestion.Step(stage, kinds: Set(names.kinds.indices.filter { names.stageOfKind[$0] == UInt8(place + 1) }.map { names.kinds[$0] }))
        }
        return FunnelQuestion(steps, window: .days(90), firstAttempt: true)
    }
}

// MARK: - Rows

extension TenQuestions {
    private static func recommendation(_ group: ScoreGroup) -> [Cell] {
        guard case .nps(let score) = group.figure else { return [] }
        let numbers = [score.n, score.counts.promoters, score.counts.detractors].map { Cell.number(Double($0)) }
        return [.word(group.period?.month.description ?? ""), .word(group.name ?? "")] + numbers
    }

    private static func satisfaction(_ group: ScoreGroup) -> [Cell] {
        guard case .satisfaction(let score) = group.figure else { return [] }
        let sum = ((score.mean ?? 0) * Double(score.n)).rounded()
        let numbers = [Double(score.n), sum, Double(score.topTwo.count)].map(Cell.number)
        return [.word(group.period?.description ?? ""), .word(group.name ?? "")] + numbers
    }

    private static func funnel(_ funnel: Funnel) -> [Cell] {
        let medians = funnel.steps.dropFirst().map { seconds($0.time?.median ?? .zero) }
        return (funnel.steps.map { Double($0.people) } + medians).map(Cell.number)
    }

    private static func edge(_ edge: DirectlyFollowsGraph.Edge) -> [Cell] {
        let mean = (seconds(edge.time.mean) * 1_000).rounded() / 1_000
        return [.word(edge.from), .word(edge.to), .number(Double(edge.events)), .number(mean), .number(seconds(edge.time.median))]
    }

    private static func path(_ variant: Variants.Variant) -> [Cell] {
        [.word(variant.kinds.joined(separator: ">")), .number(Double(variant.people.count))]
    }

    private static func cohort(_ cohort: Retention.Cohort) -> [[Cell]] {
        cohort.months.enumerated().compactMap { since, people in
            guard let people, people.count > 0 else { return nil }
            return [.word(cohort.month.description), .number(Double(since)), .number(Double(people.count))]
        }
    }

    private static func impact(_ impact: KindImpact) -> [[Cell]] {
        [("low", impact.bad), ("high", impact.good)].filter { $0.1.total > 0 }.map { band, people in
            [.word(impact.kind), .word(band), .number(Double(people.total)), .number(Double(people.count))]
        }
    }

    private func sums(_ people: [PersonFeatures]) -> [Cell] {
        func sum(_ of: (PersonFeatures) -> Double) -> Double { people.reduce(0) { $0 + of($1) } }
        let days = sum { Double((end.microseconds - $0.last.microseconds) / 86_400_000_000) }
        let counts = (0..<2).map { place in sum { Double($0.counts[place]) } }
        let sentiments = (sum { $0.sentiment ?? 0 } * 100).rounded() / 100
        let rest = [sentiments, sum { Double($0.negatives) }, sum { $0.lastScore?.value ?? 0 }, sum { Double($0.open) }]
        return ([Double(people.count), days] + counts + rest).map(Cell.number)
    }

    private static func credit(_ credit: Attribution.Credit) -> [Cell] {
        [.word(credit.name), .number((credit.value[.eur] ?? 0).rounded())]
    }

    private static func seconds(_ duration: Duration) -> Double { Double(duration.microseconds) / 1e6 }
}
