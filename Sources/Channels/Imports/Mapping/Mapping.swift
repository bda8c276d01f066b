package import People
import Timeline

/// Which column of a file means what on the line. What is named nowhere is kept as a property of the touchpoint.
package struct Mapping: Hashable, Sendable {
    package var entries: [Entry]
    /// Columns whose values are kept as numbers where they become properties.
    var numericColumns: Set<String> = []
    /// Columns that begin so become traits of the customer, without the beginning: `traits.`, `case:`.
    var traitPrefixes: [String] = []
    /// Whole numbers that a spreadsheet has written as `12923.0` lose their tail in these columns.
    var columnsWithTail: Set<String> = []
    /// In these columns `1.200` is an amount of twelve hundred.
    var columnsWithDottedThousands: Set<String> = []

    package init(_ entries: [Entry] = []) { self.entries = entries }

    package struct Entry: Hashable, Sendable {
        package let meaning: Meaning
        package let source: Source
        /// Why it was taken for that, in a few words; empty when somebody said so.
        package let why: String

        package init(_ meaning: Meaning, _ source: Source, why: String = "") {
            (self.meaning, self.source, self.why) = (meaning, source, why)
        }
    }

    /// What `scale` says for “the one on which the kind asks”; for kinds that may ask on any, the next one that is said counts.
    static let ownScale = "kind"

    package enum Source: Hashable, Sendable {
        case column(String)
        /// The same for every row.
        case constant(String)
    }

    /// What a value says about a touchpoint.
    package enum Meaning: Hashable, Sendable {
        case identifier(IdentifierType)
        case kind
        case at
        case channel
        case score
        /// Its key, or ``ownScale``.
        case scale
        /// A score of a kind of its own that stands in the same row, by the kind: `survey_csat`.
        case answer(String)
        case sentiment
        case weight
        case value
        case currency
        /// What makes the row itself unique: the sender's id of the event.
        case key
        /// The thing it is about, by type: `order`.
        case subject(String)
        case company
        case trait(String)
        case property(String)
        case ignored
    }
}

extension Mapping {
    package func sources(of meaning: Meaning) -> [Source] {
        entries.filter { $0.meaning == meaning }.map(\.source)
    }

    package var hasCustomer: Bool {
        entries.contains { if case .identifier = $0.meaning { true } else { false } }
    }

    /// The columns that were given a meaning.
    var columns: Set<String> {
        Set(entries.compactMap { if case .column(let name) = $0.source { name } else { nil } })
    }
}

extension Mapping.Meaning {
    /// As `--map` names it.
    package var name: String {
        switch self {
        case .identifier(.userID): "customer"
        case .identifier(.anonymousID): "anonymous"
        case .identifier(.deviceID): "device"
        case .identifier(let type): type.rawValue
        case .kind: "kind"
        case .at: "at"
        case .channel: "channel"
        case .score: "score"
        case .scale: "scale"
        case .answer(let kind): "answer.\(kind)"
        case .sentiment: "sentiment"
        case .weight: "weight"
        case .value: "value"
        case .currency: "currency"
        case .key: "id"
        case .subject(let type): type.isEmpty ? "subject" : "subject.\(type)"
        case .company: "company"
        case .trait(let name): "trait.\(name)"
        case .property(let name): "property.\(name)"
        case .ignored: "ignore"
        }
    }

    package init?(name: String) {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        switch parts.first ?? "" {
        case "customer", "user", "user_id": self = .identifier(.userID)
        case "anonymous", "anonymous_id": self = .identifier(.anonymousID)
        case "device", "device_id": self = .identifier(.deviceID)
        case "email", "phone", "social", "loyalty_card": self = .identifier(IdentifierType(rawValue: name))
        case "kind": self = .kind
        case "at", "time": self = .at
        case "channel": self = .channel
        case "score": self = .score
        case "scale": self = .scale
        case "answer" where parts.count > 1 && Scale(askedBy: parts[1]) != nil: self = .answer(parts[1])
        case "sentiment": self = .sentiment
        case "weight": self = .weight
        case "value": self = .value
        case "currency": self = .currency
        case "id", "key": self = .key
        case "subject": self = .subject(parts.count > 1 ? parts[1] : "")
        case "company": self = .company
        case "trait" where parts.count > 1: self = .trait(parts[1])
        case "property" where parts.count > 1: self = .property(parts[1])
        case "ignore", "skip": self = .ignored
        default: return nil
        }
        if parts.count > 1, !hasName { return nil }
    }

    private var hasName: Bool {
        switch self {
        case .subject, .trait, .property, .answer: true
        default: false
        }
    }

    static let names = [
        "customer", "anonymous", "device", "email", "phone", "social", "loyalty_card", "kind", "at", "channel", "score", "scale",
        "answer.KIND", "sentiment", "weight", "value", "currency", "id", "subject", "company", "trait.NAME", "property.NAME", "traits", "ignore",
    ]
}
