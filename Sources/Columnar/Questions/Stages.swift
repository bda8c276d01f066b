package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func stageConversion(_ filter: Filter = .everything) -> StageConversion {
        let observed = observedStages(filter)
        return tally(filter) { StageTally(stages, observed) }.answer()
    }

    /// Their numbers, counted from 1, in the order of the journey.
    func observedStages(_ filter: Filter) -> [Int] { tally(filter) { ObservedTally(stages) }.observed }
}

/// Which stages anything happened in.
private struct ObservedTally: LineTally {
    private let stages: StageReader
    private let seen: Table<Bool>

    init(_ stages: StageReader) { (self.stages, seen) = (stages, Table(stages.names.count + 1, false)) }

    mutating func add<P: Places>(_ line: LineView<P>) {
        stages.begin(line)
        let (stages, seen) = (stages, seen)
        for index in 0..<line.count { seen[stages.stage(line.columns, line.touches[index])] = true }
    }

    mutating func merge(_ other: ObservedTally) {
        for stage in 0..<seen.count where other.seen[stage] { seen[stage] = true }
    }

    var observed: [Int] { (1..<max(1, seen.count)).filter { seen[$0] } }
}

/// Counts, line by line, what ``StageConversion`` tells.
private struct StageTally: LineTally {
    private let reader: StageReader
    private let stages: [Int]
    /// For each stage its place among the observed ones; −1 of what stands in none.
    private let placeOfStage: Table<Int>
    private var people = 0
    private let touched: Table<Int>
    private let inOrder: Table<Int>
    private let wentOn: Table<Int>
    private let reversed: Table<Int>
    private var times: [[Int64]]
    /// The first and the last touch of each stage on the line; −1 where there is none.
    private let first: Table<Int>
    private let last: Table<Int>

    init(_ reader: StageReader, _ stages: [Int]) {
        (self.reader, self.stages) = (reader, stages)
        placeOfStage = Table((0...reader.names.count).map { stages.firstIndex(of: $0) ?? -1 })
        (touched, inOrder) = (Table(stages.count, 0), Table(stages.count, 0))
        (wentOn, reversed) = (Table(stages.count, 0), Table(stages.count, 0))
        (first, last) = (Table(stages.count, -1), Table(stages.count, -1))
        times = Array(repeating: [], count: max(0, stages.count - 1))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (first, last, placeOfStage, reader) = (first.pointer, last.pointer, placeOfStage.pointer, reader)
        people += 1
        reader.begin(line)
        for place in stages.indices { (first[place], last[place]) = (-1, -1) }
        var reached = 0
        for index in 0..<line.count {
            let place = placeOfStage[reader.stage(line.columns, line.touches[index])]
            guard place >= 0 else { continue }
            if first[place] < 0 { first[place] = index }
            last[place] = index
            if place == reached { reached += 1 }
        }
        for place in stages.indices where first[place] >= 0 { touched[place] += 1 }
        for place in 0..<reached { inOrder[place] += 1 }
        for place in times.indices where first[place] >= 0 && first[place + 1] >= 0 {
            if last[place + 1] > first[place] { wentOn[place] += 1 }
            if first[place + 1] > first[place] {
                times[place].append(line.time(first[place + 1]) - line.time(first[place]))
            } else {
                reversed[place] += 1
            }
        }
    }

    mutating func merge(_ other: StageTally) {
        people += other.people
        touched.add(other.touched)
        inOrder.add(other.inOrder)
        wentOn.add(other.wentOn)
        reversed.add(other.reversed)
        for place in times.indices { times[place] += other.times[place] }
    }

    func answer() -> StageConversion {
        let names = stages.map { reader.names[$0 - 1] }
        let reaches = names.indices.map { StageConversion.Reach(stage: names[$0], people: touched[$0], inOrder: inOrder[$0]) }
        let steps = times.indices.map { place in
            StageConversion.Step(
                from: names[place], to: names[place + 1], inOrder: Proportion(inOrder[place + 1], of: inOrder[place]),
                wentOn: Proportion(wentOn[place], of: touched[place]), microseconds: times[place], reversed: reversed[place])
        }
        return StageConversion(people: people, stages: reaches, steps: steps, unobserved: reader.names.filter { !names.contains($0) })
    }
}
