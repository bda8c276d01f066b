import Kernel
import People
import Timeline

extension JSONObjectText {
    /// A person as the API tells of them.
    init(_ person: Person, _ profile: Profile?, _ line: Line) {
        self.init()
        add("id", person.id.description)
        add("name", profile?.name)
        add("createdAt", person.createdAt.description)
        add("identifiers", (profile?.identifiers ?? []).map(line.standing))
        var traits = JSONObjectText()
        for trait in profile?.traits ?? [] { traits.add(anyName: trait.name, trait.value) }
        add("traits", traits)
    }

    /// A touchpoint as the API tells of it.
    init(_ touchpoint: Touchpoint, identifier: JSONObjectText?, source: String?) {
        self.init()
        add("position", touchpoint.position)
        add("at", touchpoint.occurredAt.description)
        add("receivedAt", touchpoint.receivedAt.description)
        add("kind", touchpoint.kind.key)
        add("channel", touchpoint.channel.key)
        add("source", source)
        if let identifier { add("identifier", identifier) }
        addWorth(of: touchpoint)
        if !touchpoint.properties.isEmpty { add("properties", json: touchpoint.properties.utf8) }
        add("isClockBelieved", json: (touchpoint.flags.contains(.clockSkew) ? "false" : "true").utf8)
        add("isHistory", json: (touchpoint.flags.contains(.history) ? "true" : "false").utf8)
    }

    /// What it says beside what happened to whom and when.
    mutating func addWorth(of touchpoint: Touchpoint) {
        touchpoint.score.map { add("score", JSONObjectText($0)) }
        add("sentiment", touchpoint.sentiment)
        add("weight", touchpoint.weight)
        touchpoint.value.map { add("value", JSONObjectText($0)) }
        touchpoint.subject.map { add("subject", JSONObjectText($0)) }
    }

    private init(_ score: Score) {
        self.init()
        add("value", score.value)
        add("scale", score.scale.key)
    }

    private init(_ money: Money) {
        self.init()
        add("amount", json: decimal(money).utf8)
        add("currency", money.currency.code)
    }

    private init(_ subject: Subject) {
        self.init()
        add("type", subject.type)
        add("id", subject.id)
    }
}

/// `19.99`: the amount in major units, exactly.
private func decimal(_ money: Money) -> String {
    let digits = money.currency.digits
    guard digits > 0 else { return String(money.minor) }
    let minor = String(money.minor.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - minor.utf8.count)) + minor
    return (money.minor < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
}

extension Line {
    /// `{"type": "email", "value": "…"}`
    func name(_ identifier: KnownIdentifier) -> JSONObjectText {
        var json = JSONObjectText()
        json.add("type", rules[number: identifier.type]?.type.rawValue)
        json.add("value", identifier.value)
        return json
    }

    /// The same, with `"verified"`: whether somebody trustworthy said that it is truly theirs.
    func standing(_ identifier: KnownIdentifier) -> JSONObjectText {
        var json = name(identifier)
        json.add("verified", json: (identifier.verifiedAt == nil ? "false" : "true").utf8)
        return json
    }
}
