/// Takes records one by one and makes a roster of them.
package struct RosterBuilder {
    private let attributes: [Attribute]
    private var columns: [RawColumn]
    private var count = 0

    package init(_ attributes: [Attribute]) {
        self.attributes = attributes
        columns = attributes.map { _ in RawColumn() }
    }

    /// One value for each attribute; what is not known is `nil` or empty.
    package mutating func add(_ values: [String?]) {
        for (index, value) in values.prefix(columns.count).enumerated() { columns[index].add(value) }
        count += 1
    }

    package func roster() -> Roster {
        let normal = zip(attributes, columns).map { RosterColumn($0, raw: $1) }
        let all = normal + Self.namesFromFullName(normal)
        let order = Self.order(of: count, all)
        return Roster(columns: all.map { $0.arranged(order) }, origins: order)
    }

    private static func order(of count: Int, _ columns: [RosterColumn]) -> [Int] {
        (0..<count).sorted { a, b in
            for column in columns where column.codes[a] != column.codes[b] { return column.codes[a] < column.codes[b] }
            return a < b
        }
    }

    /// Where there is only a whole name: its first word is taken for the given name, its last for the family's.
    private static func namesFromFullName(_ columns: [RosterColumn]) -> [RosterColumn] {
        let sorts = Set(columns.map(\.attribute.sort))
        guard sorts.isDisjoint(with: [.givenName, .familyName]), let full = columns.first(where: { $0.attribute.sort == .fullName }) else {
            return []
        }
        return [
            full.derived(Attribute("first name", .givenName)) { PersonalName($0).given },
            full.derived(Attribute("last name", .familyName)) { PersonalName($0).family },
        ]
    }
}

/// Values as they came, each once.
private struct RawColumn {
    private(set) var texts: [String] = []
    private(set) var codes: [Int32] = []
    private var known: [String: Int32] = [:]

    mutating func add(_ value: String?) {
        guard let value, !value.isEmpty else { return codes.append(-1) }
        if let code = known[value] { return codes.append(code) }
        let code = Int32(texts.count)
        known[value] = code
        texts.append(value)
        codes.append(code)
    }
}

extension RosterColumn {
    fileprivate init(_ attribute: Attribute, raw: RawColumn) {
        let dates = attribute.sort == .birthDate ? DateForm(guessedFrom: raw.texts) : nil
        let normal = raw.texts.map { text in NormalForm.of(text, attribute.sort).map { dates?.normal($0) ?? $0 } }
        self.init(attribute, codes: raw.codes, normal: normal)
    }

    /// Gives the values the numbers of their order.
    private init(_ attribute: Attribute, codes: [Int32], normal: [String?]) {
        let texts = Set(normal.compactMap { $0 }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let places = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, Int32($0)) })
        let renumbered = normal.map { $0.flatMap { places[$0] } ?? -1 }
        self.init(attribute, codes: codes.map { $0 < 0 ? -1 : renumbered[Int($0)] }, texts: texts)
    }

    fileprivate func derived(_ attribute: Attribute, _ part: (String) -> String?) -> RosterColumn {
        RosterColumn(attribute, codes: codes, normal: texts.map(part))
    }

    fileprivate func arranged(_ order: [Int]) -> RosterColumn { RosterColumn(attribute, codes: order.map { codes[$0] }, texts: texts) }
}
