import Analytics
import Kernel

/// Lines of people in columns: people in the order of their numbers, each one's touches in the order of the line. Never changed.
final class Block: Sendable {
    let header: BlockHeader
    let columns: Columns
    let memory: Memory
    /// The first and the last moment; `nil` of an empty block.
    let bounds: ClosedRange<Instant>?
    /// By number, up to the highest that occurs: whether the kind does.
    let kinds: [Bool]
    /// One more than the highest number of a channel.
    let channels: Int

    init(_ header: BlockHeader, _ memory: Memory) {
        (self.header, self.memory) = (header, memory)
        let columns = Columns(ColumnLayout(header.counts), memory.base)
        self.columns = columns
        // Lines are in order, so the ends of all of them are enough.
        bounds = (0..<columns.counts.lines).reduce(nil) { bounds, line in
            let first = Instant(microseconds: columns.times[Int(columns.starts[line])])
            let last = Instant(microseconds: columns.times[Int(columns.starts[line + 1]) - 1])
            return bounds.map { min($0.lowerBound, first)...max($0.upperBound, last) } ?? first...last
        }
        let occurring = Table(1 << 16, false)
        for touch in 0..<columns.counts.touches { occurring[Int(columns.kinds[touch])] = true }
        kinds = Array(occurring.all.prefix((occurring.all.lastIndex(of: true) ?? -1) + 1))
        channels = (0..<columns.counts.touches).reduce(0) { max($0, Int(columns.channels[$1]) + 1) }
    }
}

/// The columns of a block, for as long as it lives. Places of touches are counted through all lines.
struct Columns: @unchecked Sendable {
    let counts: BlockCounts
    let persons: UnsafePointer<UInt32>
    /// Where each line begins, and at the end how many touches there are.
    let starts: UnsafePointer<UInt32>
    /// Microseconds.
    let times: UnsafePointer<Int64>
    let positions: UnsafePointer<UInt32>
    let kinds: UnsafePointer<UInt16>
    let channels: UnsafePointer<UInt16>
    /// NaN where none is known.
    let sentiments: UnsafePointer<Float>
    // Only of touches that have one, in the order of their places.
    let scorePlaces: UnsafePointer<UInt32>
    let scoreValues: UnsafePointer<Double>
    let scoreWeights: UnsafePointer<Double>
    let scoreScales: UnsafePointer<UInt8>
    let valuePlaces: UnsafePointer<UInt32>
    let valueMinors: UnsafePointer<Int64>
    let valueCurrencies: UnsafePointer<UInt16>

    init(_ layout: ColumnLayout, _ base: UnsafeRawPointer) {
        counts = layout.counts
        persons = Self.column(base, layout.persons)
        starts = Self.column(base, layout.starts)
        times = Self.column(base, layout.times)
        positions = Self.column(base, layout.positions)
        kinds = Self.column(base, layout.kinds)
        channels = Self.column(base, layout.channels)
        sentiments = Self.column(base, layout.sentiments)
        scorePlaces = Self.column(base, layout.scorePlaces)
        scoreValues = Self.column(base, layout.scoreValues)
        scoreWeights = Self.column(base, layout.scoreWeights)
        scoreScales = Self.column(base, layout.scoreScales)
        valuePlaces = Self.column(base, layout.valuePlaces)
        valueMinors = Self.column(base, layout.valueMinors)
        valueCurrencies = Self.column(base, layout.valueCurrencies)
    }

    private static func column<T>(_ base: UnsafeRawPointer, _ offset: Int) -> UnsafePointer<T> {
        (base + offset).assumingMemoryBound(to: T.self)
    }
}

extension Columns {
    /// The answer that stands at a place of the column of scores.
    func score(_ place: Int) -> ScaledScore? {
        ScoreScale(rawValue: Int16(scoreScales[place])).map { ScaledScore(scoreValues[place], on: $0) }
    }

    func value(_ place: Int) -> Money? {
        Currency(packed: valueCurrencies[place]).map { Money(valueMinors[place], $0) }
    }

    /// The line of a person; `nil` when there is none.
    func line(of person: UInt32) -> Int? {
        let place = firstIndex(in: persons, counts.lines) { $0 >= person }
        return place < counts.lines && persons[place] == person ? place : nil
    }

    /// Where answers, or amounts, of touches from a place on begin.
    func firstScore(from place: UInt32) -> Int { firstIndex(in: scorePlaces, counts.scores) { $0 >= place } }
    func firstValue(from place: UInt32) -> Int { firstIndex(in: valuePlaces, counts.values) { $0 >= place } }

    /// The first line that begins at this touch or behind it.
    func firstLine(from touch: Int) -> Int { firstIndex(in: starts, counts.lines) { Int($0) >= touch } }

    /// The first place of an ascending column from which on something holds.
    private func firstIndex(in column: UnsafePointer<UInt32>, _ count: Int, where holds: (UInt32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(column[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
