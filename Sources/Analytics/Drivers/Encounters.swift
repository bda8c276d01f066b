import Kernel
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
        EncounterTable.answer(question.windows.map { table(question, $0, filter) }, question, kinds.all)
    }

    private func table(_ question: EncounterQuestion, _ window: Duration, _ filter: Filter) -> EncounterTable {
        var (table, whole) = (EncounterTable(question, window, kinds.all), filter)
        whole.from = filter.from.map { $0.adding(.zero - window) }
        eachLine(whole) { line in
            for place in line.indices {
                guard let answer = line[place].score, answer.scale == question.outcome, line[place].occurredAt >= filter.from ?? .distantPast else {
                    continue
                }
                table.add(answer.value, line[place].weight, met: met(table, before: place, on: line))
            }
        }
        return table
    }

    private func met(_ table: EncounterTable, before place: Int, on line: ArraySlice<Touch>) -> [Int] {
        let earliest = line[place].occurredAt.adding(.zero - table.window)
        var met: Set<Int> = []
        for touch in line[..<place].reversed() {
            guard touch.occurredAt >= earliest else { break }
            if table.isEncounter[Int(touch.kind.number)], touch.score == nil { met.insert(Int(touch.kind.number)) }
        }
        return met.sorted()
    }
}
