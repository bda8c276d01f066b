import Kernel
import Timeline

/// Keys for records that bring none: their time and content, and how many like them stood before.
///
/// Two rows that say the same are two touchpoints, and the same file gives the same keys again.
struct RecordKeys {
    private var recent = EqualCount()
    private var older = EqualCount()
    private var count = 0

    /// How many equal records were seen before this one.
    ///
    /// It is counted in bounded memory: the last million different records are known for sure, in two tables of which the older is
    /// forgotten when the newer is full. So equal rows are told apart if fewer than a million others stand between them, as they do in
    /// any log that is sorted by time or by customer; otherwise the later is taken for the earlier.
    mutating func ordinal(of record: Record) -> Int {
        count += 1
        let hash = record.withContent(\.quickHash)
        let before = recent[hash] ?? older[hash] ?? 0
        // More equals than can be counted are told apart by their place in the file.
        guard before < EqualCount.most else { return EqualCount.most + count }
        recent.set(hash, before + 1)
        if recent.isFull { (older, recent) = (recent, EqualCount()) }
        return before
    }

    /// - Parameter part: tells apart the touchpoints of one record.
    func key(of record: Record, at instant: Instant, ordinal: Int, part: String = "") -> SourceKey {
        record.withContent { content in
            guard ordinal > 0 || !part.isEmpty else { return SourceKey(at: instant, content: content) }
            return SourceKey(at: instant, content: Array(content) + part.utf8 + Array("\u{1E}\(ordinal)".utf8))
        }
    }
}

/// How often each of up to a million hashes was seen, in eight bytes each: 48 bits tell hashes apart, 16 count.
private struct EqualCount {
    private var slots = [UInt64](repeating: 0, count: 1 << 10)
    private var used = 0

    static let most = 0xFFFF
    private static let capacity = 1 << 20

    var isFull: Bool { used >= Self.capacity }

    subscript(hash: UInt64) -> Int? {
        let found = slots[slot(of: hash)]
        return found == 0 ? nil : Int(found & 0xFFFF)
    }

    mutating func set(_ hash: UInt64, _ count: Int) {
        let place = slot(of: hash)
        if slots[place] == 0 { used += 1 }
        slots[place] = hash & ~0xFFFF | UInt64(count)
        if used * 4 > slots.count * 3 { grow() }
    }

    /// Where the hash stands or, if it is not there, could stand. Its first bits say where to look.
    private func slot(of hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash >> UInt64(64 - mask.nonzeroBitCount))
        while slots[place] != 0, slots[place] & ~0xFFFF != hash & ~0xFFFF { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for entry in old where entry != 0 { slots[slot(of: entry)] = entry }
    }
}
