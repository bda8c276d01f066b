/// A JSON object that is being put together, in the order in which its members are added.
package struct JSONObjectText {
    private var members: [UInt8] = []

    package init() {}

    var isEmpty: Bool { members.isEmpty }
    package var bytes: [UInt8] { [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")] }

    /// - Parameter name: letters, digits and marks that JSON leaves alone.
    package mutating func add(_ name: StaticString, json value: some Sequence<UInt8>) {
        if !members.isEmpty { members.append(UInt8(ascii: ",")) }
        members.append(UInt8(ascii: "\""))
        members.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        members.append(UInt8(ascii: "\""))
        members.append(UInt8(ascii: ":"))
        members.append(contentsOf: value)
    }

    package mutating func add(_ name: StaticString, _ text: String?) { if let text { add(name, json: jsonQuoted(text)) } }
    package mutating func add(_ name: StaticString, _ number: Int64?) { if let number { add(name, json: "\(number)".utf8) } }
    /// - Parameter number: finite.
    package mutating func add(_ name: StaticString, _ number: Double?) { if let number { add(name, json: "\(number)".utf8) } }
    package mutating func add(_ name: StaticString, _ object: JSONObjectText) { add(name, json: object.bytes) }
    package mutating func add(_ name: StaticString, _ objects: [JSONObjectText]) { add(name, json: jsonList(objects.map(\.bytes))) }

    package mutating func add(anyName name: String, _ text: String) {
        if !members.isEmpty { members.append(UInt8(ascii: ",")) }
        members += jsonQuoted(name) + [UInt8(ascii: ":")] + jsonQuoted(text)
    }

    /// The members of another object, as they stand there.
    mutating func add(membersOf object: JSONValue) {
        let inside = object.raw.dropFirst().dropLast()
        guard inside.contains(where: { $0 > 0x20 }) else { return }
        if !members.isEmpty { members.append(UInt8(ascii: ",")) }
        members.append(contentsOf: inside)
    }
}

func jsonList(_ elements: [[UInt8]]) -> [UInt8] {
    [UInt8(ascii: "[")] + Array(elements.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "]")]
}

/// RFC 8259, section 7.
package func jsonQuoted(_ text: String) -> [UInt8] {
    var json: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): json += "\\n".utf8
        case UInt8(ascii: "\t"): json += "\\t".utf8
        case 0..<0x10: json += "\\u000\(String(byte, radix: 16))".utf8
        case 0x10..<0x20: json += "\\u00\(String(byte, radix: 16))".utf8
        default: json.append(byte)
        }
    }
    json.append(UInt8(ascii: "\""))
    return json
}
