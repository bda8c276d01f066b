import Analytics
import Foundation
import Kernel

/// Takes touches, each person's in the order of their positions, and makes a block of them.
struct BlockBuilder {
    private var persons: [UInt32] = []
    private var positions: [UInt32] = []
    private var times: [Int64] = []
    private var kinds: [UInt16] = []
    private var channels: [UInt16] = []
    private var sentiments: [Float] = []
    private var scores: [Answer] = []
    private var values: [Amount] = []
    private var isWholeSeconds = true

    /// `row` is the place of the touch in the order in which it came.
    private struct Answer { let row: UInt32, value: Double, weight: Double, scale: UInt8 }
    private struct Amount { let row: UInt32, minor: Int64, currency: UInt16 }

    init() {}

    mutating func reserveCapacity(_ count: Int) {
        persons.reserveCapacity(count)
        positions.reserveCapacity(count)
        times.reserveCapacity(count)
        kinds.reserveCapacity(count)
        channels.reserveCapacity(count)
        sentiments.reserveCapacity(count)
    }

    /// - Throws: `Failure.invalid` beyond four billion people, touches or positions, and beyond 65,536 kinds or channels.
    mutating func add(_ touch: LineTouch) throws {
        guard let person = UInt32(exactly: touch.person), let position = UInt32(exactly: touch.position),
            let row = UInt32(exactly: times.count), let kind = UInt16(exactly: touch.kind), let channel = UInt16(exactly: touch.channel)
        else { throw Failure.invalid("line", "is larger than one block can hold") }
        persons.append(person)
        positions.append(position)
        times.append(touch.at.microseconds)
        kinds.append(kind)
        channels.append(channel)
        sentiments.append(touch.sentiment.map { Float($0) } ?? .nan)
        if let score = touch.score {
            scores.append(Answer(row: row, value: score.value, weight: touch.weight, scale: UInt8(score.scale.rawValue)))
        }
        if let value = touch.value { values.append(Amount(row: row, minor: value.minor, currency: value.currency.packed)) }
        if isWholeSeconds { isWholeSeconds = touch.at.microseconds % 1_000_000 == 0 }
    }
}

extension BlockBuilder {
    /// What another one was given, behind what this one was given.
    mutating func append(_ other: BlockBuilder) throws {
        guard let rows = UInt32(exactly: times.count), UInt32(exactly: times.count + other.times.count) != nil else {
            throw Failure.invalid("line", "is larger than one block can hold")
        }
        persons += other.persons
        positions += other.positions
        times += other.times
        kinds += other.kinds
        channels += other.channels
        sentiments += other.sentiments
        scores += other.scores.map { Answer(row: $0.row + rows, value: $0.value, weight: $0.weight, scale: $0.scale) }
        values += other.values.map { Amount(row: $0.row + rows, minor: $0.minor, currency: $0.currency) }
        isWholeSeconds = isWholeSeconds && other.isWholeSeconds
    }

    /// - Parameter room: gives so many bytes, all of them 0.
    func build(in room: (Int) throws -> Memory) throws -> Block {
        let lines = LineTable(persons)
        let counts = BlockCounts(lines: lines.persons.count, touches: times.count, scores: scores.count, values: values.count)
        let layout = ColumnLayout(counts)
        let memory = try room(layout.size)
        fill(layout, memory.base, lines, order(lines))
        return Block(BlockHeader(counts, isWholeSeconds: isWholeSeconds), memory)
    }

    /// For each place of the block the row that stands there: line by line, then by time, then as they came.
    private func order(_ lines: LineTable) -> [UInt32] {
        var next = lines.starts
        var order = [UInt32](repeating: 0, count: times.count)
        for row in times.indices {
            let line = lines.line(of: persons[row])
            order[Int(next[line])] = UInt32(truncatingIfNeeded: row)
            next[line] += 1
        }
        times.withUnsafeBufferPointer { times in
            order.withUnsafeMutableBufferPointer { order in
                let (shared, count) = (Shared((times: times, order: order)), lines.persons.count)
                let cores = times.count < 100_000 ? 1 : ProcessInfo.processInfo.activeProcessorCount
                _ = concurrently(cores) { core in
                    var order = shared.value.order
                    for line in (count * core / cores)..<(count * (core + 1) / cores) {
                        Self.sort(&order, Int(lines.starts[line])..<Int(lines.starts[line + 1]), shared.value.times)
                    }
                }
            }
        }
        return order
    }

