/// A value of JSON, written with keys sorted so that equal reports are equal texts.
enum JSONValue: Sendable {
    case null
    case number(Double)
    case integer(Int)
    case text(String)
    case flag(Bool)
    case list([JSONValue])
    case object([String: JSONValue])

    static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    static func text(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }
}

extension JSONValue {
    /// Two spaces a level.
    func write(to text: inout String, indent: String = "") {
        switch self {
        case .null: text += "null"
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .integer(let value): text += "\(value)"
        case .flag(let value): text += "\(value)"
        case .text(let value): value.writeQuoted(to: &text)
        case .list(let values): write(values.map { (nil, $0) }, "[", "]", to: &text, indent)
        case .object(let members): write(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, "{", "}", to: &text, indent)
        }
    }

    private func write(_ members: [(String?, JSONValue)], _ open: String, _ close: String, to text: inout String, _ indent: String) {
        text += open
        for (place, (key, value)) in members.enumerated() {
            text += (place > 0 ? "," : "") + "\n\(indent)  "
            if let key {
                key.writeQuoted(to: &text)
                text += ": "
            }
            value.write(to: &text, indent: indent + "  ")
        }
        text += (members.isEmpty ? "" : "\n" + indent) + close
    }
}

extension String {
    /// RFC 8259: quotes, backslashes and control characters are escaped.
    fileprivate func writeQuoted(to text: inout String) {
        text += "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{0}"..<" ": text += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
