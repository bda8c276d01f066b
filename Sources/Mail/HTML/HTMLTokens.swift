/// HTML of others, piece by piece as a browser would take it apart: text, beginnings and ends of elements. Comments, declarations and what
/// scripts and styles hold are passed over.
struct HTMLTokens: Sequence, IteratorProtocol {
    enum Token {
        /// As it stands, with its references.
        case text(ArraySlice<UInt8>)
        case start(name: String, attributes: [(name: String, value: String)], closesItself: Bool)
        case end(name: String)
    }

    private let bytes: [UInt8]
    private var place = 0

    /// Elements whose content is no markup.
    private static let raw: Set<String> = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"]
    private static let longestTag = 65_536

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else { return text() }
            guard place + 1 < bytes.count else {
                place += 1
                return nil
            }
            switch bytes[place + 1] {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
            case UInt8(ascii: "/"): if let token = endTag() { return token }
            case let byte where Self.isLetter(byte): if let token = startTag() { return token }
            default:
                // A < that begins nothing is a sign like others.
                place += 1
                return .text(ArraySlice("&lt;".utf8))
            }
        }
        return nil
    }

    private mutating func text() -> Token {
        let start = place
        place = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(bytes[start..<place])
    }

    private mutating func skipDeclaration() {
        if bytes[place...].starts(with: "<!--".utf8) {
            place = find("-->", from: place + 4) ?? bytes.count
        } else {
            place = bytes[place...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
        }
    }

    /// The place behind the next occurrence.
    private func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        var at = start
        while at + wanted.count <= bytes.count {
            guard let found = bytes[at...].firstIndex(of: wanted[0]) else { return nil }
            if bytes[found...].starts(with: wanted) { return found + wanted.count }
            at = found + 1
        }
        return nil
    }

    private mutating func endTag() -> Token? {
        place += 2
        let name = name()
        place = bytes[place...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
        return name.isEmpty ? nil : .end(name: name)
    }

    private mutating func startTag() -> Token? {
        place += 1
        let (name, start) = (name(), place)
        var attributes: [(name: String, value: String)] = []
        var closesItself = false
        while place < bytes.count, place - start < Self.longestTag {
            let byte = bytes[place]
            if byte == UInt8(ascii: ">") {
                place += 1
                if Self.raw.contains(name) { skipRaw(name) }
                return .start(name: name, attributes: attributes, closesItself: closesItself)
            }
            closesItself = byte == UInt8(ascii: "/")
            if Self.isBlank(byte) || closesItself {
                place += 1
            } else if attributes.count < 50 {
                attributes.append(attribute())
            } else {
                _ = attribute()
            }
        }
        // A tag without an end is none.
        place = bytes.count
        return nil
    }

    private mutating func attribute() -> (name: String, value: String) {
        let start = place
        while place < bytes.count, !Self.isBlank(bytes[place]), !"/>=".utf8.contains(bytes[place]) || place == start { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self).lowercased()
        skipBlanks()
        guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { return (name, "") }
        place += 1
        skipBlanks()
        guard place < bytes.count else { return (name, "") }
        let quote = bytes[place]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let from = place + 1
            let end = bytes[from...].firstIndex(of: quote) ?? bytes.count
            place = Swift.min(end + 1, bytes.count)
            return (name, String(decoding: bytes[from..<end], as: UTF8.self))
        }
        let from = place
        while place < bytes.count, !Self.isBlank(bytes[place]), bytes[place] != UInt8(ascii: ">") { place += 1 }
        return (name, String(decoding: bytes[from..<place], as: UTF8.self))
    }

    private mutating func skipRaw(_ name: String) {
        let end = Array("</\(name)".utf8)
        while place < bytes.count {
            guard let found = bytes[place...].firstIndex(of: UInt8(ascii: "<")) else { break }
            place = found
            if bytes[found...].prefix(end.count).map({ $0 | 0x20 }) == end.map({ $0 | 0x20 }) { return }
            place += 1
        }
        place = bytes.count
    }

    private mutating func name() -> String {
        let start = place
        while place < bytes.count,
            Self.isLetter(bytes[place]) || (0x30...0x39).contains(bytes[place]) || bytes[place] == UInt8(ascii: "-")
                || bytes[place] == UInt8(ascii: ":")
        {
            place += 1
        }
        return String(decoding: bytes[start..<place].prefix(40), as: UTF8.self).lowercased()
    }

    private mutating func skipBlanks() {
        while place < bytes.count, Self.isBlank(bytes[place]) { place += 1 }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
