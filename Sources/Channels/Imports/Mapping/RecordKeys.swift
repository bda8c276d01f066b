import Kernel
import Timeline

/// Keys for records that bring none: their time and content, and how many like them stood before.
///
/// Two rows that say the same are two touchpoints, and the same file gives the same keys again. The count of equals is kept in bounded
/// memory: two tables of three million records each; when one is full the older is forgotten. So two equal rows are told apart if fewer
/// than three million other rows stand between them – as they do in every log that is sorted by time or by customer.
struct RecordKeys {
    private var recent = [UInt64](repeating: 0, count: slotCount)
    private var older: [UInt64] = []
    private var used = 0

    private static let slotCount = 1 << 22
    private static let capacity = 3 << 20

    /// How many equal records were seen before this one.
    mutating func ordinal(of record: Record) -> Int {
        let hash = record.withContent(\.quickHash)
        let slot = Self.slot(of: hash, in: recent)
        if recent[slot] != 0 {
            recent[slot] += 1
            return Int(recent[slot] & 0xFF_FFFF) - 1
        }
        let before = older.isEmpty ? 0 : older[Self.slot(of: hash, in: older)] & 0xFF_FFFF
        recent[slot] = hash & ~0xFF_FFFF | (before + 1)
        used += 1
        if used == Self.capacity { turn() }
        return Int(before)
    }

    func key(of record: Record, at instant: Instant, ordinal: Int, of kind: String = "") -> SourceKey {
        record.withContent { content in
            guard ordinal > 0 || !kind.isEmpty else { return SourceKey(at: instant, content: content) }
            return SourceKey(at: instant, content: Array(content) + kind.utf8 + Array("\u{1E}\(ordinal)".utf8))
        }
    }

    /// Where the record stands or, if it is not there, could stand. Forty bits tell records apart, the other twenty-four count.
    private static func slot(of hash: UInt64, in table: [UInt64]) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
        while table[slot] != 0, table[slot] >> 24 != hash >> 24 { slot = (slot + 1) & (slotCount - 1) }
        return slot
    }

    private mutating func turn() {
        older = recent
        recent = [UInt64](repeating: 0, count: Self.slotCount)
        used = 0
    }
}
