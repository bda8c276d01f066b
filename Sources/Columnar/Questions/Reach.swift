package import Analytics
import Kernel

extension ColumnarLine {
    package func reach(_ filter: Filter = .everything) -> Reach {
        // Days outside of the filter need no room.
        guard let bounds, let first = [bounds.lowerBound, filter.from].compactMap(\.self).max(),
            let last = [bounds.upperBound, filter.until].compactMap(\.self).min(), first <= last
        else { return .nothing }
        return tally(filter) { ReachTally(names, first...last) }.answer(names)
    }
}

private struct ReachTally: LineTally {
    private let first: Int
    private let days: Int
    private let kinds: Int
    /// By day: people seen, then people by kind.
    private let counts: Table<Int32>
    /// By kind, the last day of a line on which it was counted; each day of each line has a number of its own.
    private let counted: Table<Int>
    private var day = 0

    init(_ names: LineNames, _ bounds: ClosedRange<Instant>) {
        (first, kinds) = (Int(bounds.lowerBound.day.number), names.kinds.count)
        days = Int(bounds.upperBound.day.number) - first + 1
        counts = Table(days * (kinds + 1), 0)
        counted = Table(kinds, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (counts, counted, width, start) = (counts, counted, kinds + 1, Int64(first) * Day.microseconds)
        var (day, row, end) = (day, 0, Int64.min)
        for index in 0..<line.count {
            let time = line.time(index)
            if time >= end {
                let place = (time - start) / Day.microseconds
                end = start + (place + 1) * Day.microseconds
                row = Int(place) * width
                day += 1
                counts[row] += 1
            }
            let kind = line.kind(index)
            if counted[kind] != day {
                counted[kind] = day
                counts[row + 1 + kind] += 1
            }
        }
        self.day = day
    }

    mutating func merge(_ other: ReachTally) { counts.add(other.counts) }

    func answer(_ names: LineNames) -> Reach {
        func people(_ place: Int) -> [Int] { (0..<days).map { Int(counts[$0 * (kinds + 1) + place]) } }
        let seen = people(0)
        guard let begin = seen.firstIndex(where: { $0 > 0 }), let end = seen.lastIndex(where: { $0 > 0 }) else { return .nothing }
        let met = names.kindsByName.compactMap { kind -> KindReach? in
            let people = people(kind + 1)[begin...end]
            return people.contains { $0 > 0 } ? KindReach(kind: names.kinds[kind], people: Array(people)) : nil
        }
        return Reach(from: Day(number: Int32(first + begin)), people: Array(seen[begin...end]), kinds: met)
    }
}
