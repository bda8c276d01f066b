/// A way and somebody who went it.
struct Way {
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

/// How many people went each way. Ways are laid in heaps first, by the beginning of their hash: those of one heap, and the table in which they are
/// counted, stand in the memory of a core that is reached at once.
struct WayCount {
    /// How many different ways there are.
    let count: Int
    /// Those that as many people went as the last of the most frequent ones, or more.
    let frequent: [Counted]

    struct Counted { var way = Way(), people: UInt32 = 0 }

    /// So many ways are in a heap, about.
    private static let heap = 2_048

    /// - Parameters:
    ///   - walked: the ways of each core, of a person each.
    ///   - top: how many of the most frequent ones are wanted.
    init(_ walked: [[Way]], top: Int) {
        let all = walked.reduce(0) { $0 + $1.count }
        let bits = max(0, Int.bitWidth - (all / Self.heap).leadingZeroBitCount)
        let (shared, cores) = (Shared(walked), walked.count)
        let heaps = Shared(concurrently(cores) { WayHeaps(shared.value[$0], bits: bits) })
        let tables = concurrently(cores) { core in
            let table = WayTable(top: top)
            for heap in ((1 << bits) * core / cores)..<((1 << bits) * (core + 1) / cores) { table.count(heap, of: heaps.value) }
            return Shared(table)
        }.map(\.value)
        count = tables.reduce(0) { $0 + $1.count }
        let kept = tables.flatMap(\.kept)
        let least = Self.least(kept, top)
        frequent = kept.filter { $0.people >= least }
    }

    /// How often a way must have been gone to be among the first ones.
    fileprivate static func least(_ ways: [Counted], _ top: Int) -> UInt32 {
        let often = ways.map(\.people).sorted(by: >)
        return top > 0 && often.count >= top ? often[top - 1] : 1
    }
}

/// Ways of one core, heap by heap.
private final class WayHeaps {
    private let ways: Table<Way>
    /// Where each heap begins, and where the last one ends.
    private let starts: Table<Int>

    init(_ ways: [Way], bits: Int) {
        let (laid, starts) = (Table<Way>(ways.count, unfilled: ()), Table(1 << bits + 1, 0))
        let next = Table(1 << bits, 0)
        ways.withUnsafeBufferPointer { ways in
            for way in ways { starts[Self.heap(way, bits) + 1] += 1 }
            for heap in 0..<(1 << bits) {
                next[heap] = starts[heap]
                starts[heap + 1] += starts[heap]
            }
            for way in ways {
                let heap = Self.heap(way, bits)
                laid[next[heap]] = way
                next[heap] += 1
            }
        }
        (self.ways, self.starts) = (laid, starts)
    }

    @inline(__always)
    private static func heap(_ way: Way, _ bits: Int) -> Int { Int(truncatingIfNeeded: (way.hash &>> 1) &>> UInt64(63 - bits)) }

    subscript(heap: Int) -> UnsafeBufferPointer<Way> {
        UnsafeBufferPointer(start: ways.pointer + starts[heap], count: starts[heap + 1] - starts[heap])
    }
}

/// Counts one heap after the other in a hash table with open places.
private final class WayTable {
    private let top: Int
    private(set) var count = 0
    /// What may be among the most frequent.
    private(set) var kept: [WayCount.Counted] = []
    private var least: UInt32 = 1
    private var most = 4_096
    /// The number of a way among those of the heap, counted from 1.
    private var slots = Table<UInt32>(0, 0)
    private var counted = Table<WayCount.Counted>(0, unfilled: ())

    init(top: Int) { self.top = top }

    func count(_ heap: Int, of heaps: [WayHeaps]) {
        let size = Self.size(for: heaps.reduce(0) { $0 + $1[heap].count })
        if size > slots.count { (slots, counted) = (Table(size, 0), Table(size / 2, unfilled: ())) }
        let (slots, counted, mask) = (slots.pointer, counted.pointer, size - 1)
        slots.update(repeating: 0, count: size)
        var used = 0
        for ways in heaps {
            for way in ways[heap] {
                var slot = Int(truncatingIfNeeded: way.hash) & mask
                while slots[slot] > 0, !Self.isSame(counted[Int(slots[slot]) - 1].way, way) { slot = (slot + 1) & mask }
                if slots[slot] == 0 {
                    counted[used] = WayCount.Counted(way: way, people: 0)
                    used += 1
                    slots[slot] = UInt32(used)
                }
                counted[Int(slots[slot]) - 1].people += 1
            }
        }
        count += used
        for place in 0..<used where counted[place].people >= least { kept.append(counted[place]) }
        if kept.count > most { forgetSeldom() }
    }

    /// A power of two, twice as much as there are at least.
    private static func size(for ways: Int) -> Int { 1 << (Int.bitWidth - max(1, 2 * ways - 1).leadingZeroBitCount) }

    @inline(__always)
    private static func isSame(_ one: Way, _ other: Way) -> Bool { one.low == other.low && one.high == other.high }

    private func forgetSeldom() {
        least = WayCount.least(kept, top)
        kept.removeAll { $0.people < least }
        most = max(4_096, 2 * kept.count)
    }
}
