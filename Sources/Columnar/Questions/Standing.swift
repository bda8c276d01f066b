package import Analytics
import Kernel

extension ColumnarLine {
    package func standing(_ question: StandingQuestion, _ filter: Filter = .everything) -> [Int64] {
        return tally(filter) { LastTouchTally(question, names) }.people.sorted()
    }
}

private struct LastTouchTally: LineTally {
    private(set) var people: [Int64] = []
    private let isWanted: Table<Bool>
    private let since: Int64

    init(_ question: StandingQuestion, _ names: LineNames) {
        (isWanted, since) = (Table(names.kinds.map(question.kinds.contains)), question.since.microseconds)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let last = line.count - 1
        if isWanted[line.kind(last)], line.time(last) >= since { people.append(Int64(line.person)) }
    }

    mutating func merge(_ other: LastTouchTally) { people += other.people }
}
