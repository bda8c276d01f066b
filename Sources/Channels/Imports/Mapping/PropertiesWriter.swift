/// Writes what is left of a record as a JSON object.
struct PropertiesWriter {
    private var json: [UInt8] = []

    /// An object, or nothing when there is nothing to say.
    mutating func object(of record: Record, by columns: [(name: [UInt8], isNumeric: Bool)?]) -> String {
        json.removeAll(keepingCapacity: true)
        for field in record.fields {
            guard let property = columns[field.column] else { continue }
            json.append(json.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            json.append(contentsOf: property.name)
            json.append(UInt8(ascii: ":"))
            record.with(field) { Self.write($0, form: field.form, isNumeric: property.isNumeric, into: &json) }
        }
        guard !json.isEmpty else { return "" }
        json.append(UInt8(ascii: "}"))
        return String(decoding: json, as: UTF8.self)
    }

    private static func write(_ value: UnsafeBufferPointer<UInt8>, form: Record.Form, isNumeric: Bool, into json: inout [UInt8]) {
        switch form {
        case .json, .boolean: json.append(contentsOf: value)
        case .number where value.isJSONNumber: json.append(contentsOf: value)
        case .text where isNumeric && value.isJSONNumber: json.append(contentsOf: value)
        default: quote(value, into: &json)
        }
    }

    static func quoted(_ text: String) -> [UInt8] {
        var json: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { quote($0, into: &json) }
        return json
    }

    /// RFC 8259, section 7.
    private static func quote(_ text: UnsafeBufferPointer<UInt8>, into json: inout [UInt8]) {
        json.append(0x22)
        var start = 0
        for (place, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            json.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
            json.append(contentsOf: byte < 0x20 ? Array("\\u00".utf8) + [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]] : [0x5C, byte])
            start = place + 1
        }
        json.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        json.append(0x22)
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}

extension UnsafeBufferPointer<UInt8> {
    /// A number as JSON writes it, and not so long that digits would be lost: no zeros in front, at most 15 digits.
    var isJSONNumber: Bool {
        var (position, digits) = (0, 0)
        func isDigit(_ place: Int) -> Bool { place < count && self[place] &- 0x30 < 10 }
        if position < count, self[position] == 0x2D { position += 1 }
        if position + 1 < count, self[position] == 0x30, isDigit(position + 1) { return false }
        while isDigit(position) { (position, digits) = (position + 1, digits + 1) }
        guard digits > 0 else { return false }
        if position < count, self[position] == 0x2E {
            position += 1
            guard isDigit(position) else { return false }
            while isDigit(position) { (position, digits) = (position + 1, digits + 1) }
        }
        return position == count && digits <= 15
    }
}

extension PropertiesWriter {
    /// Texts by name as a JSON object, or nothing.
    static func object(_ values: [(String, String)]) -> String {
        guard !values.isEmpty else { return "" }
        let members = values.map { String(decoding: quoted($0.0) + [UInt8(ascii: ":")] + quoted($0.1), as: UTF8.self) }
        return "{\(members.joined(separator: ","))}"
    }
}
