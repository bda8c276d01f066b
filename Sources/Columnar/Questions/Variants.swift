package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func variants(_ question: VariantQuestion = VariantQuestion(), _ filter: Filter = .everything) -> Variants {
        let coding = WayCoding(self)
        let walked = Shared(tallies(filter) { WayTally(question, coding, lines: lines) })
        var counted = counted(walked, leavingOutOne: true)
        // Too few ways were gone more than once: those that one person went are told too, the first by their names.
        if counted.reduce(0, { $0 + $1.repeated }) < question.top { counted = self.counted(walked, leavingOutOne: false) }
        var endings: [Int] = []
        for tally in walked.value {
            while endings.count < tally.endings.count { endings.append(0) }
            for place in tally.endings.indices { endings[place] += tally.endings[place] }
        }
        let people = walked.value.reduce(0) { $0 + $1.ways.count }
        let ways = counted.flatMap { $0.atLeast(Self.least(question.top, counted)) }.map { way in
            (people: way.people, kinds: coding.kinds(of: way.first) ?? kinds(of: way.first, question, filter, coding))
        }
        let ranked = ways.sorted { $0.people != $1.people ? $0.people > $1.people : $0.kinds.lexicographicallyPrecedes($1.kinds) }
        let top = ranked.prefix(question.top).map { way in
            Variants.Variant(kinds: way.kinds.map { coding.names[$0] }, people: Proportion(Int(way.people), of: people))
        }
        return Variants(people: people, count: counted.reduce(0) { $0 + $1.count }, top: top, endings: endings)
    }

    /// Each core counts a share of all ways, told by their hash.
    ///
    /// - Parameter leavingOutOne: whether ways that one person went are counted only in sum.
    private func counted(_ walked: Shared<[WayTally]>, leavingOutOne: Bool) -> [WayTable] {
        let shares = walked.value.count
        return concurrently(shares) { share in
            let table = WayTable()
            for tally in walked.value {
                tally.ways.withUnsafeBufferPointer { ways in
                    for way in ways {
                        let hash = way.hash
                        guard Int(hash >> 48) % shares == share else { continue }
                        var many = leavingOutOne ? 0 : 2
                        if leavingOutOne { for other in walked.value { many += Int(other.seen(hash)) } }
                        if many > 1 { table.add(way, hash) } else { table.addOne() }
                    }
                }
            }
            return Shared(table)
        }.map(\.value)
    }

    /// How often a way must have been gone to be among the first `count`.
    private static func least(_ count: Int, _ shares: [WayTable]) -> UInt32 {
        var often: [UInt32: Int] = [:]
        for table in shares { for way in table.atLeast(1) { often[way.people, default: 0] += 1 } }
        var above = 0
        for (times, ways) in often.sorted(by: { $0.key > $1.key }) {
            above += ways
            if above >= count { return times }
        }
        return 1
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

/// A way and somebody who went it.
private struct Way {
    var low: UInt64 = 0, high: UInt64 = 0
    var line: UInt32 = 0
    var part: UInt32 = 0

    @inline(__always)
    var hash: UInt64 {
        var hash = low &* 0x9e37_79b9_7f4a_7c15 ^ high &* 0xc2b2_ae3d_27d4_eb4f
        hash ^= hash &>> 29
        hash = hash &* 0xbf58_476d_1ce4_e5b9
        return hash ^ hash &>> 32
    }
}

/// Makes a key of each line's way. Of two different ways that are hashed the keys are the same once in 10²⁵ lines.
private struct WayTally: LineTally {
    private(set) var ways: [Way] = []
    private(set) var endings: [Int] = []
    /// How many of these ways have a hash that ends alike, up to 255: 1 says that nobody else went this way.
    private let buckets: Table<UInt8>
    private let codes: Table<UInt16>
    private let coding: WayCoding
    private let collapsing: Bool
    private let longest: Int
    private var latest: (persons: UnsafePointer<UInt32>?, part: UInt32) = (nil, 0)

    init(_ question: VariantQuestion, _ coding: WayCoding, lines: Int) {
        self.coding = coding
        (codes, collapsing, longest) = (Table(coding.codes), question.collapsing, question.longest ?? .max)
        buckets = Table(1 << max(4, Int.bitWidth - (4 * lines).leadingZeroBitCount), 0)
        ways.reserveCapacity(lines)
    }

    func seen(_ hash: UInt64) -> UInt8 { buckets[Int(truncatingIfNeeded: hash) & (buckets.count - 1)] }

    var lastWay: [Int] { lastLong.map(Int.init) }
    private var lastLong: [UInt16] = []

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (kinds, codes, collapsing, longest) = (line.columns.kinds, codes.pointer, collapsing, longest)
        let (half, bits) = (coding.half, coding.bits)
        var (length, last, low, high) = (0, -1, UInt64(0), UInt64(0))
        var index = 0
        while index < line.count {
            let kind = Int(kinds[line.touches[index]])
            index += 1
            if collapsing && kind == last { continue }
            if length == longest || length == 2 * half {
                index -= 1
                break
            }
            let code = UInt64(codes[kind] + 1)
            if length < half { low = low &<< bits | code } else { high = high &<< bits | code }
            (length, last) = (length + 1, kind)
        }
        if index < line.count, length < longest {
            (length, low, high) = hashed(line)
        } else {
            // The first stands highest, however many follow.
            low = low &<< (bits &* UInt64(half - min(half, length)))
            high = high &<< (bits &* UInt64(half - max(0, length - half)))
        }
        let way = Way(low: low, high: high, line: UInt32(truncatingIfNeeded: line.line), part: part(of: line.columns))
        ways.append(way)
        let bucket = buckets.pointer + (Int(truncatingIfNeeded: way.hash) & (buckets.count - 1))
        bucket.pointee = bucket.pointee == .max ? .max : bucket.pointee + 1
        while endings.count < length { endings.append(0) }
        endings[length - 1] += 1
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
            low = (low ^ UInt64(code)) &* 0x9e37_79b9_7f4a_7c15
            low ^= low &>> 32
            high = (high &+ UInt64(code)) &* 0xc2b2_ae3d_27d4_eb4f
            high ^= high &>> 29
        }
        return (lastLong.count, low, high | 1 << 63)
    }

    mutating func merge(_ other: WayTally) {}
}

/// How many people went each way: a hash table with open places.
private final class WayTable {
    struct Slot {
        var first = Way()
        var people: UInt32 = 0
    }

    /// How many ways there are, and how many of them were gone more than once.
    private(set) var (count, repeated) = (0, 0)
    private var used = 0
    private var slots = Table(1 << 12, Slot())

    /// Somebody went a way of which nobody else knows.
    func addOne() { count += 1 }

    func add(_ way: Way, _ hash: UInt64) {
        if used * 2 >= slots.count { grow() }
        let slot = slots.pointer + place(of: way, hash)
        if slot.pointee.people == 0 {
            slot.pointee.first = way
            (used, count) = (used + 1, count + 1)
        }
        slot.pointee.people += 1
        if slot.pointee.people == 2 { repeated += 1 }
    }

    @inline(__always)
    private func place(of way: Way, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].people > 0, slots[place].first.low != way.low || slots[place].first.high != way.high { place = (place + 1) & mask }
        return place
    }

    private func grow() {
        let old = slots
        slots = Table(old.count * 2, Slot())
        for slot in old.all where slot.people > 0 { slots[place(of: slot.first, slot.first.hash)] = slot }
    }

    /// Ways that at least so many people went.
    func atLeast(_ least: UInt32) -> [Slot] { slots.all.filter { $0.people >= max(1, least) } }
}
