import Kernel
import Yams

/// A mapping of the YAML file, read with care: each fault is told with its line and what may have been meant.
struct MapNode {
    private let mapping: Node.Mapping
    private let file: String
    let line: Int

    init(_ node: Node, of file: String) throws {
        (self.file, line) = (file, node.mark?.line ?? 1)
        guard let mapping = node.mapping else { throw Self.fault(file, node, "should be names with values, as in “column: Q7ART”") }
        self.mapping = mapping
    }

    func has(_ key: String) -> Bool { mapping[Node(key)] != nil }

    func check(keys: [String]) throws {
        for (key, _) in mapping {
            let name = key.string ?? ""
            guard !keys.contains(name) else { continue }
            throw Self.fault(file, key, "has “\(name)”\(Mapping.nearest(to: name, among: keys)), where there may be \(keys.joined(separator: ", "))")
        }
    }

    func text(_ key: String) throws -> String? {
        guard let node = mapping[Node(key)] else { return nil }
        guard let text = node.scalar?.string else { throw fault(node, "should have one text as “\(key)”") }
        return text
    }

    func needed(_ key: String) throws -> String {
        guard let text = try text(key), !text.isEmpty else { throw Failure.invalid("\(file), line \(line)", "needs “\(key)”.") }
        return text
    }

    func choice<Choice>(_ key: String, _ choices: [(String, Choice)]) throws -> Choice? {
        guard let text = try text(key) else { return nil }
        if let found = choices.first(where: { $0.0 == text }) { return found.1 }
        let names = choices.map(\.0)
        let near = Mapping.nearest(to: text, among: names)
        throw Failure.invalid(place(of: key), "has the \(key) “\(text)”\(near); there are \(names.joined(separator: ", ")).")
    }

    func list(_ key: String) throws -> [MapNode] {
        guard let node = mapping[Node(key)] else { return [] }
        guard let sequence = node.sequence else { throw fault(node, "should have a list as “\(key)”, each entry behind a dash") }
        return try sequence.map { try MapNode($0, of: file) }
    }

    /// One code or a list of them.
    func codes(_ key: String) throws -> Set<String> {
        guard let node = mapping[Node(key)] else { return [] }
        let nodes = node.sequence.map(Array.init) ?? [node]
        return Set(try nodes.map { SurveyMap.code(try scalar($0, of: key)) })
    }

    /// `yes: 1`
    func numbers(_ key: String) throws -> [String: Double] {
        try pairs(key) { node, name in
            guard let number = Decimals.number(try scalar(node, of: key)) else { throw fault(node, "should have a number for the code “\(name)”") }
            return number
        }
    }

    func value(_ key: String) throws -> SurveyMap.Value {
        guard let value = try optionalValue(key) else { throw Failure.invalid("\(file), line \(line)", "needs “\(key)”.") }
        return value
    }

    func optionalValue(_ key: String) throws -> SurveyMap.Value? {
        try mapping[Node(key)].map { try value($0, of: key) }
    }

    func named(_ key: String) throws -> [SurveyMap.Named] {
        guard let node = mapping[Node(key)] else { return [] }
        guard let inner = node.mapping else { throw fault(node, "should have names with columns as “\(key)”") }
        return try inner.map { SurveyMap.Named(name: try scalar($0.key, of: key), value: try value($0.value, of: key)) }
    }

    /// A text with columns in braces, or a column with codes.
    private func value(_ node: Node, of key: String) throws -> SurveyMap.Value {
        if let text = node.scalar?.string { return SurveyMap.Value(parts: SurveyMap.Value.parts(of: text), line: node.mark?.line ?? line) }
        let map = try MapNode(node, of: file)
        try map.check(keys: ["column", "codes"])
        let codes = try map.pairs("codes") { node, _ in try scalar(node, of: "codes") }
        return SurveyMap.Value(parts: [.column(try map.needed("column"))], codes: codes, line: map.line)
    }

    private func pairs<Value>(_ key: String, _ read: (Node, String) throws -> Value) throws -> [String: Value] {
        guard let node = mapping[Node(key)] else { return [:] }
        guard let inner = node.mapping else { throw fault(node, "should have codes with values as “\(key)”, as in “1: en”") }
        var pairs: [String: Value] = [:]
        for (code, value) in inner {
            let name = try scalar(code, of: key)
            pairs[SurveyMap.code(name)] = try read(value, name)
        }
        return pairs
    }

    private func scalar(_ node: Node, of key: String) throws -> String {
        guard let text = node.scalar?.string else { throw fault(node, "should have single values in “\(key)”") }
        return text
    }

    private func place(of key: String) -> String { "\(file), line \(mapping[Node(key)]?.mark?.line ?? line)" }

    private func fault(_ node: Node, _ what: String) -> Failure { Self.fault(file, node, what) }

    private static func fault(_ file: String, _ node: Node, _ what: String) -> Failure {
        .invalid("\(file), line \(node.mark?.line ?? 1)", "\(what).")
    }
}

extension SurveyMap.Value {
    /// `2017-05-{INTDATE}` → a text and a column.
    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.column(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }
}
