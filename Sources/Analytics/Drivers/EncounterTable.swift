import Kernel
import Statistics

/// Gathers answers and what was met before them within one window.
package struct EncounterTable: Sendable {
    let question: EncounterQuestion
    package let window: Duration
    /// By kind; an answer is none in any case.
    package let isEncounter: [Bool]
    private let kinds: [String]
    private var all: ScoreFigure
    private var with: [ScoreFigure]
    private var counts: [Int]
    private var sums: CrossProducts
    private static let most = 8

    /// - Parameter kinds: in the order of their names.
    package init(_ question: EncounterQuestion, _ window: Duration, _ kinds: [String]) {
        (self.question, self.window, self.kinds) = (question, window, kinds)
        isEncounter = kinds.map { !question.besides.contains($0) }
        all = ScoreFigure(question.outcome)
        with = kinds.map { _ in ScoreFigure(question.outcome) }
        counts = kinds.map { _ in 0 }
        sums = CrossProducts(columns: kinds.count)
    }

    /// - Parameter met: which kinds, ascending, each once.
    package mutating func add(_ answer: Double, _ weight: Double, met: [Int]) {
        all.add(answer, weight: weight)
        for kind in met {
            counts[kind] += 1
            with[kind].add(answer, weight: weight)
        }
        sums.add(question.outcome.points(answer), met.map { ($0, 1) }, weight: weight)
    }

    /// - Parameter other: of the same question and window, of other people.
    package mutating func merge(_ other: EncounterTable) {
        all = all + other.all
        for kind in counts.indices {
            counts[kind] += other.counts[kind]
            with[kind] = with[kind] + other.with[kind]
        }
        sums = sums + other.sums
    }

    private var enough: [Int] { counts.indices.filter { counts[$0] >= question.least && sums.n - counts[$0] >= question.least } }

    /// What the window tells that explains the answers best.
    ///
    /// - Parameter tables: one for each window.
    package static func answer(_ tables: [EncounterTable], _ question: EncounterQuestion, _ kinds: [String]) -> Encounters {
        let chosen = tables.map { table in
            let columns = table.sums.steps(among: table.enough, most: most)
            return (table: table, columns: columns, criterion: table.sums.criterion(columns) ?? .infinity)
        }
        guard let best = chosen.min(by: { $0.criterion < $1.criterion }) else {
            return EncounterTable(question, .zero, kinds).encounters([])
        }
        return best.table.encounters(best.columns)
    }

    private func encounters(_ chosen: [Int]) -> Encounters {
        let fit = LinearFit(sums, of: chosen)
        let effects = chosen.indices.compactMap { place -> Encounters.Effect? in
            guard let effect = fit?.coefficients[place] else { return nil }
            let half = 1.96 * effect.standardError
            return Encounters.Effect(
                kind: kinds[chosen[place]], reach: Proportion(counts[chosen[place]], of: sums.n), effect: effect.value,
                interval: Interval(effect.value - half, effect.value + half))
        }
        return Encounters(
            question: question, window: window, all: all, each: enough.map { .init(kind: kinds[$0], with: with[$0], without: all - with[$0]) },
            explaining: effects)
    }
}
