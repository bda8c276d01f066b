import Kernel

extension Mapping {
    /// Reads `customer=user_id,kind=event,at=timestamp,channel="web"`: a meaning, then a column or a constant in double quotes.
    ///
    /// A column whose name holds a comma stands in single quotes. `traits=user.` makes traits of all columns that begin with `user.`; a
    /// meaning given as `-` is left out, even if a column looks like it.
    package init(_ text: String) throws {
        self.init()
        for pair in try Self.pairs(text) { try add(pair) }
    }

    private mutating func add(_ pair: (name: String, value: String, quote: Character?)) throws {
        guard pair.name != "traits" else { return traitPrefixes.append(pair.value) }
        guard let meaning = Meaning(name: pair.name) else {
            let near = Mapping.nearest(to: pair.name, among: Meaning.names)
            throw Failure.invalid("--map", "does not know “\(pair.name)”\(near); it knows \(Meaning.names.joined(separator: ", ")).")
        }
        switch pair.quote {
        case "\"": entries.append(Entry(meaning, .constant(pair.value)))
        default: entries.append(Entry(meaning, .column(pair.value)))
        }
    }

    private static func pairs(_ text: String) throws -> [(name: String, value: String, quote: Character?)] {
        var pairs: [(name: String, value: String, quote: Character?)] = []
        var rest = Substring(text)
        while !rest.trimmed.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else {
                throw Failure.invalid("--map", "needs a column behind “\(rest.trimmed)”, as in customer=user_id.")
            }
            let name = rest[..<equals].trimmed
            rest = rest[rest.index(after: equals)...].drop { $0 == " " }
            let (value, quote) = try takeValue(&rest)
            guard !value.isEmpty else { throw Failure.invalid("--map", "needs a column behind “\(name)=”.") }
            pairs.append((name, value, quote))
        }
        return pairs
    }

    private static func takeValue(_ rest: inout Substring) throws -> (String, Character?) {
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            let end = rest.firstIndex(of: ",") ?? rest.endIndex
            defer { rest = rest[end...].dropFirst() }
            return (rest[..<end].trimmed, nil)
        }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: quote) else { throw Failure.invalid("--map", "has a quote that is never closed: \(quote)\(rest)") }
        let value = String(rest[..<end])
        rest = rest[rest.index(after: end)...].drop { $0 == " " }
        guard rest.isEmpty || rest.first == "," else { throw Failure.invalid("--map", "needs a comma behind \(quote)\(value)\(quote).") }
        rest = rest.dropFirst()
        return (value, quote)
    }
}

extension Mapping {
    /// Checks that every column it names is there.
    func check(against columns: [String], in file: String) throws {
        for entry in entries {
            guard case .column(let name) = entry.source, name != "-", !columns.contains(name) else { continue }
            let near = Self.nearest(to: name, among: columns)
            throw Failure.invalid(file, "has no column “\(name)” (for \(entry.meaning.name))\(near); its columns are \(Self.list(columns)).")
        }
    }

    /// ` (did you mean “customer”?)`, or nothing.
    static func nearest(to name: String, among names: [String]) -> String {
        let ranked = names.map { ($0, distance(name.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
        guard let (best, distance) = ranked, distance <= max(2, name.count / 3) else { return "" }
        return " (did you mean “\(best)”?)"
    }

    /// The first forty names, and how many more there are.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(40).map { "“\($0)”" }.joined(separator: ", ")
        return names.count > 40 ? "\(shown) and \(names.count - 40) more" : shown
    }

    /// Levenshtein distance, of names cut to 60 characters.
    private static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.prefix(60)), Array(b.prefix(60)))
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(diagonal + (left == right ? 0 : 1), above + 1, row[j] + 1)
                diagonal = above
            }
        }
        return row[b.count]
    }
}
