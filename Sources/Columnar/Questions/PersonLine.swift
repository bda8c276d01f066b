package import Analytics
import Kernel

extension ColumnarLine {
    package func line(of person: Int64, _ filter: Filter = .everything) -> [PersonTouch] {
        guard let number = UInt32(exactly: person) else { return [] }
        for (place, part) in parts.enumerated() {
            guard let line = part.block.columns.line(of: number), part.alive?[line] != 0 else { continue }
            var told = LineTelling(names)
            walk(Stretch(part: place, lines: line..<(line + 1)), sieve(filter), &told)
            return told.touches
        }
        return []
    }
}

/// Tells a line touch by touch.
private struct LineTelling: LineTally {
    static let readsScores = true
    static let readsValues = true
    private(set) var touches: [PersonTouch] = []
    private let names: LineNames

    init(_ names: LineNames) { self.names = names }

    mutating func add<P: Places>(_ line: LineView<P>) {
        touches.reserveCapacity(line.count)
        line.eachTouch { touch in
            touches.append(
                PersonTouch(
                    position: touch.position, at: touch.at, kind: names.kinds[touch.kind], channel: names.channels[touch.channel],
                    score: touch.score, sentiment: touch.sentiment, value: touch.value))
        }
    }

    mutating func merge(_ other: LineTelling) { touches += other.touches }
}

extension LineView {
    /// Each touch with all that is known of it, in the order of the line.
    func eachTouch(_ body: (LineTouch) -> Void) {
        var (score, value) = (0, 0)
        for index in 0..<count {
            let place = touches[index]
            var touch = LineTouch(
                person: Int64(person), position: Int64(columns.positions[place]), at: Instant(microseconds: time(index)),
                kind: kind(index), channel: channel(index))
            if score < scores.count, Int(columns.scorePlaces[scores[score]]) == place {
                (touch.score, touch.weight) = (columns.score(scores[score]), columns.scoreWeights[scores[score]])
                score += 1
            }
            if value < values.count, Int(columns.valuePlaces[values[value]]) == place {
                touch.value = columns.value(values[value])
                value += 1
            }
            if columns.sentiments[place] == columns.sentiments[place] { touch.sentiment = Double(columns.sentiments[place]) }
            body(touch)
        }
    }
}

extension ColumnarLine {
    /// Each touch of all lines, line by line.
    func eachLineTouch(_ body: (LineTouch) throws -> Void) throws {
        let sieve = sieve(.everything)
        for (place, part) in parts.enumerated() {
            for line in 0..<part.block.columns.counts.lines {
                var gathering = LineGathering()
                walk(Stretch(part: place, lines: line..<(line + 1)), sieve, &gathering)
                for touch in gathering.touches { try body(touch) }
            }
        }
    }
}

private struct LineGathering: LineTally {
    static let readsScores = true
    static let readsValues = true
    private(set) var touches: [LineTouch] = []

    mutating func add<P: Places>(_ line: LineView<P>) { line.eachTouch { touches.append($0) } }

    mutating func merge(_ other: LineGathering) { touches += other.touches }
}
