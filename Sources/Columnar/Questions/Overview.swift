package import Analytics
import Kernel

extension ColumnarLine {
    package func overview(_ filter: Filter = .everything) -> Overview {
        tally(filter) { OverviewTally(names, stages) }.answer(names)
    }
}

private struct OverviewTally: LineTally {
    private let reader: StageReader
    private let kinds: Shares
    private let channels: Shares
    private let stages: Shares
    private var (people, touches) = (0, 0)
    private var (first, last) = (Int64.max, Int64.min)

    init(_ names: LineNames, _ reader: StageReader) {
        self.reader = reader
        (kinds, channels) = (Shares(names.kinds.count), Shares(names.channels.count))
        // What has no stage is counted at place 0.
        stages = Shares(reader.names.count + 1)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        people += 1
        touches += line.count
        (first, last) = (min(first, line.time(0)), max(last, line.time(line.count - 1)))
        reader.begin(line)
        let (kinds, channels, stages, reader) = (kinds, channels, stages, reader)
        for index in 0..<line.count {
            kinds.add(line.kind(index), line: people)
            channels.add(line.channel(index), line: people)
            stages.add(reader.stage(line.columns, line.touches[index]), line: people)
        }
    }

    mutating func merge(_ other: OverviewTally) {
        people += other.people
        touches += other.touches
        (first, last) = (min(first, other.first), max(last, other.last))
        kinds.merge(other.kinds)
        channels.merge(other.channels)
        stages.merge(other.stages)
    }

    func answer(_ names: LineNames) -> Overview {
        Overview(
            people: people, touches: touches, first: people > 0 ? Instant(microseconds: first) : nil,
            last: people > 0 ? Instant(microseconds: last) : nil, channels: channels.shares(names.channels), kinds: kinds.shares(names.kinds),
            stages: stages.shares(reader.names, from: 1))
    }
}
