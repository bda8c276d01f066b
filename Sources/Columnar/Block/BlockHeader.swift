#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The first bytes of a block, by which a file is known to be one, whole, and of this form.
struct BlockHeader: Hashable {
    let counts: BlockCounts
    /// Whether every moment is a whole second; then times between fit into half the room.
    let isWholeSeconds: Bool
    /// Of all bytes behind the header; 0 while it is not known.
    var sum: UInt64 = 0
    /// What whoever made it wants to know of it.
    var note: [UInt8] = []

    init(_ counts: BlockCounts, isWholeSeconds: Bool) { (self.counts, self.isWholeSeconds) = (counts, isWholeSeconds) }

    /// "THRULINE"
    private static let mark: UInt64 = 0x5448_5255_4c49_4e45
    private static let form: UInt64 = 1

    private static let noteOffset = 256

    private var words: [UInt64] {
        [
            Self.mark, Self.form, UInt64(counts.lines), UInt64(counts.touches), UInt64(counts.scores), UInt64(counts.values),
            isWholeSeconds ? 1 : 0, sum, UInt64(note.count),
        ]
    }

    func write(to base: UnsafeMutableRawPointer) {
        precondition(note.count <= ColumnLayout.header - Self.noteOffset, "a note fits behind the words")
        for (place, word) in words.enumerated() { base.storeBytes(of: word, toByteOffset: place * 8, as: UInt64.self) }
        for (place, byte) in note.enumerated() { base.storeBytes(of: byte, toByteOffset: Self.noteOffset + place, as: UInt8.self) }
    }

    /// `nil` when these bytes are no block, a broken one, or one of another form.
    init?(of memory: Memory) {
        guard memory.size >= ColumnLayout.header else { return nil }
        let words = (0..<9).map { memory.base.load(fromByteOffset: $0 * 8, as: UInt64.self) }
        guard words[0] == Self.mark, words[1] == Self.form, words[2..<6].allSatisfy({ $0 < 1 << 32 }) else { return nil }
        counts = BlockCounts(lines: Int(words[2]), touches: Int(words[3]), scores: Int(words[4]), values: Int(words[5]))
        (isWholeSeconds, sum) = (words[6] == 1, words[7])
        guard words[8] <= ColumnLayout.header - Self.noteOffset else { return nil }
        note = (0..<Int(words[8])).map { memory.base.load(fromByteOffset: Self.noteOffset + $0, as: UInt8.self) }
        guard memory.size == ColumnLayout(counts).size, sum == Self.sum(of: memory) else { return nil }
    }

    /// A sum that tells any two places and any two words apart; fast enough for every byte at every start.
    static func sum(of memory: Memory) -> UInt64 {
        var lanes = SIMD4<UInt64>(0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0x2545_f491_4f6c_dd1d)
        for offset in stride(from: ColumnLayout.header, to: memory.size, by: 32) {
            let words = memory.base.load(fromByteOffset: offset, as: SIMD4<UInt64>.self)
            lanes = (lanes ^ words) &* 0x0000_0100_0000_01b3
            lanes ^= lanes &>> 29
        }
        return (0..<4).reduce(UInt64(0)) { ($0 ^ lanes[$1]) &* 0x9e37_79b9_7f4a_7c15 }
    }
}

extension Block {
    /// Makes a block in a file, which takes its name only when it is whole and on disk.
    ///
    /// - Parameter note: at most 3,840 bytes.
    static func create(_ path: String, _ builder: BlockBuilder, note: [UInt8] = []) throws -> Block {
        // Two processes on one directory do not write into each other's.
        let unfinished = "\(path).new-\(getpid())"
        let block = try builder.build { try Memory(creating: unfinished, size: $0) }
        var header = block.header
        header.note = note
        header.sum = BlockHeader.sum(of: block.memory)
        header.write(to: block.memory.base)
        try block.memory.flush()
        guard rename(unfinished, path) == 0 else { throw Memory.Fault("rename", unfinished) }
        return block
    }

    /// `nil` when the file is not there, or is no whole block of this form.
    static func open(_ path: String) throws -> Block? {
        guard access(path, F_OK) == 0 else { return nil }
        let memory = try Memory(reading: path)
        return BlockHeader(of: memory).map { Block($0, memory) }
    }
}
