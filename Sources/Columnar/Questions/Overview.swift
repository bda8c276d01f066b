package import Analytics
import Kernel

extension ColumnarLine {
    package func overview(_ filter: Filter = .everything) -> Overview {
        return tally(filter) { OverviewTally(names) }.answer(names)
    }
}

private struct OverviewTally: LineTally {
    private let stageOfKind: Table<UInt8>
    private let kinds: Shares
    private let channels: Shares
    private let stages: Shares
    private var (people, touches) = (0, 0)
    private var (first, last) = (Int64.max, Int64.min)

    init(_ names: LineNames) {
        stageOfKind = Table(names.stageOfKind)
        (kinds, channels) = (Shares(names.kinds.count), Shares(names.channels.count))
        // What has no stage is counted at place 0.
        stages = Shares(names.stages.count + 1)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        people += 1
        touches += line.count
        (first, last) = (min(first, line.time(0)), max(last, line.time(line.count - 1)))
        let (kinds, channels, stages, stageOfKind) = (kinds, channels, stages, stageOfKind)
        for index in 0..<line.count {
            let kind = line.kind(index)
            kinds.add(kind, line: people)
            channels.add(line.channel(index), line: people)
            stages.add(Int(stageOfKind[kind]), line: people)
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
            stages: stages.shares([""] + names.stages).dropFirst().map { $0 })
    }
}

/// Touches and people by place in a table of names.
private final class Shares {
    private let touches: Table<Int>
    private let people: Table<Int>
    private let lastLine: Table<Int>

    init(_ count: Int) { (touches, people, lastLine) = (Table(count, 0), Table(count, 0), Table(count, 0)) }

    /// - Parameter line: counted from 1, so that 0 is no line yet.
    @inline(__always)
    func add(_ place: Int, line: Int) {
        touches[place] += 1
        if lastLine[place] != line {
            people[place] += 1
            lastLine[place] = line
        }
    }

    func merge(_ other: Shares) {
        touches.add(other.touches)
        people.add(other.people)
    }

    func shares(_ names: [String]) -> [Overview.Share] {
        names.indices.map { Overview.Share(name: names[$0], people: people[$0], touches: touches[$0]) }
    }
}
