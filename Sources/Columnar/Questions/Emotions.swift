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
        let (columns, feelings) = (line.columns, feelings.pointer)
        var score = 0
        var answer = line.scores.count > 0 ? Int(columns.scorePlaces[line.scores[0]]) : -1
        for index in 0..<line.count {
            let touch = line.touches[index]
            if touch == answer {
                let place = line.scores[score]
                if let scored = columns.score(place), let feeling = scored.scale.feeling(scored.value) {
                    feelings[line.kind(index)].add(feeling, weight: columns.scoreWeights[place])
                }
                score += 1
                answer = score < line.scores.count ? Int(columns.scorePlaces[line.scores[score]]) : -1
            } else if columns.sentiments[touch] == columns.sentiments[touch] {
                feelings[line.kind(index)].add(Double(columns.sentiments[touch]))
            }
        }
    }

    mutating func merge(_ other: EmotionTally) {
        for kind in 0..<feelings.count { feelings[kind] = feelings[kind] + other.feelings[kind] }
    }
}
