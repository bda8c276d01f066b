import Kernel
import Web

/// A segment while it is made. It stands whole in the address, so that it can be gone back to, sent to a colleague, and needs no script:
/// `?match=all&rule={…}&rule={…}`, with `id` for one that is kept already.
struct SegmentDraft: Sendable {
    var id: ID<Segment>?
    var name: String
    var rules: SegmentRules

    init(_ segment: Segment) { (id, name, rules) = (segment.id, segment.name, segment.rules) }

    init(_ name: String, _ rules: SegmentRules) { (self.name, self.rules) = (name, rules) }

    /// - Throws: `invalid` when a rule in the address is none.
    init(_ query: Query) throws {
        (id, name) = (query.id("id"), query["name"] ?? "")
        rules = try SegmentRules(query["match"], query.all("rule"))
    }

    init(_ form: Form) throws {
        (id, name) = (form.optional("id").flatMap { ID($0) }, form["name"])
        rules = try SegmentRules(form["match"], form.all("rule"))
    }
}

extension SegmentRules {
    /// Where one sees who they are of whom these rules hold, and may keep them as a segment.
    package func draftPath(named name: String) -> String { SegmentDraft(name, self).path }
}

extension SegmentDraft {
    static let path = "/segments/draft"

    var path: String {
        var query = Query()
        for field in fields { query = query.adding(field.name, field.value) }
        return Self.path + query.text
    }

    /// What an address or a form must carry to mean this draft.
    var fields: [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [(name: "match", value: rules.match.rawValue)]
        if let id { fields.append((name: "id", value: id.description)) }
        if !name.isEmpty { fields.append((name: "name", value: name)) }
        for rule in rules.rules { fields.append((name: "rule", value: rule.json)) }
        return fields
    }

    func without(_ place: Int) -> SegmentDraft {
        var draft = self
        draft.rules.rules.remove(at: place)
        return draft
    }

    func matching(_ match: SegmentRules.Match) -> SegmentDraft {
        var draft = self
        draft.rules.match = match
        return draft
    }
}

extension SegmentRules {
    fileprivate init(_ match: String?, _ rules: [String]) throws {
        try Failure.require(rules.count <= Self.mostRules, "rule", "must be at most \(Self.mostRules)")
        self.init(match.flatMap(Match.init(rawValue:)) ?? .all, try rules.map { try SegmentRule(json: $0) })
    }
}

extension SegmentRule {
    /// The rule that a form of ``SegmentDraftPage`` asks to add.
    ///
    /// - Parameter company: the key of the company that was typed.
    /// - Throws: `invalid` for the field that is wrong.
    init(_ form: Form, _ catalogue: Catalogue, company: String?) throws {
        switch form["add"] {
        case "trait": self = .trait(try form.text("trait", 1...200), try TraitTest(form))
        case "did":
            let kind = try Self.kind(form, catalogue)
            let within = try Self.within(form)
            if form["how"] == "never" {
                self = .never(kind, withinDays: within)
            } else {
                self = .did(kind, atLeast: try form.int("times", Self.times), withinDays: within)
            }
        case "used":
            guard catalogue.number(ofChannel: form["channel"]) != nil else { throw Failure.invalid("channel", "must be one of the choices") }
            self = .used(form["channel"], withinDays: try Self.within(form))
        case "first_seen": self = .firstSeen(withinDays: try form.int("days", Self.days))
        case "member":
            guard let company else { throw Failure.invalid("company", "must be the name of a company") }
            self = .member(company)
        default: throw Failure.invalid("add", "must be one of the choices")
        }
    }

    private static func kind(_ form: Form, _ catalogue: Catalogue) throws -> String {
        guard catalogue.number(ofKind: form["kind"]) != nil else { throw Failure.invalid("kind", "must be one of the choices") }
        return form["kind"]
    }

    /// No number of days means ever.
    private static func within(_ form: Form) throws -> Int? { try form["days"].isEmpty ? nil : form.int("days", Self.days) }
}

extension SegmentRule.TraitTest {
    fileprivate init(_ form: Form) throws {
        switch form["test"] {
        case "present": self = .present
        case "contains": self = .contains(try form.text("value", 1...500))
        default: self = .equals(try form.text("value", 1...500))
        }
    }
}
