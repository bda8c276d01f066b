import Foundation

/// The columns of a format that has no header, in the order in which they are met. Found by their bytes, without making a `String`.
struct ColumnNames {
    private(set) var names: [String] = []
    private var slots = [Int32](repeating: -1, count: 64)

    var count: Int { names.count }

    /// Why `index(of:)` finds none.
    static let refusal = "it would bring the file to more than \(Header.limit) names, or has a name longer than \(nameLimit) bytes"
    private static let nameLimit = 500

    /// The number of the column of this name; `nil` when it is too long or there would be too many.
    mutating func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        guard name.count <= Self.nameLimit else { return nil }
        var slot = Int(truncatingIfNeeded: name.quickHash) & (slots.count - 1)
        while slots[slot] >= 0 {
            if names[Int(slots[slot])].hasBytes(name) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard names.count < Header.limit else { return nil }
        slots[slot] = Int32(names.count)
        names.append(String(decoding: name, as: UTF8.self))
        if names.count * 2 > slots.count { grow() }
        return names.count - 1
    }

    mutating func index(of name: some Collection<UInt8>) -> Int? {
        Array(name).withUnsafeBufferPointer { index(of: $0) }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        for (index, name) in names.enumerated() {
            let hash = Array(name.utf8).withUnsafeBufferPointer(\.quickHash)
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// A quick hash for tables in memory; it is never stored. (FNV-1a, eight bytes a step, finished as in SplitMix64.)
    var quickHash: UInt64 {
        let raw = UnsafeRawBufferPointer(self)
        var (hash, position): (UInt64, Int) = (0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: count), 0)
        while position + 8 <= raw.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            position += 8
        }
        while position < raw.count {
            hash = (hash ^ UInt64(raw[position])) &* 0x0000_0100_0000_01B3
            position += 1
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return hash ^ (hash >> 31)
    }
}

extension String {
    func hasBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count == bytes.count, let other = bytes.baseAddress else { return utf8.isEmpty && bytes.isEmpty }
        // Native strings lie in one piece; only bridged ones are walked.
        let isEqual = utf8.withContiguousStorageIfAvailable { $0.baseAddress.map { memcmp($0, other, bytes.count) == 0 } ?? bytes.isEmpty }
        return isEqual ?? utf8.elementsEqual(bytes)
    }
}
