package import Analytics
import Kernel

extension ColumnarLine {
    package func scores(_ question: ScoreQuestion, _ filter: Filter = .everything) -> [ScoreGroup] {
        guard let bounds = bounds else { return [] }
        guard filter.people == nil, filter.stays == nil, journey == nil, parts.allSatisfy({ $0.alive == nil }) else {
            return tally(filter) { ScoreTally(question, names, stages, bounds) }.answer(names)
        }
        // Whoever's they are, all count: the column of answers is read by itself.
        let counted = concurrently(cores) { core in
            let (tally, sieve) = (ScoreTally(question, names, stages, bounds), sieve(filter))
            for part in parts {
                let count = part.block.columns.counts.scores
                tally.add(part.block.columns, (count * core / cores)..<(count * (core + 1) / cores), sieve)
            }
            return tally
        }
        return counted.dropFirst().reduce(into: counted[0]) { $0.merge($1) }.answer(names)
    }
}

/// Sums answers by period and place.
private struct ScoreTally: LineTally {
    static let readsScores = true
    private let question: ScoreQuestion
    private let scale: UInt8
    private let firstDay: Int
    /// By day since the first: the number of its period.
    private let periods: Table<Int32>
    private let firstDays: [Day]
    private let stages: StageReader
    private let places: Int
    /// How many gave each whole number of 0…10, each counting once.
    private let counts: Table<UInt32>
    /// Of all other answers.
    private let figures: Table<ScoreFigure?>
    private static let answers = 11

    init(_ question: ScoreQuestion, _ names: LineNames, _ stages: StageReader, _ bounds: ClosedRange<Instant>) {
        (self.question, self.stages) = (question, stages)
        scale = UInt8(question.scale.rawValue)
        let days = bounds.lowerBound.day.number...bounds.upperBound.day.number
        firstDay = Int(days.lowerBound)
        var firstDays: [Day] = []
        let numbers = days.map { number in
            let first = question.every?.firstDay(of: Day(number: number)) ?? Day(number: days.lowerBound)
            if firstDays.last != first { firstDays.append(first) }
            return Int32(firstDays.count - 1)
        }
        (periods, self.firstDays) = (Table(numbers), firstDays)
        places =
            switch question.by {
            case .kind: names.kinds.count
            case .channel: names.channels.count
            case .stage: stages.names.count + 1
            case nil: 1
            }
        counts = Table(firstDays.count * places * Self.answers, 0)
        figures = Table(firstDays.count * places, nil)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        stages.begin(line)
        for index in 0..<line.scores.count { add(line.columns, line.scores[index]) }
    }

    func add(_ columns: Columns, _ scores: Range<Int>, _ sieve: Sieve) {
        for score in scores where sieve.keepsEverything || sieve.passes(columns, Int(columns.scorePlaces[score])) { add(columns, score) }
    }

    @inline(__always)
    private func add(_ columns: Columns, _ score: Int) {
        guard columns.scoreScales[score] == scale else { return }
        let touch = Int(columns.scorePlaces[score])
        let group = Int(periods[Self.day(of: columns.times[touch]) - firstDay]) * places + place(columns, touch)
        let (value, weight) = (columns.scoreValues[score], columns.scoreWeights[score])
        if weight == 1, value >= 0, value <= 10, value == Double(Int(value)) {
            counts[group * Self.answers + Int(value)] += 1
        } else {
            var figure = figures[group] ?? ScoreFigure(question.scale)
            figure.add(value, weight: weight)
            figures[group] = figure
        }
    }

    @inline(__always)
    private static func day(of time: Int64) -> Int {
        let day = time / dayLength
        return Int(day * dayLength > time ? day - 1 : day)
    }

    @inline(__always)
    private func place(_ columns: Columns, _ touch: Int) -> Int {
        switch question.by {
        case .kind: Int(columns.kinds[touch])
        case .channel: Int(columns.channels[touch])
        case .stage: stages.stage(columns, touch)
        case nil: 0
        }
    }

    mutating func merge(_ other: ScoreTally) {
        counts.add(other.counts)
        for group in 0..<figures.count {
            guard let more = other.figures[group] else { continue }
            figures[group] = figures[group].map { $0 + more } ?? more
        }
    }

    /// What was answered in a group; `nil` where nobody was asked.
    private func figure(_ group: Int) -> ScoreFigure? {
        var figure = figures[group]
        for answer in 0..<Self.answers where counts[group * Self.answers + answer] > 0 {
            var sum = figure ?? ScoreFigure(question.scale)
            sum.add(Double(answer), weight: 1, times: Int(counts[group * Self.answers + answer]))
            figure = sum
        }
        return figure
    }

    func answer(_ names: LineNames) -> [ScoreGroup] {
        let order = order(names)
        return firstDays.indices.flatMap { period in
            order.compactMap { place, name in
                figure(period * places + place).map { ScoreGroup(period: question.every == nil ? nil : firstDays[period], name: name, figure: $0) }
            }
        }
    }

    /// Places in the order in which they are told, with their names.
    private func order(_ names: LineNames) -> [(place: Int, name: String?)] {
        switch question.by {
        case .kind: names.kindsByName.map { ($0, names.kinds[$0]) }
        case .channel: names.channels.indices.sorted { names.channels[$0] < names.channels[$1] }.map { ($0, names.channels[$0]) }
        case .stage: [(0, nil)] + stages.names.enumerated().map { ($0 + 1, $1) }
        case nil: [(0, nil)]
        }
    }
}
