package import Analytics
import Kernel

extension ColumnarLine {
    package func heldImpacts(_ question: ImpactsQuestion, _ filter: Filter = .everything) -> [HeldImpact] {
        let sorted = names.kindsByName.filter { !names.kinds[$0].isEmpty }
        let columnOfKind = sorted.enumerated().reduce(into: names.kinds.map { _ in -1 }) { $0[$1.element] = $1.offset }
        return tally(filter) { HeldImpactTally(question, names, sorted.map { names.kinds[$0] }, columnOfKind) }.table.answer
    }
}

/// Looks back from each answer to the one before it; what was met before bad ones and before good ones is told of each line once.
private struct HeldImpactTally: LineTally {
    static let readsScores = true
    private(set) var table: ImpactTable
    private let scale: UInt8
    private let bounds: (low: Double, high: Double)
    private let answered: Int64
    private let outcome: Int
    /// For each kind its place in the table; −1 of what is no encounter.
    private let columnOfKind: Table<Int>

    /// What somebody met before answers of one sort.
    private struct Side {
        var first: Int64?
        var met: Set<Int> = []
        var touches = 0
    }

    init(_ question: ImpactsQuestion, _ names: LineNames, _ kinds: [String], _ columnOfKind: [Int]) {
        let table = ImpactTable(question, kinds)
        self.table = table
        scale = UInt8(question.scale.rawValue)
        bounds = question.scale.bounds
        answered = question.answered.microseconds
        outcome = names.kinds.firstIndex(of: question.outcome) ?? -1
        self.columnOfKind = Table(columnOfKind.map { $0 >= 0 && table.isEncounter[$0] ? $0 : -1 })
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        guard line.scores.count > 0 else { return }
        let columns = line.columns
        var (bad, good) = (Side(), Side())
        var (index, begin) = (0, 0)
        for place in 0..<line.scores.count {
            let score = line.scores[place]
            guard columns.scoreScales[score] == scale else { continue }
            let touch = Int(columns.scorePlaces[score])
            while line.touches[index] < touch { index += 1 }
            let value = columns.scoreValues[score]
            if value <= bounds.low { look(back: index, to: begin, line, &bad) }
            if value >= bounds.high { look(back: index, to: begin, line, &good) }
            begin = index + 1
        }
        guard bad.first != nil || good.first != nil else { return }
        let last = stride(from: line.count - 1, through: 0, by: -1).first { line.kind($0) == outcome }.map { line.time($0) } ?? .min
        if let first = bad.first { table.add(isBad: true, met: bad.met.sorted(), touches: bad.touches, isSo: last > first) }
        if let first = good.first { table.add(isBad: false, met: good.met.sorted(), touches: good.touches, isSo: last > first) }
    }

    private func look<P: Places>(back answer: Int, to begin: Int, _ line: LineView<P>, _ side: inout Side) {
        let time = line.time(answer)
        side.first = side.first ?? time
        var index = answer - 1
        while index >= begin, time - line.time(index) <= answered {
            let column = columnOfKind[line.kind(index)]
            if column >= 0 {
                side.met.insert(column)
                side.touches += 1
            }
            index -= 1
        }
    }

    mutating func merge(_ other: HeldImpactTally) { table.merge(other.table) }
}
