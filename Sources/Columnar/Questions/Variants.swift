package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func variants(_ question: VariantQuestion = VariantQuestion(), _ filter: Filter = .everything) -> Variants {
        let coding = WayCoding(self)
        let walked = tallies(filter) { WayTally(question, coding, lines: lines) }
        let counted = WayCount(walked.map(\.ways), top: question.top)
        var endings: [Int] = []
        for tally in walked {
            while endings.count < tally.endings.count { endings.append(0) }
            for place in tally.endings.indices { endings[place] += tally.endings[place] }
        }
        let people = walked.reduce(0) { $0 + $1.ways.count }
        let ways = counted.frequent.map { counted in
            (people: counted.people, kinds: coding.kinds(of: counted.way) ?? kinds(of: counted.way, question, filter, coding))
        }
        let ranked = ways.sorted { $0.people != $1.people ? $0.people > $1.people : $0.kinds.lexicographicallyPrecedes($1.kinds) }
        let top = ranked.prefix(question.top).map { way in
            Variants.Variant(kinds: way.kinds.map { coding.names[$0] }, people: Proportion(Int(way.people), of: people))
        }
        return Variants(people: people, count: counted.count, top: top, endings: endings)
    }

    /// A way that does not fit into its key is read off the line of somebody who went it.
    private func kinds(of way: Way, _ question: VariantQuestion, _ filter: Filter, _ coding: WayCoding) -> [Int] {
        var tally = WayTally(question, coding, lines: 1)
        walk(Stretch(part: Int(way.part), lines: Int(way.line)..<Int(way.line) + 1), sieve(filter), &tally)
        return tally.lastWay
    }
}

/// Kinds that occur, numbered in the order of their names; a way of few of them fits into a key of 128 bits.
private struct WayCoding: Sendable {
    let names: [String]
    /// For each kind its number.
    let codes: [UInt16]
    /// Bits of a number, and how many numbers fit into half a key. Its highest bit stays free: it marks keys that are hashes.
    let bits: UInt64
    let half: Int
    /// In which part a line stands is told by the address of its columns.
    private let parts: [UInt]

    init(_ line: ColumnarLine) {
        let sorted = line.names.kindsByName.filter { kind in line.parts.contains { $0.block.kinds.indices.contains(kind) && $0.block.kinds[kind] } }
        names = sorted.map { line.names.kinds[$0] }
        var codes = line.names.kinds.map { _ in UInt16(0) }
        for (code, kind) in sorted.enumerated() { codes[kind] = UInt16(code) }
        self.codes = codes
        bits = UInt64(max(1, Int.bitWidth - (names.count + 1).leadingZeroBitCount))
        half = 63 / Int(bits)
        parts = line.parts.map { UInt(bitPattern: $0.block.columns.persons) }
    }

    func part(_ columns: Columns) -> UInt32 {
        UInt32(truncatingIfNeeded: parts.firstIndex(of: UInt(bitPattern: columns.persons)) ?? 0)
    }

    /// `nil` when the key is a hash.
    func kinds(of way: Way) -> [Int]? {
        guard way.high >> 63 == 0 else { return nil }
        let mask = UInt64(1) << bits - 1
        return [way.low, way.high].flatMap { word in
            // The first stands highest; numbers are counted from 1, so that 0 is the end.
            (0..<half).map { word >> (bits * UInt64(half - 1 - $0)) & mask }.filter { $0 > 0 }.map { Int($0) - 1 }
        }
    }
}

/// Makes a key of each line's way. Of two different ways that are hashed the keys are the same once in 10²⁵ lines.
private struct WayTally: LineTally {
    private(set) var ways: [Way] = []
    private(set) var endings: [Int] = []
    /// For each kind its number, counted from 1.
    private let codes: Table<UInt64>
    private let coding: WayCoding
    private let collapsing: Bool
    private let longest: Int
    private var latest: (persons: UnsafePointer<UInt32>?, part: UInt32) = (nil, 0)

    init(_ question: VariantQuestion, _ coding: WayCoding, lines: Int) {
        self.coding = coding
        (codes, collapsing, longest) = (Table(coding.codes.map { UInt64($0) + 1 }), question.collapsing, question.longest ?? .max)
        ways.reserveCapacity(lines)
    }

    var lastWay: [Int] { lastLong.map { Int($0) - 1 } }
    private var lastLong: [UInt64] = []

    mutating func add<P: Places>(_ line: LineView<P>) {
        var (index, kind) = (0, -1)
        var (low, length) = packed(line, from: &index, after: &kind, atMost: longest)
        var high = UInt64(0)
        if length == coding.half, length < longest {
            let (word, more) = packed(line, from: &index, after: &kind, atMost: longest - length)
            (high, length) = (word, length + more)
            skip(line, from: &index, after: kind)
            if index < line.count, length < longest { (length, low, high) = hashed(line) }
        }
        let way = Way(low: low, high: high, line: UInt32(truncatingIfNeeded: line.line), part: part(of: line.columns))
        ways.append(way)
        while endings.count < length { endings.append(0) }
        endings[length - 1] += 1
    }

    /// Half a key: the next kinds of a way, as many as fit, the first of them highest.
    ///
    /// - Parameters:
    ///   - index: where the line is read on from; behind it, where it was read to.
    ///   - kind: the one before, which is not told again; −1 at the beginning.
    @inline(__always)
    private func packed<P: Places>(_ line: LineView<P>, from index: inout Int, after kind: inout Int, atMost: Int) -> (word: UInt64, length: Int) {
        skip(line, from: &index, after: kind)
        let (kinds, codes, touches, bits, count) = (line.columns.kinds, codes.pointer, line.touches, coding.bits, line.count)
        let (room, repeats) = (min(coding.half, atMost), collapsing ? UInt64(0) : bits)
        var (word, length, last, place) = (UInt64(0), 0, kind, index)
        while place < count, length < room {
            let next = Int(kinds[touches[place]])
            // One kind again is laid over itself: lines turn too often for a branch to be foretold.
            word = word &<< (next == last ? repeats : bits) | codes[next]
            length &+= next == last && collapsing ? 0 : 1
            (last, place) = (next, place &+ 1)
        }
        (index, kind) = (place, last)
        return (word &<< (bits &* UInt64(coding.half &- length)), length)
    }

    @inline(__always)
    private func skip<P: Places>(_ line: LineView<P>, from index: inout Int, after kind: Int) {
        guard collapsing else { return }
        while index < line.count, line.kind(index) == kind { index &+= 1 }
    }

    /// Lines of one part come one after the other.
    @inline(__always)
    private mutating func part(of columns: Columns) -> UInt32 {
        if columns.persons != latest.persons { latest = (columns.persons, coding.part(columns)) }
        return latest.part
    }

    /// Of a way that does not fit: its length and the two halves of its hash.
    private mutating func hashed<P: Places>(_ line: LineView<P>) -> (Int, UInt64, UInt64) {
        var (low, high) = (UInt64(0x243f_6a88_85a3_08d3), UInt64(0x1319_8a2e_0370_7344))
        lastLong.removeAll(keepingCapacity: true)
        for index in 0..<line.count {
            let code = codes[line.kind(index)]
            if collapsing, code == lastLong.last { continue }
            if lastLong.count == longest { break }
            lastLong.append(code)
            low = (low ^ code) &* 0x9e37_79b9_7f4a_7c15
            low ^= low &>> 32
            high = (high &+ code) &* 0xc2b2_ae3d_27d4_eb4f
            high ^= high &>> 29
        }
        return (lastLong.count, low, high | 1 << 63)
    }

    mutating func merge(_ other: WayTally) {}
}
