package import Analytics
import Kernel

extension ColumnarLine {
    package func activity(_ filter: Filter = .everything) -> [KindActivity] {
        guard let bounds else { return [] }
        let names = names
        return tally(filter) { ActivityTally(names, bounds) }.answer(names)
    }
}

private struct ActivityTally: LineTally {
    private let firstMonth: Int
    /// Where each month begins, in microseconds, and where the last one ends.
    private let starts: Table<Int64>
    private let months: Int
    /// By month, then by kind.
    private let counts: Table<Int>
    private let kinds: Int

    init(_ names: LineNames, _ bounds: ClosedRange<Instant>) {
        let first = bounds.lowerBound.day.month.number
        (firstMonth, kinds) = (first, names.kinds.count)
        months = bounds.upperBound.day.month.number - first + 1
        starts = Table((0...months).map { Month(number: first + $0).firstDay.start.microseconds })
        counts = Table(months * kinds, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (starts, counts, kinds) = (starts, counts, kinds)
        var month = 0
        for index in 0..<line.count {
            let time = line.time(index)
            while time >= starts[month + 1] { month += 1 }
            counts[month * kinds + line.kind(index)] += 1
        }
    }

    mutating func merge(_ other: ActivityTally) { counts.add(other.counts) }

    func answer(_ names: LineNames) -> [KindActivity] {
        names.kinds.indices.sorted { names.kinds[$0] < names.kinds[$1] }.compactMap { kind in
            let known = (0..<months).filter { counts[$0 * kinds + kind] > 0 }
            guard !known.isEmpty else { return nil }
            let counted = known.map { (Month(number: firstMonth + $0), counts[$0 * kinds + kind]) }
            return KindActivity(kind: names.kinds[kind], months: Dictionary(uniqueKeysWithValues: counted))
        }
    }
}
