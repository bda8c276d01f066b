import Analytics
import Dispatch
import Kernel

/// Counts something, line by line; what several have counted can be put together.
protocol LineTally: SendableMetatype {
    /// Whether it looks at the answers of a line, and at the amounts; what it does not look at is not sought out.
    static var readsScores: Bool { get }
    static var readsValues: Bool { get }

    /// - Parameter line: of nobody whom this or another tally of the same question is given again.
    mutating func add<P: Places>(_ line: LineView<P>)
    /// Takes in what another one has counted, of lines that stand behind these.
    mutating func merge(_ other: Self)
}

extension LineTally {
    static var readsScores: Bool { false }
    static var readsValues: Bool { false }
}

/// Lines of a block of which those count that are alive: others stand, newer, in another block.
struct Part: Sendable {
    let block: Block
    /// 0 for a line that is dead; `nil` when all are alive.
    let alive: [UInt8]?
}

/// A stretch of lines for one thread.
struct Stretch: Sendable {
    let part: Int
    let lines: Range<Int>
}

extension ColumnarLine {
    /// Walks everybody's line, on all cores, and puts together what was counted.
    func tally<T: LineTally>(_ filter: Filter, _ make: @Sendable () -> T) -> T {
        let counted = tallies(filter, make)
        return counted.dropFirst().reduce(into: counted.first ?? make()) { $0.merge($1) }
    }

    /// What was counted on each stretch, in their order.
    func tallies<T: LineTally>(_ filter: Filter, _ make: @Sendable () -> T) -> [T] {
        let pieces = pieces
        return concurrently(pieces.count) { piece in
            var tally = make()
            let sieve = sieve(filter)
            for stretch in pieces[piece] { walk(stretch, sieve, &tally) }
            return tally
        }
    }

    /// Stretches of about as many touches for each core; always the same, so that sums are the same to the last digit.
    var pieces: [[Stretch]] {
        let total = parts.reduce(0) { $0 + $1.block.columns.counts.touches }
        let count = total < 20_000 ? 1 : cores
        var pieces: [[Stretch]] = Array(repeating: [], count: count)
        var before = 0
        for (number, part) in parts.enumerated() {
            let columns = part.block.columns
            for piece in 0..<count {
                let (first, end) = (total * piece / count - before, total * (piece + 1) / count - before)
                let lines = columns.firstLine(from: first)..<columns.firstLine(from: end)
                if !lines.isEmpty { pieces[piece].append(Stretch(part: number, lines: lines)) }
            }
            before += columns.counts.touches
        }
        return pieces
    }

    func walk<T: LineTally>(_ stretch: Stretch, _ sieve: Sieve, _ tally: inout T) {
        let part = parts[stretch.part]
        withExtendedLifetime(part.block) {
            if let alive = part.alive {
                alive.withUnsafeBufferPointer { walk(part.block.columns, stretch.lines, $0.baseAddress, sieve, &tally) }
            } else {
                walk(part.block.columns, stretch.lines, nil, sieve, &tally)
            }
        }
    }

    private func walk<T: LineTally>(
        _ columns: Columns, _ lines: Range<Int>, _ alive: UnsafePointer<UInt8>?, _ sieve: Sieve, _ tally: inout T
    ) {
        // What is not asked for costs nothing, line by line.
        let takesAll = alive == nil && sieve.keepsLines
        var score = T.readsScores ? columns.firstScore(from: columns.starts[lines.lowerBound]) : 0
        var value = T.readsValues ? columns.firstValue(from: columns.starts[lines.lowerBound]) : 0
        for line in lines {
            let (first, end) = (columns.starts[line], columns.starts[line + 1])
            let (firstScore, firstValue) = (score, value)
            if T.readsScores { while score < columns.counts.scores, columns.scorePlaces[score] < end { score += 1 } }
            if T.readsValues { while value < columns.counts.values, columns.valuePlaces[value] < end { value += 1 } }
            if takesAll {
                let touches = Run(first: Int(first), count: Int(end &- first))
                let scores = Run(first: firstScore, count: score - firstScore)
                let values = Run(first: firstValue, count: value - firstValue)
                tally.add(LineView(columns: columns, line: line, touches: touches, scores: scores, values: values))
                continue
            }
            if let alive, alive[line] == 0 { continue }
            guard sieve.passes(person: columns.persons[line]) else { continue }
            let part = sieve.part(of: Int(first)..<Int(end), columns)
            if part.isEmpty { continue }
            let touches = Run(first: part.lowerBound, count: part.count)
            let scores = Self.run(firstScore..<score, at: columns.scorePlaces, in: part)
            let values = Self.run(firstValue..<value, at: columns.valuePlaces, in: part)
            if sieve.keepsEverything {
                tally.add(LineView(columns: columns, line: line, touches: touches, scores: scores, values: values))
            } else {
                sieve.pick(columns, line: line, touches, scores: scores, values: values) { tally.add($0) }
            }
        }
    }
}

extension ColumnarLine {
    /// Those places of answers, or of amounts, whose touches stand in a part of the line.
    @inline(__always)
    private static func run(_ all: Range<Int>, at touches: UnsafePointer<UInt32>, in part: Range<Int>) -> Run {
        var (first, end) = (all.lowerBound, all.upperBound)
        while first < end, Int(touches[first]) < part.lowerBound { first += 1 }
        while end > first, Int(touches[end - 1]) >= part.upperBound { end -= 1 }
        return Run(first: first, count: end - first)
    }
}

/// Does pieces of work at the same time, and gives their results in order.
func concurrently<T>(_ count: Int, _ work: @Sendable (Int) -> T) -> [T] {
    guard count > 1 else { return (0..<count).map(work) }
    return [T](unsafeUninitializedCapacity: count) { results, initialized in
        let place = Shared(results.baseAddress)
        DispatchQueue.concurrentPerform(iterations: count) { piece in
            let result = work(piece)
            place.value.map { ($0 + piece).initialize(to: result) }
        }
        initialized = count
    }
}

/// Says that several threads may have this at the same time: each keeps to a place of its own.
struct Shared<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
