/// A value of a JSON text.
package struct JSONValue: Sendable {
    let text: JSONText
    private let node: Int

    init(_ text: JSONText, _ node: Int) {
        self.text = text
        self.node = node
    }

    package var form: JSONForm { text.nodes[node].form }

    /// How many bytes it takes in the text.
    var length: Int { Int(text.nodes[node].end - text.nodes[node].start) }

    /// As it stands in the text.
    var raw: ArraySlice<UInt8> { text.bytes[Int(text.nodes[node].start)..<Int(text.nodes[node].end)] }

    /// As it stands in the text.
    var source: String { String(decoding: raw, as: UTF8.self) }
}

// MARK: - Objects and lists

extension JSONValue {
    /// The member of that name; `nil` when there is none, when it is null, and when this is no object.
    package subscript(_ name: StaticString) -> JSONValue? {
        guard form == .object else { return nil }
        var found: Int?
        forEachMember { key, value in if isText(key, name) { found = value } }
        return found.flatMap { text.nodes[$0].form == .null ? nil : JSONValue(text, $0) }
    }

    /// Names and values in their order; nothing when this is no object.
    package var members: [(name: String, value: JSONValue)] {
        guard form == .object else { return [] }
        var members: [(name: String, value: JSONValue)] = []
        forEachMember { key, value in members.append((JSONValue(text, key).decoded, JSONValue(text, value))) }
        return members
    }

    /// The elements in their order; nothing when this is no list.
    package var elements: [JSONValue] {
        guard form == .list else { return [] }
        var elements: [JSONValue] = []
        let end = Int(text.nodes[node].next)
        var child = node + 1
        while child < end {
            elements.append(JSONValue(text, child))
            child = Int(text.nodes[child].next)
        }
        return elements
    }

    func forEachMember(_ body: (_ key: Int, _ value: Int) -> Void) {
        let end = Int(text.nodes[node].next)
        var key = node + 1
        while key < end {
            body(key, key + 1)
            key = Int(text.nodes[key + 1].next)
        }
    }

    func isText(_ key: Int, _ name: StaticString) -> Bool {
        let node = text.nodes[key]
        if node.isEscaped { return JSONValue(text, key).decoded == name.description }
        guard Int(node.end - node.start) == name.utf8CodeUnitCount + 2 else { return false }
        let start = Int(node.start) + 1
        for place in 0..<name.utf8CodeUnitCount where text.bytes[start + place] != name.utf8Start[place] { return false }
        return true
    }
}

// MARK: - Texts and numbers

extension JSONValue {
    package var isTrue: Bool { form == .true }

    /// `nil` when this is no text.
    package var string: String? { form == .text ? decoded : nil }

    /// `nil` when this is no number, or one beyond what a `Double` holds.
    package var double: Double? {
        guard form == .number, let value = Double(source), value.isFinite else { return nil }
        return value
    }

    /// What an identifier or a trait may be: a text, a number as it is written, `true` or `false`.
    package var plain: String? {
        switch form {
        case .text: decoded
        case .number, .true, .false: source
        case .null, .list, .object: nil
        }
    }

    private var decoded: String {
        let inside = raw.dropFirst().dropLast()
        return text.nodes[node].isEscaped ? unescaped(inside) : String(decoding: inside, as: UTF8.self)
    }
}

/// A text without its escapes, which the scanner has found to be right.
private func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { bytes in
        var (units, position) = ([UInt8](), 0)
        units.reserveCapacity(bytes.count)
        while position < bytes.count {
            guard bytes[position] == 0x5C else {
                units.append(bytes[position])
                position += 1
                continue
            }
            switch bytes[position + 1] {
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "u"):
                let scalar = escapedScalar(bytes, at: position)
                units += scalar.utf8
                position += scalar.value > 0xFFFF ? 10 : 4
            case let mark: units.append(mark)
            }
            position += 2
        }
        return String(decoding: units, as: UTF8.self)
    }
}

private func escapedScalar(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Unicode.Scalar {
    let first = hexadecimal(bytes, at: place + 2) ?? 0
    guard (0xD800..<0xDC00).contains(first), let second = hexadecimal(bytes, at: place + 8) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
}
