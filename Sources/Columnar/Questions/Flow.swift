package import Analytics
import Kernel

extension ColumnarLine {
    package func flow(_ question: FlowQuestion, _ filter: Filter = .everything) -> Flow {
        return tally(filter) { FlowTally(question, names) }.answer(names)
    }
}

/// Counts moves by step; the number of a move: step, from, to, the end of the line being the last of the kinds.
private struct FlowTally: LineTally {
    private let steps: Int
    private let kinds: Int
    private let anchor: Int?
    private let moves: Table<Int>
    private var people = 0

    init(_ question: FlowQuestion, _ names: LineNames) {
        (steps, kinds) = (question.depth - 1, names.kinds.count)
        anchor = question.anchor.map { names.kinds.firstIndex(of: $0) ?? -1 }
        moves = Table(steps * kinds * (kinds + 1), 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        var index = 0
        if let anchor { while index < line.count, line.kind(index) != anchor { index += 1 } }
        guard index < line.count else { return }
        people += 1
        var (step, kind) = (0, line.kind(index))
        while step < steps {
            index += 1
            while index < line.count, line.kind(index) == kind { index += 1 }
            let next = index < line.count ? line.kind(index) : kinds
            moves[(step * kinds + kind) * (kinds + 1) + next] += 1
            if next == kinds { break }
            (step, kind) = (step + 1, next)
        }
    }

    mutating func merge(_ other: FlowTally) {
        people += other.people
        moves.add(other.moves)
    }

    func answer(_ names: LineNames) -> Flow {
        let told = (0..<moves.count).filter { moves[$0] > 0 }.map { number in
            let (from, to) = (number / (kinds + 1), number % (kinds + 1))
            return Flow.Move(step: from / kinds, from: names.kinds[from % kinds], to: to < kinds ? names.kinds[to] : nil, people: moves[number])
        }
        return Flow(people: people, moves: told)
    }
}
