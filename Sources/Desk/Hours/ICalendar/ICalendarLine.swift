import Kernel

/// A content line of an iCalendar file (RFC 5545, 3.1), unfolded: `NAME;PARAMETER=value:value`.
struct ICalendarLine {
    /// Where it begins, counted from 1.
    let number: Int
    /// In capitals, as all names are.
    let name: String
    let parameters: [String: String]
    let value: String

    /// - Throws: `invalid` for bytes that are not UTF-8, and for a line without a name and a colon.
    init(_ bytes: [UInt8], number: Int) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw unreadable(number, "is not UTF-8") }
        var quoted = false
        let colon = text.firstIndex { character in
            if character == "\"" { quoted.toggle() }
            return character == ":" && !quoted
        }
        guard let colon, let (name, parameters) = Self.head(text[..<colon]) else {
            throw unreadable(number, "is not of the form NAME:value: “\(text.prefix(40))”")
        }
        (self.number, self.name, self.parameters) = (number, name, parameters)
        value = String(text[text.index(after: colon)...])
    }

    /// What stands before the colon; `nil` where that is no name with parameters.
    private static func head(_ text: Substring) -> (String, [String: String])? {
        var (parts, quoted) = ([""], false)
        for character in text {
            if character == "\"" { quoted.toggle() }
            if character == ";", !quoted { parts.append("") } else if character != "\"" { parts[parts.count - 1].append(character) }
        }
        guard !parts[0].isEmpty, parts[0].utf8.allSatisfy(isOfName) else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            parameters[part[..<equals].uppercased()] = String(part[part.index(after: equals)...])
        }
        return (parts[0].uppercased(), parameters)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension ICalendarLine {
    /// The lines of a file. One that begins with a blank goes on with the one before, also in the middle of a character; empty ones are passed over.
    static func all(of bytes: [UInt8]) throws -> [ICalendarLine] {
        var lines: [ICalendarLine] = []
        var (current, start): ([UInt8], Int) = ([], 0)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes.dropFirst(0)
        for (index, raw) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
            if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
                guard start > 0 else { throw unreadable(index + 1, "goes on with a line that is not there") }
                current += line.dropFirst()
                continue
            }
            if !current.isEmpty { lines.append(try ICalendarLine(current, number: start)) }
            (current, start) = (Array(line), index + 1)
        }
        if !current.isEmpty { lines.append(try ICalendarLine(current, number: start)) }
        return lines
    }

    /// The value as text: `\n` is a new line, and what follows another backslash is meant as it stands (RFC 5545, 3.3.11).
    var text: String {
        var (text, escaped) = ("", false)
        for character in value {
            if escaped {
                text.append(character == "n" || character == "N" ? "\n" : character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The days of a list of dates; of a date with a time, its day.
    ///
    /// - Throws: `invalid` for what is no date.
    func days() throws -> [Day] {
        try value.split(separator: ",", omittingEmptySubsequences: false).map { text in
            guard let day = Day(basic: text.prefix { $0 != "T" }) else { throw unreadable(number, "has no date like 20261225: “\(text.prefix(40))”") }
            return day
        }
    }

    func day() throws -> Day {
        guard let day = try days().first, !value.contains(",") else { throw unreadable(number, "has more than one date") }
        return day
    }
}

extension Day {
    /// ISO 8601 without dashes: `20261225`.
    init?(basic text: some StringProtocol) {
        guard text.utf8.count == 8, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else { return nil }
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
}

func unreadable(_ line: Int, _ reason: String) -> Failure { .invalid("holidays", "line \(line) \(reason)") }