    /// Lines mostly come in order, so what is not in its place is moved there from behind; a line in great disorder is sorted.
    private static func sort(_ order: inout UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, _ times: UnsafeBufferPointer<Int64>) {
        var moves = 0
        for place in range.dropFirst() {
            let row = order[place]
            var gap = place
            while gap > range.lowerBound, times[Int(order[gap - 1])] > times[Int(row)] {
                order[gap] = order[gap - 1]
                (gap, moves) = (gap - 1, moves + 1)
            }
            order[gap] = row
            if moves > 64 * range.count { break }
        }
        guard moves > 64 * range.count else { return }
        order[range].sort { times[Int($0)] != times[Int($1)] ? times[Int($0)] < times[Int($1)] : $0 < $1 }
    }

    private func fill(_ layout: ColumnLayout, _ base: UnsafeMutableRawPointer, _ lines: LineTable, _ order: [UInt32]) {
        Self.put(lines.persons, at: base + layout.persons)
        Self.put(lines.starts, at: base + layout.starts)
        let base = Shared(base)
        // Each core fills columns of its own.
        let columns: [@Sendable () -> Void] = [
            { Self.put(times, in: order, at: base.value + layout.times) }, { Self.put(positions, in: order, at: base.value + layout.positions) },
            { Self.put(kinds, in: order, at: base.value + layout.kinds) }, { Self.put(channels, in: order, at: base.value + layout.channels) },
            { Self.put(sentiments, in: order, at: base.value + layout.sentiments) }, { fillSparse(layout, base.value, order) },
        ]
        _ = concurrently(columns.count) { columns[$0]() }
    }

    private static func put<T>(_ values: [T], at place: UnsafeMutableRawPointer) {
        values.withUnsafeBytes { place.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(place), byteCount: $0.count) }
    }

    private static func put<T>(_ values: [T], in order: [UInt32], at place: UnsafeMutableRawPointer) {
        let column = place.assumingMemoryBound(to: T.self)
        values.withUnsafeBufferPointer { values in
            order.withUnsafeBufferPointer { order in
                for place in 0..<order.count { column[place] = values[Int(order[place])] }
            }
        }
    }

    private func fillSparse(_ layout: ColumnLayout, _ base: UnsafeMutableRawPointer, _ order: [UInt32]) {
        guard !scores.isEmpty || !values.isEmpty else { return }
        // By row, where its answer and its amount stand, counted from 1.
        let (ofScores, ofValues) = (Table<UInt32>(order.count, 0), Table<UInt32>(order.count, 0))
        for (place, answer) in scores.enumerated() { ofScores[Int(answer.row)] = UInt32(place + 1) }
        for (place, amount) in values.enumerated() { ofValues[Int(amount.row)] = UInt32(place + 1) }
        func column<T>(_ offset: Int, of: T.Type = T.self) -> UnsafeMutablePointer<T> { (base + offset).assumingMemoryBound(to: T.self) }
        let (scorePlaces, scoreValues) = (column(layout.scorePlaces, of: UInt32.self), column(layout.scoreValues, of: Double.self))
        let (scoreWeights, scoreScales) = (column(layout.scoreWeights, of: Double.self), column(layout.scoreScales, of: UInt8.self))
        let (valuePlaces, valueMinors) = (column(layout.valuePlaces, of: UInt32.self), column(layout.valueMinors, of: Int64.self))
        let valueCurrencies = column(layout.valueCurrencies, of: UInt16.self)
        var (score, value) = (0, 0)
        for (place, row) in order.enumerated() {
            if ofScores[Int(row)] > 0 {
                let answer = scores[Int(ofScores[Int(row)]) - 1]
                (scorePlaces[score], scoreValues[score], scoreWeights[score]) = (UInt32(place), answer.value, answer.weight)
                (scoreScales[score], score) = (answer.scale, score + 1)
            }
            if ofValues[Int(row)] > 0 {
                let amount = values[Int(ofValues[Int(row)]) - 1]
                (valuePlaces[value], valueMinors[value], valueCurrencies[value]) = (UInt32(place), amount.minor, amount.currency)
                value += 1
            }
        }
    }
}

/// The people of a block in the order of their numbers, and where the line of each begins.
private struct LineTable {
    private(set) var persons: [UInt32] = []
    private(set) var starts: [UInt32]
    /// By the number of a person, less the lowest: their line.
    private var lines: [UInt32]
    private let lowest: UInt32

    init(_ rows: [UInt32]) {
        lowest = rows.min() ?? 0
        var counts = [UInt32](repeating: 0, count: rows.isEmpty ? 0 : Int((rows.max() ?? 0) - lowest) + 1)
        for person in rows { counts[Int(person - lowest)] += 1 }
        starts = [0]
        lines = counts
        for (place, count) in counts.enumerated() where count > 0 {
            lines[place] = UInt32(persons.count)
            persons.append(lowest + UInt32(place))
            starts.append((starts.last ?? 0) + count)
        }
    }

    func line(of person: UInt32) -> Int { Int(lines[Int(person - lowest)]) }
}
