package import Analytics
package import Kernel

extension ColumnarLine: DiagnosisSource {
    package func votes(_ scale: ScoreScale, _ filter: Filter) -> [Vote] { tally(filter) { VoteTally(scale) }.votes }

    package func occurrences(of kind: String, _ filter: Filter) -> [Month: [Int]] {
        guard let number = names.kinds.firstIndex(of: kind), names.stageOfKind[number] > 0 else { return [:] }
        let counts = tally(filter) { OccurrenceTally(number, names) }.counts
        return Dictionary(uniqueKeysWithValues: counts.map { (Month(number: $0.key), [$0.value.kind, $0.value.others]) })
    }

    package var everyone: Set<Int64> { tally(.everything) { PeopleTally() }.people }

    package func encounters(_ question: EncounterQuestion, _ filter: Filter = .everything) -> Encounters {
        let sorted = names.kindsByName.filter { !names.kinds[$0].isEmpty }
        let kinds = sorted.map { names.kinds[$0] }
        let columnOfKind = sorted.enumerated().reduce(into: names.kinds.map { _ in -1 }) { $0[$1.element] = $1.offset }
        // What was met before the period counts, so its beginning is no part of the filter.
        var whole = filter
        whole.from = nil
        let tables = tally(whole) { EncounterTally(question, kinds, columnOfKind, from: filter.from ?? .distantPast) }.tables
        return EncounterTable.answer(tables, question, kinds)
    }
}

private struct VoteTally: LineTally {
    static let readsScores = true
    private(set) var votes: [Vote] = []
    private let scale: ScoreScale

    init(_ scale: ScoreScale) { self.scale = scale }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let columns = line.columns
        for index in 0..<line.scores.count {
            let score = line.scores[index]
            guard columns.scoreScales[score] == UInt8(scale.rawValue) else { continue }
            let moment = Instant(microseconds: columns.times[Int(columns.scorePlaces[score])])
            votes.append(Vote(person: Int64(line.person), month: moment.day.month, of: columns.scoreValues[score], on: scale))
        }
    }

    mutating func merge(_ other: VoteTally) { votes += other.votes }
}

private struct OccurrenceTally: LineTally {
    private(set) var counts: [Int: (kind: Int, others: Int)] = [:]
    private let kind: Int
    private let stage: UInt8
    private let stageOfKind: Table<UInt8>

    init(_ kind: Int, _ names: LineNames) { (self.kind, stage, stageOfKind) = (kind, names.stageOfKind[kind], Table(names.stageOfKind)) }

    mutating func add<P: Places>(_ line: LineView<P>) {
        for index in 0..<line.count {
            let kind = line.kind(index)
            guard stageOfKind[kind] == stage else { continue }
            let month = Instant(microseconds: line.time(index)).day.month.number
            if kind == self.kind { counts[month, default: (0, 0)].kind += 1 } else { counts[month, default: (0, 0)].others += 1 }
        }
    }

    mutating func merge(_ other: OccurrenceTally) {
        for (month, count) in other.counts {
            counts[month, default: (0, 0)].kind += count.kind
            counts[month, default: (0, 0)].others += count.others
        }
    }
}

private struct PeopleTally: LineTally {
    private(set) var people: Set<Int64> = []

    mutating func add<P: Places>(_ line: LineView<P>) { people.insert(Int64(line.person)) }

    mutating func merge(_ other: PeopleTally) { people.formUnion(other.people) }
}

/// Looks back from each answer: what was met within the shortest window, then what the next one adds.
private struct EncounterTally: LineTally {
    static let readsScores = true
    private(set) var tables: [EncounterTable]
    /// Tables with their windows in microseconds, the shortest first.
    private let windows: [(place: Int, span: Int64)]
    private let scale: UInt8
    private let from: Int64
    /// For each kind its column; −1 of what is no encounter.
    private let columnOfKind: Table<Int>
    /// For each column the answer before which it was met last.
    private let metBefore: Table<Int>
    private var answers = 0

    init(_ question: EncounterQuestion, _ kinds: [String], _ columnOfKind: [Int], from: Instant) {
        tables = question.windows.map { EncounterTable(question, $0, kinds) }
        windows = question.windows.enumerated().map { ($0, $1.microseconds) }.sorted { $0.1 < $1.1 }
        scale = UInt8(question.outcome.rawValue)
        self.from = from.microseconds
        let isEncounter = tables.first?.isEncounter ?? []
        self.columnOfKind = Table(columnOfKind.map { $0 >= 0 && isEncounter.indices.contains($0) && isEncounter[$0] ? $0 : -1 })
        metBefore = Table(kinds.count, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        var index = 0
        for place in 0..<line.scores.count {
            let (columns, score) = (line.columns, line.scores[place])
            let touch = Int(columns.scorePlaces[score])
            while line.touches[index] < touch { index += 1 }
            guard columns.scoreScales[score] == scale, columns.times[touch] >= from else { continue }
            look(back: index, line, columns.scoreValues[score], columns.scoreWeights[score], behind: place)
        }
    }

    /// - Parameter score: the place of the answer among the answers of the line; those before it are no encounters.
    private mutating func look<P: Places>(back answer: Int, _ line: LineView<P>, _ value: Double, _ weight: Double, behind score: Int) {
        answers += 1
        var (met, index, earlier) = ([Int](), answer - 1, score - 1)
        let time = line.time(answer)
        for (place, span) in windows {
            while index >= 0, time - line.time(index) <= span {
                let touch = line.touches[index]
                while earlier >= 0, Int(line.columns.scorePlaces[line.scores[earlier]]) > touch { earlier -= 1 }
                let isAnswer = earlier >= 0 && Int(line.columns.scorePlaces[line.scores[earlier]]) == touch
                let column = columnOfKind[line.kind(index)]
                if column >= 0, !isAnswer, metBefore[column] != answers {
                    metBefore[column] = answers
                    met.append(column)
                }
                index -= 1
            }
            tables[place].add(value, weight, met: met.sorted())
        }
    }

    mutating func merge(_ other: EncounterTally) {
        for place in tables.indices { tables[place].merge(other.tables[place]) }
    }
}
