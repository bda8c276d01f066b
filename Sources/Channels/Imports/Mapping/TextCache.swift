import People

/// Texts that come again and again – kinds, channels, customers – are made once and shared.
struct TextCache {
    private var slots = [String](repeating: "", count: 1 << 12)

    /// The text without blanks at its ends; `nil` when nothing is left.
    mutating func text(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let bytes = bytes.withoutBlanks
        guard !bytes.isEmpty else { return nil }
        guard bytes.count <= 64 else { return String(decoding: bytes, as: UTF8.self) }
        let slot = Int(truncatingIfNeeded: bytes.quickHash) & (slots.count - 1)
        if !slots[slot].hasBytes(bytes) { slots[slot] = String(decoding: bytes, as: UTF8.self) }
        return slots[slot]
    }
}

/// Identifiers are normalised once, as long as they are met often.
struct IdentifierCache {
    private var slots = [Identifier?](repeating: nil, count: 1 << 14)

    /// What programs write where nobody is meant. One customer of that name would swallow thousands.
    private static let nobody: Set = ["null", "(null)", "none", "nil", "nan", "n/a", "#n/a", "undefined", "(blank)"]

    /// Whether nobody is meant there, rather than somebody who was written wrongly.
    static func isSilent(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = bytes.withoutBlanks
        return bytes.isEmpty || isNobody(bytes)
    }

    /// Most are told apart from them by their first byte.
    private static func isNobody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 9, let first = bytes.first, "nNuU(#".utf8.contains(first) else { return false }
        return nobody.contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }

    mutating func identifier(_ type: IdentifierType, _ bytes: UnsafeBufferPointer<UInt8>) -> Identifier? {
        let slot = Int(truncatingIfNeeded: bytes.quickHash) & (slots.count - 1)
        if let known = slots[slot], known.type == type, known.value.hasBytes(bytes) { return known }
        let text = String(decoding: bytes, as: UTF8.self)
        guard !Self.isNobody(bytes.withoutBlanks) else { return nil }
        let made = Identifier(type, text)
        // Only what is normal as it stands can be found again by its bytes.
        if let made, made.value.hasBytes(bytes) { slots[slot] = made }
        return made
    }
}

extension UnsafeBufferPointer<UInt8> {
    var withoutBlanks: UnsafeBufferPointer<UInt8> {
        var (first, last) = (0, count)
        while first < last, self[first] <= 0x20 { first += 1 }
        while last > first, self[last - 1] <= 0x20 { last -= 1 }
        return UnsafeBufferPointer(rebasing: self[first..<last])
    }

    /// `12923.0` → `12923`.
    var withoutTail: UnsafeBufferPointer<UInt8> {
        let bytes = withoutBlanks
        let hasTail = bytes.count > 2 && bytes[bytes.count - 1] == 0x30 && bytes[bytes.count - 2] == 0x2E
        return hasTail ? UnsafeBufferPointer(rebasing: bytes[..<(bytes.count - 2)]) : bytes
    }
}
