package import Analytics
import Kernel

extension ColumnarLine {
    package func activity(_ filter: Filter = .everything) -> [KindActivity] {
        guard let bounds else { return [] }
        return tally(filter) { ActivityTally(names, bounds) }.answer(names)
    }
}

private struct ActivityTally: LineTally {
    private let months: MonthTable
    /// By month, then by kind.
    private let counts: Table<Int>
    private let kinds: Int

    init(_ names: LineNames, _ bounds: ClosedRange<Instant>) {
        (months, kinds) = (MonthTable(bounds), names.kinds.count)
        counts = Table(months.count * kinds, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (months, counts, kinds) = (months, counts, kinds)
        for index in 0..<line.count { counts[months.place(of: line.time(index)) * kinds + line.kind(index)] += 1 }
    }

    mutating func merge(_ other: ActivityTally) { counts.add(other.counts) }

    func answer(_ names: LineNames) -> [KindActivity] {
        names.kindsByName.compactMap { kind in
            let known = (0..<months.count).filter { counts[$0 * kinds + kind] > 0 }
            guard !known.isEmpty else { return nil }
            let counted = known.map { (months[$0], counts[$0 * kinds + kind]) }
            return KindActivity(kind: names.kinds[kind], months: Dictionary(uniqueKeysWithValues: counted))
        }
    }
}
