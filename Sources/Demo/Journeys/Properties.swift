/// A JSON object being written: `["order": .text("A1"), "days": .number(3)]`. What is `nil` is left out.
struct Properties: ExpressibleByDictionaryLiteral, Sendable {
    enum Value: Sendable {
        case text(String?)
        case number(Int?)
    }

    private var members = ""

    init(dictionaryLiteral elements: (String, Value)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// Empty when it has no members.
    var json: String { members.isEmpty ? "" : "{\(members)}" }

    mutating func add(_ name: String, _ value: Value) {
        switch value {
        case .text(let text?): write(name, Self.quoted(text))
        case .number(let number?): write(name, String(number))
        case .text(nil), .number(nil): break
        }
    }

    private mutating func write(_ name: String, _ value: String) {
        members += members.isEmpty ? "\"\(name)\":\(value)" : ",\"\(name)\":\(value)"
    }

    /// Our own texts hold no control characters.
    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else { return "\"\(text)\"" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
