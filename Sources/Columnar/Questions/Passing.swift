package import Analytics
import Kernel

extension ColumnarLine {
    package func people(passing: Passing, _ filter: Filter = .everything) -> [Int64] {
        tally(filter) { PassingTally(passing, names) }.people.sorted()
    }
}

private struct PassingTally: LineTally {
    /// −1 of a kind that does not occur.
    private let to: Int
    private let from: Int?
    private(set) var people: [Int64] = []

    init(_ passing: Passing, _ names: LineNames) {
        to = names.kinds.firstIndex(of: passing.to) ?? -1
        from = passing.from.map { names.kinds.firstIndex(of: $0) ?? -1 }
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        for index in 0..<line.count where line.kind(index) == to {
            if let from, index == 0 || line.kind(index - 1) != from { continue }
            people.append(Int64(line.person))
            return
        }
    }

    mutating func merge(_ other: PassingTally) { people += other.people }
}
