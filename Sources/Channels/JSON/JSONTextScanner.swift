/// Walks over the bytes of a JSON text and notes down where each value stands.
struct JSONTextScanner {
    private(set) var nodes: [JSONText.Node] = []
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    static let depthLimit = 34
    static let halfCharacter = "an escape in a text is half a character"
    /// So many values hold 16 MB; the largest body has room for twice as many.
    static let valueLimit = 1_000_000

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        nodes.reserveCapacity(bytes.count / 16 + 8)
    }

    mutating func scan() throws(JSONFault) {
        skipBlanks()
        guard position < bytes.count else { throw fault("there is nothing in it") }
        try value(depth: 1)
        skipBlanks()
        if position < bytes.count { throw fault("something stands behind the end") }
    }

    private mutating func value(depth: Int) throws(JSONFault) {
        guard position < bytes.count else { throw fault("a value is missing") }
        switch bytes[position] {
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try list(depth: depth)
        case UInt8(ascii: "t"): try word("true", .true)
        case UInt8(ascii: "f"): try word("false", .false)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    // MARK: - Objects and lists

    private mutating func object(depth: Int) throws(JSONFault) {
        let node = try open(.object, depth: depth)
        if take("}") { return close(node) }
        repeat {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw fault("a name in double quotes is missing") }
            try text()
            skipBlanks()
            guard take(":") else { throw fault("a colon is missing") }
            skipBlanks()
            try value(depth: depth + 1)
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fault("a comma or “}” is missing") }
        close(node)
    }

    private mutating func list(depth: Int) throws(JSONFault) {
        let node = try open(.list, depth: depth)
        if take("]") { return close(node) }
        repeat {
            skipBlanks()
            try value(depth: depth + 1)
            skipBlanks()
        } while take(",")
        guard take("]") else { throw fault("a comma or “]” is missing") }
        close(node)
    }

    private mutating func open(_ form: JSONForm, depth: Int) throws(JSONFault) -> Int {
        guard depth <= Self.depthLimit else { throw fault("objects and lists are nested deeper than \(Self.depthLimit) levels") }
        try note(form, from: position)
        position += 1
        skipBlanks()
        return nodes.count - 1
    }

    private mutating func close(_ node: Int) {
        nodes[node].end = UInt32(truncatingIfNeeded: position)
        nodes[node].next = UInt32(truncatingIfNeeded: nodes.count)
    }

    private mutating func note(_ form: JSONForm, from start: Int, isEscaped: Bool = false) throws(JSONFault) {
        guard nodes.count < Self.valueLimit else { throw fault("it has more than \(Self.valueLimit) values") }
        let (start, end) = (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: position))
        nodes.append(JSONText.Node(start: start, end: end, next: UInt32(truncatingIfNeeded: nodes.count + 1), form: form, isEscaped: isEscaped))
    }

    // MARK: - Texts

    private mutating func text() throws(JSONFault) {
        let start = position
        var isEscaped = false
        position += 1
        while true {
            skipPlainText()
            guard position < bytes.count else { throw fault("a text is not closed") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return try note(.text, from: start, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                try escape()
            case 0x20..<0x80: position += 1
            case 0x80...: try beyondASCII()
            default: throw fault("a control character stands in a text: write it as \\n, \\t or \\u00…")
            }
        }
    }

    /// Eight bytes at a time, as long as none of them is a quote, a backslash, a control character or beyond ASCII.
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(bytes)
        while position + 8 <= bytes.count {
            let eight = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            let quote = (eight ^ (ones &* 0x22)) &- ones
            let backslash = (eight ^ (ones &* 0x5C)) &- ones
            // The high bit of a byte is set where the subtraction went below zero, which is all that has to be known.
            guard (eight | quote | backslash | (eight &- ones &* 0x20)) & (ones &* 0x80) == 0 else { return }
            position += 8
        }
    }

    private mutating func escape() throws(JSONFault) {
        guard position + 1 < bytes.count else { throw fault("a text is not closed") }
        switch bytes[position + 1] {
        case UInt8(ascii: "u"): try unicodeEscape()
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        default: throw fault("an escape in a text is unknown")
        }
    }

    /// A scalar, or the two halves of one that lies beyond U+FFFF: half a pair is no character.
    private mutating func unicodeEscape() throws(JSONFault) {
        let unit = try codeUnit()
        guard (0xD800...0xDFFF).contains(unit) else { return }
        let isFirstHalf = unit < 0xDC00 && position + 1 < bytes.count && bytes[position] == 0x5C && bytes[position + 1] == UInt8(ascii: "u")
        guard isFirstHalf, (0xDC00...0xDFFF).contains(try codeUnit()) else { throw fault(Self.halfCharacter) }
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt32 {
        guard position + 6 <= bytes.count, let unit = hexadecimal(bytes, at: position + 2) else { throw fault("an escape in a text is unknown") }
        position += 6
        return unit
    }

    /// One scalar of well-formed UTF-8 (Unicode 3.9, table 3-7).
    private mutating func beyondASCII() throws(JSONFault) {
        let first = bytes[position]
        let second = position + 1 < bytes.count ? bytes[position + 1] : 0
        let length =
            switch (first, second) {
            case (0xC2...0xDF, 0x80...0xBF): 2
            case (0xE0, 0xA0...0xBF), (0xE1...0xEC, 0x80...0xBF), (0xED, 0x80...0x9F), (0xEE...0xEF, 0x80...0xBF): 3
            case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F): 4
            default: 0
            }
        guard length > 0, position + length <= bytes.count, bytes[(position + 1)..<(position + length)].allSatisfy({ $0 & 0xC0 == 0x80 }) else {
            throw fault("a text is not in UTF-8")
        }
        position += length
    }

    // MARK: - Numbers and words

    private mutating func number() throws(JSONFault) {
        let start = position
        _ = take("-")
        if !take("0"), skipDigits() == 0 { throw fault("a value is missing", at: start) }
        if take("."), skipDigits() == 0 { throw fault("a number ends with its point") }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if skipDigits() == 0 { throw fault("a number ends with its exponent's mark") }
        }
        try note(.number, from: start)
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        return position - start
    }

    private mutating func word(_ word: StaticString, _ form: JSONForm) throws(JSONFault) {
        let start = position
        for place in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[place] else { throw fault("a value is missing", at: start) }
            position += 1
        }
        try note(form, from: start)
    }

    // MARK: - Bytes

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0A || bytes[position] == 0x0D || bytes[position] == 0x09 {
            position += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func fault(_ reason: String, at place: Int? = nil) -> JSONFault {
        let before = bytes[..<(place ?? position)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONFault(reason: reason, line: before.count { $0 == 0x0A } + 1, column: before.count - lineStart + 1)
    }
}

/// The four hexadecimal digits at a place, as a number.
func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
    var value: UInt32 = 0
    for byte in bytes[place..<(place + 4)] {
        let digit: UInt8
        switch byte {
        case 0x30...0x39: digit = byte - 0x30
        case 0x41...0x46: digit = byte - 0x37
        case 0x61...0x66: digit = byte - 0x57
        default: return nil
        }
        value = value << 4 | UInt32(digit)
    }
    return value
}
