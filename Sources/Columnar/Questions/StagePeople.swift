package import Analytics
import Kernel

extension ColumnarLine {
    package func people(of figure: StageFigure, _ filter: Filter = .everything) -> [Int64] {
        let (observed, names) = (observedStages(filter), stages.names)
        guard let place = observed.firstIndex(where: { names[$0 - 1] == figure.stage }) else { return [] }
        let next = place + 1 < observed.count ? observed[place + 1] : nil
        return tally(filter) { StagePeopleTally(stages, observed[place], next, figure.fate) }.people.sorted()
    }
}

/// Gathers who stands behind a figure.
private struct StagePeopleTally: LineTally {
    private(set) var people: [Int64] = []
    private let stages: StageReader
    private let stage: Int
    private let next: Int?
    private let fate: StageFigure.Fate

    init(_ stages: StageReader, _ stage: Int, _ next: Int?, _ fate: StageFigure.Fate) {
        (self.stages, self.stage, self.next, self.fate) = (stages, stage, next, fate)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        stages.begin(line)
        var (first, lastOfNext) = (-1, -1)
        for index in 0..<line.count {
            let place = stages.stage(line.columns, line.touches[index])
            if place == stage, first < 0 { first = index }
            if place == next { lastOfNext = index }
        }
        guard first >= 0, fate.holds(wentOn: next.map { _ in lastOfNext > first }) else { return }
        people.append(Int64(line.person))
    }

    mutating func merge(_ other: StagePeopleTally) { people += other.people }
}
