import People

/// A mapping laid over the columns of a file: names have become numbers. Made anew when a format without a header finds more columns.
struct Layout {
    /// Where a value comes from.
    enum Slot {
        case column(Int)
        /// The same for every row.
        case constant(String)
    }

    let identifiers: [(type: IdentifierType, slot: Slot)]
    let kind: [Slot]
    let at: [Slot]
    let channel: [Slot]
    let score: [Slot]
    let scale: [Slot]
    let answers: [(kind: String, slot: Slot)]
    let sentiment: [Slot]
    let weight: [Slot]
    let value: [Slot]
    let currency: [Slot]
    let key: [Slot]
    let company: [Slot]
    let subjects: [(type: String, slot: Slot)]
    let traits: [(name: String, slot: Slot)]
    /// By column: its name as JSON if its values become properties, and whether numbers are written as such.
    let properties: [(name: [UInt8], isNumeric: Bool)?]
    let columns: [String]

    init(_ mapping: Mapping, columns: [String]) {
        let numbers = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let placed = mapping.entries.compactMap { entry -> (Mapping.Meaning, Slot)? in
            switch entry.source {
            case .constant(let text): (entry.meaning, .constant(text))
            case .column(let name): numbers[name].map { (entry.meaning, .column($0)) }
            }
        }
        func slots(_ meaning: Mapping.Meaning) -> [Slot] { placed.filter { $0.0 == meaning }.map(\.1) }
        (kind, at, channel, key, company) = (slots(.kind), slots(.at), slots(.channel), slots(.key), slots(.company))
        (score, scale, sentiment) = (slots(.score), slots(.scale), slots(.sentiment))
        (weight, value, currency) = (slots(.weight), slots(.value), slots(.currency))
        identifiers = placed.compactMap { if case .identifier(let type) = $0.0 { (type, $0.1) } else { nil } }
        answers = placed.compactMap { if case .answer(let kind) = $0.0 { (kind, $0.1) } else { nil } }
        subjects = placed.compactMap { if case .subject(let type) = $0.0 { (type, $0.1) } else { nil } }
        let rest = Self.rest(mapping, columns)
        let named = placed.compactMap { if case .trait(let name) = $0.0 { (name: name, slot: $0.1) } else { nil } }
        traits = named + rest.traits.map { (name: $0.name, slot: .column($0.column)) }
        var properties = rest.properties.map { $0.map { (name: PropertiesWriter.quoted($0), isNumeric: false) } }
        for case (.property(let name), .column(let number)) in placed { properties[number] = (PropertiesWriter.quoted(name), false) }
        self.properties = zip(properties, columns).map { property, column in property.map { ($0.name, mapping.numericColumns.contains(column)) } }
        self.columns = columns
    }

    /// What nothing was said about becomes a property, or a trait where its name begins so.
    private static func rest(_ mapping: Mapping, _ columns: [String]) -> (properties: [String?], traits: [(name: String, column: Int)]) {
        let given = mapping.columns
        var properties: [String?] = []
        var traits: [(name: String, column: Int)] = []
        for (number, column) in columns.enumerated() {
            let prefix = mapping.traitPrefixes.first { column.hasPrefix($0) && column.count > $0.count }
            if let prefix, !given.contains(column) { traits.append((String(column.dropFirst(prefix.count)), number)) }
            properties.append(given.contains(column) || prefix != nil ? nil : propertyName(column))
        }
        return (properties, traits)
    }

    /// The two standard names of event logs lose their prefix; all others stay.
    static func propertyName(_ column: String) -> String {
        switch column {
        case "lifecycle:transition": "lifecycle"
        case "org:resource": "resource"
        default: column.hasPrefix("properties.") ? String(column.dropFirst("properties.".count)) : column
        }
    }
}
