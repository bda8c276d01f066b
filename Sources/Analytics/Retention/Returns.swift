package import Kernel
package import Statistics

/// Of those who began in a week or a month, how many came back.
package struct Returns: Hashable, Sendable {
    /// Those in which somebody began, ascending.
    package let cohorts: [Cohort]
    /// For each figure all cohorts together that have it.
    package let together: [Proportion?]

    package struct Cohort: Hashable, Sendable {
        package let first: Day
        package let people: Int
        /// Blank (`nil`) while time is not over.
        package let figures: [Proportion?]
    }

    /// What was counted of a cohort.
    package struct Tally: Sendable {
        package var people = 0
        /// How many came back, by figure.
        package var came: [Int]

        package init(_ question: ReturnQuestion) { came = Array(repeating: 0, count: question.count) }
    }

    /// - Parameters:
    ///   - tallies: by the first day of a cohort.
    ///   - now: until when the line is known.
    package init(_ question: ReturnQuestion, _ tallies: [Day: Tally], until now: Instant) {
        let cohorts = tallies.sorted { $0.key < $1.key }.map { first, tally in
            let figures = (0..<question.count).map { question.isOver($0, of: first, at: now) ? Proportion(tally.came[$0], of: tally.people) : nil }
            return Cohort(first: first, people: tally.people, figures: figures)
        }
        self.cohorts = cohorts
        together = (0..<question.count).map { place in
            let known = cohorts.compactMap { $0.figures[place] }
            return known.isEmpty ? nil : Proportion(known.reduce(0) { $0 + $1.count }, of: known.reduce(0) { $0 + $1.total })
        }
    }
}

/// A figure of ``Returns`` that people stand behind.
package struct ReturnFigure: Hashable, Sendable {
    /// The first day of a cohort; `nil` is all those that have the figure.
    package var cohort: Day?
    package var place: Int
    /// Whether those who came back, or those who did not.
    package var came: Bool

    package init(cohort: Day?, place: Int, came: Bool = true) { (self.cohort, self.place, self.came) = (cohort, place, came) }
}

extension ReturnFigure {
    package func holds(_ cohort: Day, came: Bool, in question: ReturnQuestion, at now: Instant) -> Bool {
        came == self.came && self.cohort ?? cohort == cohort && question.isOver(place, of: cohort, at: now)
    }
}

extension JourneyLog {
    /// - Parameter now: until when the line is known.
    package func returns(_ question: ReturnQuestion, _ filter: Filter = .everything, now: Instant) -> Returns {
        var tallies: [Day: Returns.Tally] = [:]
        eachBeginning(question, filter) { _, cohort, came in
            tallies[cohort, default: Returns.Tally(question)].people += 1
            for place in came.indices where came[place] { tallies[cohort]?.came[place] += 1 }
        }
        return Returns(question, tallies, until: now)
    }

    package func people(of figure: ReturnFigure, in question: ReturnQuestion, _ filter: Filter = .everything, now: Instant) -> [Int64] {
        var people: [Int64] = []
        eachBeginning(question, filter) { person, cohort, came in
            if figure.holds(cohort, came: came[figure.place], in: question, at: now) { people.append(person) }
        }
        return people.sorted()
    }

    /// Who began, the cohort, and for each figure whether they came back.
    private func eachBeginning(_ question: ReturnQuestion, _ filter: Filter, _ body: (Int64, Day, [Bool]) -> Void) {
        eachLine(filter) { line in
            guard let begun = line.firstIndex(where: { question.first?.contains(kinds[$0.kind]) ?? true }) else { return }
            let first = line[begun].occurredAt
            guard question.counts(beginningAt: first) else { return }
            var came = Array(repeating: false, count: question.count)
            for touch in line[(begun + 1)...] where question.returning?.contains(kinds[touch.kind]) ?? true {
                for place in came.indices where question.measure.holds(place, from: first.day, to: touch.occurredAt.day) { came[place] = true }
            }
            body(line[begun].person, question.cohort(of: first.day), came)
        }
    }
}

extension ReturnQuestion.Measure {
    fileprivate func holds(_ place: Int, from first: Day, to day: Day) -> Bool {
        let days = Int(day.number - first.number)
        return switch self {
        case .within(let spans): spans[place].contains(days)
        case .from(let starts): days >= starts[place]
        case .months: day.month.number - first.month.number == place + 1
        }
    }
}
