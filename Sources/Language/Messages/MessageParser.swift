/// A message that cannot be read. A fault of the one who wrote it.
package struct MessageError: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String
    /// Unicode scalars from the start.
    package let position: Int

    package var description: String { "\(reason) at \(position)" }
}

extension Message {
    package init(_ text: String) throws(MessageError) {
        var parser = MessageParser(text)
        self = try parser.message(depth: 0, inPlural: false)
        if !parser.isAtEnd { throw parser.error("Unexpected }") }
    }
}

private struct MessageParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    var isAtEnd: Bool { position == scalars.count }
    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func error(_ reason: String) -> MessageError { MessageError(reason: reason, position: position) }

    /// Up to the closing brace, or the end.
    mutating func message(depth: Int, inPlural: Bool) throws(MessageError) -> Message {
        if depth > 8 { throw error("Nested too deeply") }
        var (parts, text): ([Message.Part], String) = ([], "")
        func flush() {
            if !text.isEmpty {
                parts.append(.text(text))
                text = ""
            }
        }
        while let scalar = next, scalar != "}" {
            position += 1
            switch scalar {
            case "'": text += quoted()
            case "#" where inPlural:
                flush()
                parts.append(.count)
            case "{":
                flush()
                parts.append(try argument(depth: depth))
            default: text.unicodeScalars.append(scalar)
            }
        }
        flush()
        return Message(parts: parts)
    }

    /// After an apostrophe: a second one is one apostrophe, a brace opens quoted text, anything else is an apostrophe that means itself.
    private mutating func quoted() -> String {
        if next == "'" {
            position += 1
            return "'"
        }
        guard let scalar = next, "{}#".unicodeScalars.contains(scalar) else { return "'" }
        var text = ""
        while let scalar = next {
            position += 1
            if scalar == "'" { break }
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    private mutating func argument(depth: Int) throws(MessageError) -> Message.Part {
        let name = try word()
        if take("}") { return .argument(name, .plain) }
        try expect(",")
        let kind = try word()
        switch kind {
        case "plural":
            try expect(",")
            return try plural(name, depth: depth)
        case "select":
            try expect(",")
            return try select(name, depth: depth)
        default:
            let style = take(",") ? try word() : kind
            try expect("}")
            guard let style = Message.Style(rawValue: style) else { throw error("Unknown format \(style)") }
            return .argument(name, style)
        }
    }

    private mutating func plural(_ name: String, depth: Int) throws(MessageError) -> Message.Part {
        var (exact, categories): ([Int: Message], [PluralCategory: Message]) = ([:], [:])
        while !take("}") {
            let number = take("=") ? Int(try word()) : nil
            let word = number == nil ? try word() : ""
            let branch = try branch(depth: depth, inPlural: true)
            if let number {
                exact[number] = branch
            } else if let category = PluralCategory(rawValue: word) {
                categories[category] = branch
            } else {
                throw error("Unknown plural category \(word)")
            }
        }
        if categories[.other] == nil { throw error("A plural needs other") }
        return .plural(name, exact: exact, categories)
    }

    private mutating func select(_ name: String, depth: Int) throws(MessageError) -> Message.Part {
        var branches: [String: Message] = [:]
        while !take("}") { branches[try word()] = try branch(depth: depth, inPlural: false) }
        if branches["other"] == nil { throw error("A select needs other") }
        return .select(name, branches)
    }

    private mutating func branch(depth: Int, inPlural: Bool) throws(MessageError) -> Message {
        try expect("{")
        let message = try message(depth: depth + 1, inPlural: inPlural)
        try expect("}")
        return message
    }

    private mutating func word() throws(MessageError) -> String {
        skipSpace()
        var word = ""
        while let scalar = next, scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
            word.unicodeScalars.append(scalar)
            position += 1
        }
        if word.isEmpty { throw error("A name is missing") }
        return word
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws(MessageError) {
        if !take(scalar) { throw error("Expected \(scalar)") }
    }

    private mutating func skipSpace() {
        while let scalar = next, scalar.properties.isWhitespace { position += 1 }
    }
}
