package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func stageContents(_ filter: Filter = .everything) -> StageContents {
        tally(filter) { ContentTally(names, stages) }.answer(names)
    }
}

/// Counts what happens in each stage; what stands in none is counted at place 0.
private struct ContentTally: LineTally {
    static let readsScores = true
    private let stages: StageReader
    private let (kindCount, channelCount): (Int, Int)
    private var people = 0
    private let all: Shares
    private let told: Shares
    /// By stage, then by kind or channel.
    private let kinds: Shares
    private let channels: Shares
    private let feelings: Table<Sample>
    private let bad: Table<Int>

    init(_ names: LineNames, _ stages: StageReader) {
        self.stages = stages
        let places = stages.names.count + 1
        (kindCount, channelCount) = (names.kinds.count, names.channels.count)
        (all, told) = (Shares(places), Shares(places))
        (kinds, channels) = (Shares(places * kindCount), Shares(places * channelCount))
        (feelings, bad) = (Table(places * kindCount, Sample()), Table(places * kindCount, 0))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        people += 1
        stages.begin(line)
        let (stages, all, told, kinds, channels, people) = (stages, all, told, kinds, channels, people)
        for index in 0..<line.count {
            let stage = stages.stage(line.columns, line.touches[index])
            all.add(stage, line: people)
            kinds.add(stage * kindCount + line.kind(index), line: people)
            channels.add(stage * channelCount + line.channel(index), line: people)
        }
        let (feelings, bad) = (feelings.pointer, bad.pointer)
        line.eachFeeling { index, feeling in
            let stage = stages.stage(line.columns, line.touches[index])
            let place = stage * kindCount + line.kind(index)
            told.add(stage, line: people)
            feelings[place].add(feeling.value, weight: feeling.weight)
            bad[place] += feeling.isBad ? 1 : 0
        }
    }

    mutating func merge(_ other: ContentTally) {
        people += other.people
        all.merge(other.all)
        told.merge(other.told)
        kinds.merge(other.kinds)
        channels.merge(other.channels)
        bad.add(other.bad)
        for place in 0..<feelings.count { feelings[place] = feelings[place] + other.feelings[place] }
    }

    func answer(_ names: LineNames) -> StageContents {
        let contents = (0...stages.names.count).map { content($0, names) }
        return StageContents(people: people, stages: Array(contents.dropFirst()), elsewhere: contents[0])
    }

    private func content(_ stage: Int, _ names: LineNames) -> StageContents.Content {
        let first = stage * kindCount
        let touchpoints = kinds.shares(names.kinds, from: first).enumerated().map { kind, share in
            StageContents.Touchpoint(
                kind: share.name, people: share.people, touches: share.touches, feelings: feelings[first + kind], bad: bad[first + kind])
        }
        return StageContents.Content(
            people: all.people[stage], touches: all.touches[stage], told: told.people[stage], kinds: touchpoints,
            channels: channels.shares(names.channels, from: stage * channelCount))
    }
}

extension LineView {
    /// What is known of how its touches felt: what was answered, else what was read between the lines.
    @inline(__always)
    func eachFeeling(_ body: (_ index: Int, Feeling) -> Void) {
        var score = 0
        var answer = scores.count > 0 ? Int(columns.scorePlaces[scores[0]]) : -1
        for index in 0..<count {
            let touch = touches[index]
            if touch == answer {
                let place = scores[score]
                if let scored = columns.score(place), let feeling = Feeling(scored, weight: columns.scoreWeights[place]) { body(index, feeling) }
                score += 1
                answer = score < scores.count ? Int(columns.scorePlaces[scores[score]]) : -1
            } else if columns.sentiments[touch] == columns.sentiments[touch] {
                body(index, Feeling(sentiment: Double(columns.sentiments[touch])))
            }
        }
    }
}
