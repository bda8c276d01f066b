/// Reads one JSON object (RFC 8259) from bytes that are known to be UTF-8.
struct JSONScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var buffer: [UInt8] = []

    /// Objects and lists stand at most this deep in one another.
    static let depthLimit = 32

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Puts the values of the object into a record.
    mutating func record(into record: inout Record, names: inout ColumnNames) throws(BadRow) {
        guard position < text.count, text[position] == UInt8(ascii: "{") else { throw BadRow(notAnObject) }
        try members(prefix: [], into: &record, names: &names)
        skipBlanks()
        if position < text.count { throw fault("something stands behind the object") }
    }

    private var notAnObject: String {
        text.first == UInt8(ascii: "[")
            ? "it is a JSON list; one JSON object a line is needed (jq -c '.[]' makes that of a list)" : "it is no JSON object"
    }

    /// The members of an object, of which those inside a nested one get its name before theirs.
    private mutating func members(prefix: [UInt8], into record: inout Record, names: inout ColumnNames) throws(BadRow) {
        position += 1
        skipBlanks()
        if take("}") { return }
        repeat {
            skipBlanks()
            let name = prefix + (try string())
            skipBlanks()
            guard take(":") else { throw fault("a colon is missing") }
            skipBlanks()
            if prefix.isEmpty, position < text.count, text[position] == UInt8(ascii: "{") {
                try members(prefix: name + [UInt8(ascii: ".")], into: &record, names: &names)
            } else {
                try value(named: name, into: &record, names: &names)
            }
            skipBlanks()
        } while take(",")
        guard take("}") else { throw fault("a comma or a closing brace is missing") }
    }

    private mutating func value(named name: [UInt8], into record: inout Record, names: inout ColumnNames) throws(BadRow) {
        let start = position
        let form = try skipValue(depth: 2)
        guard let form else { return }
        guard let column = names.index(of: name) else { throw BadRow("it would bring the file to more than \(Header.limit) names") }
        let fits =
            if form == .text {
                record.append(buffer, column: column, form: .text)
            } else {
                record.append(UnsafeBufferPointer(rebasing: text[start..<position]), column: column, form: form)
            }
        if !fits { throw BadRow(RejectedRow.tooLong) }
    }

    /// Passes over a value and tells its form, `nil` for null. Text is left in the buffer.
    private mutating func skipValue(depth: Int) throws(BadRow) -> Record.Form? {
        guard position < text.count else { throw fault("a value is missing") }
        switch text[position] {
        case UInt8(ascii: "\""):
            buffer = try string()
            return .text
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipNested(depth: depth)
            return .json
        case UInt8(ascii: "t"): return try skipWord("true", .boolean)
        case UInt8(ascii: "f"): return try skipWord("false", .boolean)
        case UInt8(ascii: "n"): return try skipWord("null", nil)
        default:
            try skipNumber()
            return .number
        }
    }

    private mutating func skipNested(depth: Int) throws(BadRow) {
        guard depth <= Self.depthLimit else { throw BadRow("it nests more than \(Self.depthLimit) levels deep") }
        let isObject = text[position] == UInt8(ascii: "{")
        let close: Unicode.Scalar = isObject ? "}" : "]"
        position += 1
        skipBlanks()
        if take(close) { return }
        repeat {
            skipBlanks()
            if isObject {
                _ = try string()
                skipBlanks()
                guard take(":") else { throw fault("a colon is missing") }
                skipBlanks()
            }
            _ = try skipValue(depth: depth + 1)
            skipBlanks()
        } while take(",")
        guard take(close) else { throw fault("a comma or a closing bracket is missing") }
    }
}

// MARK: - Pieces

extension JSONScanner {
    private mutating func string() throws(BadRow) -> [UInt8] {
        guard take("\"") else { throw fault("a name or a text in double quotes is missing") }
        var bytes: [UInt8] = []
        while position < text.count {
            let start = position
            while position < text.count, text[position] != 0x22, text[position] != 0x5C, text[position] >= 0x20 { position += 1 }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            guard position < text.count else { break }
            switch text[position] {
            case 0x22:
                position += 1
                return bytes
            case 0x5C: try escape(into: &bytes)
            default: throw fault("a control character stands in a text")
            }
        }
        throw fault("a text is not closed")
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(BadRow) {
        guard position + 1 < text.count else { throw fault("a text is not closed") }
        let mark = text[position + 1]
        position += 2
        switch mark {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(mark)
        case UInt8(ascii: "u"): bytes.append(contentsOf: try unicode().utf8)
        default: throw fault("an escape in a text is unknown")
        }
    }

    /// Behind `\u`: a scalar, or the first half of a pair of surrogates with its second half.
    private mutating func unicode() throws(BadRow) -> String {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) {
            if first == 0 { throw fault("a text holds a NUL character") }
            return String(Character(scalar))
        }
        guard first < 0xDC00, position + 1 < text.count, text[position] == 0x5C, text[position + 1] == UInt8(ascii: "u") else { return "\u{FFFD}" }
        position += 2
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
            return "\u{FFFD}"
        }
        return String(Character(scalar))
    }

    private mutating func hexadecimal() throws(BadRow) -> UInt32 {
        guard position + 4 <= text.count, let value = UInt32(String(decoding: text[position..<(position + 4)], as: UTF8.self), radix: 16) else {
            throw fault("an escape in a text is unknown")
        }
        position += 4
        return value
    }

    private mutating func skipNumber() throws(BadRow) {
        let start = position
        while position < text.count, !" \t,]}".utf8.contains(text[position]) { position += 1 }
        let number = String(decoding: text[start..<position], as: UTF8.self)
        guard number.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }), let value = Double(number), value.isFinite, number.first != "+" else {
            position = start
            throw fault("“\(number.prefix(20))” is no JSON value")
        }
    }

    private mutating func skipWord(_ word: StaticString, _ form: Record.Form?) throws(BadRow) -> Record.Form? {
        let end = position + word.utf8CodeUnitCount
        guard end <= text.count, word.description.utf8.elementsEqual(text[position..<end]) else { throw fault("a word is no JSON value") }
        position = end
        return form
    }

    private mutating func skipBlanks() {
        while position < text.count, text[position] == 0x20 || text[position] == 0x09 || text[position] == 0x0D || text[position] == 0x0A {
            position += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func fault(_ what: String) -> BadRow { BadRow("\(what), at character \(position + 1) of the line") }
}
