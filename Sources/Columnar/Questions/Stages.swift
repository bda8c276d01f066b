package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func stageConversion(_ filter: Filter = .everything) -> StageConversion {
        let observed = tally(filter) { ObservedTally(names) }.stages
        return tally(filter) { StageTally(names, observed) }.answer(names)
    }
}

/// Which stages anything happened in.
private struct ObservedTally: LineTally {
    private let stageOfKind: Table<UInt8>
    private let seen: Table<Bool>

    init(_ names: LineNames) { (stageOfKind, seen) = (Table(names.stageOfKind), Table(names.stages.count + 1, false)) }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (stageOfKind, seen) = (stageOfKind, seen)
        for index in 0..<line.count { seen[Int(stageOfKind[line.kind(index)])] = true }
    }

    mutating func merge(_ other: ObservedTally) {
        for stage in 0..<seen.count where other.seen[stage] { seen[stage] = true }
    }

    /// Counted from 1.
    var stages: [Int] { (1..<max(1, seen.count)).filter { seen[$0] } }
}

/// Counts, line by line, what ``StageConversion`` tells.
private struct StageTally: LineTally {
    private let stages: [Int]
    /// For each kind the place of its stage among the observed ones; −1 of what has none.
    private let placeOfKind: Table<Int16>
    private var people = 0
    private let touched: Table<Int>
    private let inOrder: Table<Int>
    private let wentOn: Table<Int>
    private let reversed: Table<Int>
    private var times: [[Int64]]
    /// The first and the last touch of each stage on the line; −1 where there is none.
    private let first: Table<Int>
    private let last: Table<Int>

    init(_ names: LineNames, _ stages: [Int]) {
        self.stages = stages
        placeOfKind = Table(names.stageOfKind.map { stage in stages.firstIndex(of: Int(stage)).map { Int16($0) } ?? -1 })
        (touched, inOrder) = (Table(stages.count, 0), Table(stages.count, 0))
        (wentOn, reversed) = (Table(stages.count, 0), Table(stages.count, 0))
        (first, last) = (Table(stages.count, -1), Table(stages.count, -1))
        times = Array(repeating: [], count: max(0, stages.count - 1))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (first, last, placeOfKind) = (first.pointer, last.pointer, placeOfKind.pointer)
        people += 1
        for place in stages.indices { (first[place], last[place]) = (-1, -1) }
        var reached = 0
        for index in 0..<line.count {
            let place = Int(placeOfKind[line.kind(index)])
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

    func answer(_ all: LineNames) -> StageConversion {
        let names = stages.map { all.stages[$0 - 1] }
        let reaches = names.indices.map { StageConversion.Reach(stage: names[$0], people: touched[$0], inOrder: inOrder[$0]) }
        let steps = times.indices.map { place in
            StageConversion.Step(
                from: names[place], to: names[place + 1], inOrder: Proportion(inOrder[place + 1], of: inOrder[place]),
                wentOn: Proportion(wentOn[place], of: touched[place]), time: TimeSpread(microseconds: times[place]), reversed: reversed[place])
        }
        return StageConversion(people: people, stages: reaches, steps: steps, unobserved: all.stages.filter { !names.contains($0) })
    }
}
