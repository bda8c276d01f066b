/// The first row, when it names the columns.
enum Header {
    /// No file may have more columns.
    static let limit = 10_000

    /// Names without blanks at the ends; a missing one becomes `column_3`, a second `name` becomes `name_2`.
    static func names(of record: Record, width: Int) -> [String] {
        var names = (0..<width).map { "column_\($0 + 1)" }
        for field in record.fields {
            let name = record.text(field).trimmed
            if !name.isEmpty { names[field.column] = name }
        }
        return unique(names)
    }

    static func unique(_ names: [String]) -> [String] {
        var taken = Set(names)
        var seen: Set<String> = []
        return names.map { name in
            guard !seen.insert(name).inserted else { return name }
            var (free, count) = (name, 1)
            while !taken.insert(free).inserted {
                count += 1
                free = "\(name)_\(count)"
            }
            seen.insert(free)
            return free
        }
    }

    /// Whether the first row names columns: all of it is there, nothing repeats too much, and nothing in it is a number or a time.
    static func isLikely(_ first: [String]) -> Bool {
        let named = first.filter { !$0.isEmpty }
        guard !named.isEmpty else { return false }
        return !named.contains { Double($0) != nil || $0.first?.isNumber == true && TimeReader.utc.reads($0) }
    }
}

extension StringProtocol {
    /// Without blanks and control characters at both ends.
    var trimmed: String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 || $0.value == 0xA0 || $0.value == 0xFEFF }
        guard let first = unicodeScalars.firstIndex(where: { !isBlank($0) }), let last = unicodeScalars.lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(String.UnicodeScalarView(unicodeScalars[first...last]))
    }
}
