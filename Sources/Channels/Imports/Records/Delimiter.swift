/// What stands between two values of a row.
package enum Delimiter: String, Sendable, CaseIterable {
    case comma = ","
    case semicolon = ";"
    case tab = "\t"
    case pipe = "|"
    /// One blank or many; what old statistics packages write.
    case blanks = " "

    var byte: UInt8 { rawValue.utf8.first ?? 0x2C }

    /// As sentences call it.
    package var name: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        case .pipe: "vertical bar"
        case .blanks: "blanks"
        }
    }
}

extension Delimiter {
    /// The delimiter that cuts the most of the first lines into the same number of values, above one.
    static func guessed(from head: ArraySlice<UInt8>) -> Delimiter {
        let lines = head.split(maxSplits: 200, whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(200).dropLastIfCut()
        if let said = lines.first.flatMap(said) { return said }
        let printed = allCases.filter { $0 != .blanks }.map { ($0, $0.agreement(on: lines)) }
        if let best = printed.max(by: { $0.1 < $1.1 }), best.1 > 0.5 { return best.0 }
        return blanks.agreement(on: lines) >= 0.9 ? .blanks : .comma
    }

    /// What a first line says that is there for spreadsheets alone: `sep=;`.
    static func said(by line: ArraySlice<UInt8>) -> Delimiter? {
        guard line.count == 5, line.prefix(4).elementsEqual("sep=".utf8) else { return nil }
        return allCases.first { $0.byte == line.last }
    }

    /// The share of lines with the commonest number of values, if that is two or more; a little more for more values.
    private func agreement(on lines: ArraySlice<ArraySlice<UInt8>>) -> Double {
        var seen: [Int: Int] = [:]
        for line in lines { seen[width(of: line), default: 0] += 1 }
        guard let (width, times) = seen.filter({ $0.key > 1 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return 0 }
        return Double(times) / Double(lines.count) + min(Double(width), 100) / 10_000
    }

    private func width(of line: ArraySlice<UInt8>) -> Int {
        if self == .blanks { return line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).count }
        var (width, isQuoted) = (1, false)
        for character in line {
            if character == 0x22 { isQuoted.toggle() }
            if character == byte, !isQuoted { width += 1 }
        }
        return width
    }
}

extension ArraySlice<ArraySlice<UInt8>> {
    /// The last line of a head may be half a line.
    fileprivate func dropLastIfCut() -> Self { count > 2 ? dropLast() : self }
}
