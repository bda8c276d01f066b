package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func emotions(_ filter: Filter = .everything) -> [KindEmotion] {
        let feelings = tally(filter) { EmotionTally(names) }.feelings
        let felt = names.kindsByName.filter { feelings[$0].n > 0 }
        return felt.map { KindEmotion(kind: names.kinds[$0], feelings: feelings[$0]) }
    }
}

private struct EmotionTally: LineTally {
    static let readsScores = true
    let feelings: Table<Sample>

    init(_ names: LineNames) { feelings = Table(names.kinds.count, Sample()) }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let feelings = feelings.pointer
        line.eachFeeling { feelings[line.kind($0)].add($1.value, weight: $1.weight) }
    }

    mutating func merge(_ other: EmotionTally) {
        for kind in 0..<feelings.count { feelings[kind] = feelings[kind] + other.feelings[kind] }
    }
}
