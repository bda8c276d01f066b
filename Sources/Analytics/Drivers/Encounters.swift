package import Kernel
package import Statistics

/// What people met before they answered, and what their answers were like with it and without. An answer itself is no encounter.
package struct EncounterQuestion: Hashable, Sendable {
    package var outcome: ScoreScale
    /// How far back an encounter may count; of several, that is taken which explains the answers best.
    package var windows: [Duration]
    /// Kinds that are no encounters: surveys themselves, and what belongs to no moment.
    package var besides: Set<String>
    /// Fewer answers with an encounter than these are too few.
    package var least: Int

    package init(
        _ outcome: ScoreScale, windows: [Duration] = [30, 60, 90, 180, 365].map { .days($0) }, besides: Set<String> = [],
        least: Int = Estimate.enough
    ) {
        self.outcome = outcome
        self.windows = windows
        self.besides = besides
        self.least = least
    }
}

package struct Encounters: Hashable, Sendable {
    package let question: EncounterQuestion
    /// How far back encounters count here.
    package let window: Duration
    package let all: ScoreFigure
    /// Each by itself, in the order of their names.
    package let each: [Encounter]
    /// Those that together explain the answers, the most explaining first: what each adds while the others are held. Found step by step by the
    /// Bayesian information criterion, so that what only follows from another is left out. An association, not a proof.
    package let explaining: [Effect]

    package struct Encounter: Hashable, Sendable {
        package let kind: String
        package let with: ScoreFigure
        package let without: ScoreFigure
    }

    package struct Effect: Hashable, Sendable {
        package let kind: String
        /// Share of answers before which it happened.
        package let reach: Proportion
        /// On the answer, in points of NPS or on the scale, with its 95 % interval.
        package let effect: Double
        package let interval: Interval
        /// Reach × effect: what all answers together would gain (above 0) if it had not happened.
        package var pointsAtStake: Double { -(reach.share ?? 0) * effect }
    }
}

extension JourneyLog {
    /// What was met before answers of a period; what was met before it began counts too.
    ///
    /// - Parameter filter: whose answers; its beginning says which answers count, not which encounters.
    package func encounters(_ question: EncounterQuestion, _ filter: Filter = .everything) -> Encounters {
        let tables = question.windows.map { table(question, $0, filter) }
        return (tables.min { $0.criterion < $1.criterion } ?? table(question, .zero, filter)).answer(self)
    }

    private func table(_ question: EncounterQuestion, _ window: Duration, _ filter: Filter) -> EncounterTable {
        var (table, whole) = (EncounterTable(question, window, self), filter)
        whole.from = filter.from.map { $0.adding(.zero - window) }
        eachLine(whole) { table.add($0, answersFrom: filter.from ?? .distantPast) }
        table.choose()
        return table
    }
}

/// Gathers, line by line, answers and what was met before them.
private struct EncounterTable {
    let question: EncounterQuestion
    let window: Duration
    private var chosen: [Int] = []
    /// The smaller, the better it explains.
    private(set) var criterion = Double.infinity
    private let isEncounter: [Bool]
    private var all: ScoreFigure
    private var with: [ScoreFigure]
    private var without: [ScoreFigure]
    private var counts: [Int]
    private var sums: CrossProducts
    private let most = 8

    init(_ question: EncounterQuestion, _ window: Duration, _ log: JourneyLog) {
        (self.question, self.window) = (question, window)
        isEncounter = log.kinds.all.map { !question.besides.contains($0) }
        all = ScoreFigure(question.outcome)
        with = log.kinds.all.map { _ in ScoreFigure(question.outcome) }
        without = with
        counts = log.kinds.all.map { _ in 0 }
        sums = CrossProducts(columns: log.kinds.all.count)
    }

    mutating func add(_ line: ArraySlice<Touch>, answersFrom first: Instant) {
        for place in line.indices {
            guard let answer = line[place].score, answer.scale == question.outcome, line[place].occurredAt >= first else { continue }
            add(answer.value, line[place].weight, met: met(before: place, on: line))
        }
    }

    private func met(before place: Int, on line: ArraySlice<Touch>) -> Set<Int> {
        let earliest = line[place].occurredAt.adding(.zero - window)
        var met: Set<Int> = []
        for touch in line[..<place].reversed() {
            guard touch.occurredAt >= earliest else { break }
            if isEncounter[Int(touch.kind.number)], touch.score == nil { met.insert(Int(touch.kind.number)) }
        }
        return met
    }

    private mutating func add(_ answer: Double, _ weight: Double, met: Set<Int>) {
        all.add(answer, weight: weight)
        for kind in counts.indices where isEncounter[kind] {
            if met.contains(kind) {
                counts[kind] += 1
                with[kind].add(answer, weight: weight)
            } else {
                without[kind].add(answer, weight: weight)
            }
        }
        sums.add(question.outcome.points(answer), met.sorted().map { ($0, 1) }, weight: weight)
    }

    private var enough: [Int] { counts.indices.filter { counts[$0] >= question.least && sums.n - counts[$0] >= question.least } }

    /// Which of them explain the answers together.
    mutating func choose() {
        chosen = sums.steps(among: enough, most: most)
        criterion = sums.criterion(chosen) ?? .infinity
    }

    func answer(_ log: JourneyLog) -> Encounters {
        let fit = LinearFit(sums, of: chosen)
        let effects = chosen.indices.compactMap { place -> Encounters.Effect? in
            guard let effect = fit?.coefficients[place] else { return nil }
            let half = 1.96 * effect.standardError
            return Encounters.Effect(
                kind: log.kinds.all[chosen[place]], reach: Proportion(counts[chosen[place]], of: sums.n), effect: effect.value,
                interval: Interval(effect.value - half, effect.value + half))
        }
        return Encounters(
            question: question, window: window, all: all, each: enough.map { .init(kind: log.kinds.all[$0], with: with[$0], without: without[$0]) },
            explaining: effects)
    }
}
