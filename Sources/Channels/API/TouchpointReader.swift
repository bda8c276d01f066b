import Kernel
import People
import Timeline

/// Reads a touchpoint as our own API takes it. Every field is known by name: a wrong name is said, not passed over.
struct TouchpointReader {
    let json: JSONValue
    let receivedAt: Instant
    /// Its place in the request.
    let index: Int
    /// Which types of identifiers there are; without, those that every installation knows.
    let rules: IdentityRules?

    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    func touchpoint() throws -> NewTouchpoint {
        try Failure.require(json.form == .object, "", "A touchpoint must be a JSON object.")
        try Failure.require(json.length <= SegmentEvent.sizeLimit, "", "The touchpoint is larger than 32 kB.")
        try knowsOnly(Self.fields, of: json, "")
        var touchpoint = NewTouchpoint(
            EventName.catalogued(try text("kind")), channel: try text("channel"), by: try identifiers().map(\.identifier), at: try at() ?? receivedAt,
            score: try score(),
            sentiment: try number("sentiment"), weight: try number("weight"), value: try money(), key: try key(), subject: try subject(),
            properties: try object("properties").map(\.source) ?? "", traits: try traits(json["traits"], "traits"))
        touchpoint.verified = Set(try identifiers().filter(\.isVerified).map(\.identifier))
        touchpoint.company = try object("company").map { try Self.text($0["key"], "company.key") }
        touchpoint.leavesCompany = try object("company").map { try Self.flag($0["left"], "company.left") } ?? false
        return touchpoint
    }

    private static let fields: Set = [
        "key", "kind", "channel", "at", "identifiers", "score", "sentiment", "weight", "value", "subject", "properties", "traits", "company",
    ]

    /// What it says about the company.
    func companyTraits() throws -> [String: String] {
        guard let company = try object("company") else { return [:] }
        try knowsOnly(["key", "traits", "left"], of: company, "company.")
        return try traits(company["traits"], "company.traits")
    }
}

// MARK: - Fields

extension TouchpointReader {
    private func at() throws -> Instant? {
        guard let at = json["at"] else { return nil }
        guard let instant = at.string.flatMap({ Instant($0) }) else { throw Failure.invalid("at", "must be a time such as 2026-11-22T08:14:00Z") }
        return instant
    }

    private func identifiers() throws -> [(identifier: Identifier, isVerified: Bool)] {
        guard let list = json["identifiers"], list.form == .list else { throw Failure.invalid("identifiers", "must be a list") }
        return try list.elements.enumerated().map { index, element in
            let field = "identifiers.\(index)"
            try knowsOnly(["type", "value", "verified"], of: element, field + ".")
            let (type, value) = (try Self.text(element["type"], "\(field).type"), try Self.text(element["value"], "\(field).value"))
            return (try identifier(type, value, at: field), try Self.flag(element["verified"], "\(field).verified"))
        }
    }

    private func identifier(_ type: String, _ value: String, at field: String) throws -> Identifier {
        if let rules { return try rules.identifier(type, value, at: field) }
        guard let known = IdentifierType.known.first(where: { $0.rawValue == type }) else {
            throw Failure.invalid("\(field).type", "must be one of \(IdentifierType.known.map(\.rawValue).joined(separator: ", "))")
        }
        guard let identifier = Identifier(known, value) else { throw Failure.invalid("\(field).value", "names nobody") }
        return identifier
    }

    private func score() throws -> Score? {
        guard let object = try object("score") else { return nil }
        try knowsOnly(["value", "scale"], of: object, "score.")
        guard let scale = Scale(key: try Self.text(object["scale"], "score.scale")) else {
            throw Failure.invalid("score.scale", "must be one of \(Scale.allCases.map(\.key).joined(separator: ", "))")
        }
        guard let score = object["value"]?.double.flatMap({ Score($0, on: scale) }) else {
            throw Failure.invalid("score.value", "must be a number from \(Int(scale.range.lowerBound)) to \(Int(scale.range.upperBound))")
        }
        return score
    }

    private func money() throws -> Money? {
        guard let object = try object("value") else { return nil }
        try knowsOnly(["amount", "currency"], of: object, "value.")
        guard let currency = Currency(try Self.text(object["currency"], "value.currency")) else {
            throw Failure.invalid("value.currency", "must be a code of three capital letters, such as EUR")
        }
        guard let amount = object["amount"], amount.form == .number, let minor = MinorUnits(amount.source, digits: currency.digits)?.value else {
            throw Failure.invalid("value.amount", "must be a number, such as 19.99")
        }
        return Money(minor, currency)
    }

    private func subject() throws -> Subject? {
        guard let object = try object("subject") else { return nil }
        try knowsOnly(["type", "id"], of: object, "subject.")
        return Subject(try Self.text(object["type"], "subject.type"), try Self.text(object["id"], "subject.id"))
    }

    /// What makes it this touchpoint and no other: its `key`; else its time and what it says; else its arrival.
    private func key() throws -> SourceKey {
        if json["key"] != nil { return SourceKey(try text("key")) }
        guard let at = try at() else { return SourceKey(at: receivedAt, content: Array("\(index)|".utf8) + json.raw) }
        return SourceKey(at: at, content: json.raw)
    }

    private func traits(_ object: JSONValue?, _ field: String) throws -> [String: String] {
        guard let object else { return [:] }
        try Failure.require(object.form == .object, field, "must be an object")
        return try object.members.reduce(into: [:]) { traits, member in
            // Here and not when it is kept: what is there already, and a name without a value, is read and not kept.
            let isKeepable = !member.name.contains("\0") && !(member.value.plain ?? "").contains("\0")
            try Failure.require(isKeepable, field, "must hold no character U+0000, which no database keeps")
            if member.value.form == .null { return }
            guard let value = member.value.plain else { throw Failure.invalid("\(field).\(member.name)", "must be a text, a number, true or false") }
            traits[member.name] = value
        }
    }
}

// MARK: - Values

extension TouchpointReader {
    private func text(_ name: StaticString) throws -> String { try Self.text(json[name], name.description) }

    private static func text(_ value: JSONValue?, _ field: String) throws -> String {
        guard let value else { throw Failure.invalid(field, "must be given") }
        guard let text = value.string else { throw Failure.invalid(field, "must be a text") }
        try Failure.require((1...200).contains(text.utf8.count) || field.hasSuffix(".value"), field, "must have 1 to 200 bytes")
        return text
    }

    private static func flag(_ value: JSONValue?, _ field: String) throws -> Bool {
        guard let value else { return false }
        switch value.source {
        case "true": return true
        case "false": return false
        default: throw Failure.invalid(field, "must be true or false")
        }
    }

    private func number(_ name: StaticString) throws -> Double? {
        guard let value = json[name] else { return nil }
        guard let number = value.double else { throw Failure.invalid(name.description, "must be a number") }
        return number
    }

    private func object(_ name: StaticString) throws -> JSONValue? {
        guard let value = json[name] else { return nil }
        try Failure.require(value.form == .object, name.description, "must be an object")
        return value
    }

    private func knowsOnly(_ names: Set<String>, of object: JSONValue, _ prefix: String) throws {
        try Failure.require(object.form == .object, String(prefix.dropLast()), "must be an object")
        for (name, _) in object.members where !names.contains(name) {
            throw Failure.invalid(prefix + name.prefix(100), "is no field here; there are \(names.sorted().joined(separator: ", "))")
        }
    }
}
