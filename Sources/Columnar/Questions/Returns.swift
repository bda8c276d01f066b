package import Analytics
package import Kernel

extension ColumnarLine {
    package func returns(_ question: ReturnQuestion, _ filter: Filter = .everything, now: Instant) -> Returns {
        guard question.count <= ReturnQuestion.most, let bounds else { return log(filter).returns(question, now: now) }
        return Returns(question, tally(filter) { ReturnTally(question, names, bounds) }.tallies, until: now)
    }

    package func people(of figure: ReturnFigure, in question: ReturnQuestion, _ filter: Filter = .everything, now: Instant) -> [Int64] {
        guard question.count <= ReturnQuestion.most, let bounds else { return log(filter).people(of: figure, in: question, now: now) }
        let cohorts = ReturnTally.cohorts(question, bounds)
        // For each cohort whether it has the figure.
        let isMeant = cohorts.map { figure.holds($0, came: figure.came, in: question, at: now) }
        return tallies(filter) { ReturnTally(question, names, bounds, behind: (figure, isMeant)) }.flatMap(\.people).sorted()
    }
}

/// Counts, by cohort, who began and who came back.
private struct ReturnTally: LineTally {
    private let question: ReturnQuestion
    private let isFirst: Table<Bool>
    private let isReturn: Table<Bool>
    private let months: MonthTable
    /// First days, ascending, and where each begins.
    private let cohorts: [Day]
    private let starts: Table<Int64>
    private let (from, until): (Int64, Int64)
    /// By cohort how many began; by cohort and figure how many came back.
    private let begun: Table<Int>
    private let came: Table<Int>
    private let behind: (figure: ReturnFigure, isMeant: [Bool])?
    private(set) var people: [Int64] = []

    private static let day: Int64 = 86_400_000_000

    /// All that there can be within these bounds.
    static func cohorts(_ question: ReturnQuestion, _ bounds: ClosedRange<Instant>) -> [Day] {
        var cohorts = [question.cohort(of: bounds.lowerBound.day)]
        let last = question.cohort(of: bounds.upperBound.day)
        // Thirty-one days behind the first of a month is the next month, seven behind a Monday the next week.
        while let cohort = cohorts.last, cohort < last {
            cohorts.append(question.cohort(of: cohort.adding(days: question.cohorts == .week ? 7 : 31)))
        }
        return cohorts
    }

    init(_ question: ReturnQuestion, _ names: LineNames, _ bounds: ClosedRange<Instant>, behind: (figure: ReturnFigure, isMeant: [Bool])? = nil) {
        (self.question, self.behind) = (question, behind)
        isFirst = Table(names.kinds.map { question.first?.contains($0) ?? true })
        isReturn = Table(names.kinds.map { question.returning?.contains($0) ?? true })
        months = MonthTable(bounds)
        cohorts = Self.cohorts(question, bounds)
        starts = Table(cohorts.map(\.start.microseconds))
        (from, until) = (question.from?.microseconds ?? .min, question.until?.microseconds ?? .max)
        (begun, came) = (Table(cohorts.count, 0), Table(cohorts.count * question.count, 0))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        var index = 0
        while index < line.count, !isFirst[line.kind(index)] { index += 1 }
        guard index < line.count else { return }
        let first = line.time(index)
        guard first >= from, until == .max || first < until else { return }
        let figures = self.figures(line, behind: index, first)
        let cohort = cohort(of: first)
        if let behind {
            let isSo = figures >> UInt32(behind.figure.place) & 1 == 1
            if behind.isMeant[cohort], isSo == behind.figure.came { people.append(Int64(line.person)) }
            return
        }
        begun[cohort] += 1
        for place in 0..<question.count where figures >> UInt32(place) & 1 == 1 { came[cohort * question.count + place] += 1 }
    }

    /// A bit for each figure.
    private func figures<P: Places>(_ line: LineView<P>, behind begun: Int, _ first: Int64) -> UInt32 {
        let start = first.flooredDivision(by: Self.day) * Self.day
        var figures: UInt32 = 0
        switch question.measure {
        case .within(let spans):
            for index in (begun + 1)..<max(begun + 1, line.count) where isReturn[line.kind(index)] {
                let days = Int((line.time(index) - start) / Self.day)
                for (place, span) in spans.enumerated() where span.contains(days) { figures |= 1 << UInt32(place) }
            }
        case .from(let starts):
            guard let index = (begun..<line.count).last(where: { $0 > begun && isReturn[line.kind($0)] }) else { return 0 }
            let days = Int((line.time(index) - start) / Self.day)
            for (place, start) in starts.enumerated() where days >= start { figures |= 1 << UInt32(place) }
        case .months(let count):
            let month = months.place(of: first)
            for index in (begun + 1)..<max(begun + 1, line.count) where isReturn[line.kind(index)] {
                let since = months.place(of: line.time(index)) - month
                if since >= 1, since <= count { figures |= 1 << UInt32(since - 1) }
            }
        }
        return figures
    }

    private func cohort(of time: Int64) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    mutating func merge(_ other: ReturnTally) {
        begun.add(other.begun)
        came.add(other.came)
    }

    var tallies: [Day: Returns.Tally] {
        var tallies: [Day: Returns.Tally] = [:]
        for (place, cohort) in cohorts.enumerated() where begun[place] > 0 {
            var tally = Returns.Tally(question)
            tally.people = begun[place]
            for figure in 0..<question.count { tally.came[figure] = came[place * question.count + figure] }
            tallies[cohort] = tally
        }
        return tallies
    }
}
