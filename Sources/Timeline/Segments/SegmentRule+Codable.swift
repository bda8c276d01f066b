import Foundation
import Kernel

/// A rule as it is kept and as it stands in addresses: one flat object, such as `{"rule":"did","name":"order_placed","times":2,"days":90}`.
extension SegmentRule: Codable {
    private struct Stored: Codable {
        var rule: String
        var name: String?
        var value: String?
        var times: Int?
        var days: Int?
    }

    package init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        guard let rule = SegmentRule(stored) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "\(stored.rule) is no rule of a segment"))
        }
        self = rule
    }

    package func encode(to encoder: any Encoder) throws { try stored.encode(to: encoder) }

    /// `nil` for what is no rule: an unknown word, a part that is missing or beyond its limits.
    private init?(_ stored: Stored) {
        let name = stored.name ?? ""
        if let days = stored.days, !Self.days.contains(days) { return nil }
        guard stored.rule == "first_seen" || (1...200).contains(name.unicodeScalars.count), !name.utf8.contains(0) else { return nil }
        switch stored.rule {
        case "trait":
            guard let test = TraitTest(stored.value) else { return nil }
            self = .trait(name, test)
        case "trait_contains":
            guard case .equals(let value) = TraitTest(stored.value) else { return nil }
            self = .trait(name, .contains(value))
        case "did":
            guard let times = stored.times, Self.times.contains(times) else { return nil }
            self = .did(name, atLeast: times, withinDays: stored.days)
        case "never": self = .never(name, withinDays: stored.days)
        case "used": self = .used(name, withinDays: stored.days)
        case "first_seen":
            guard let days = stored.days else { return nil }
            self = .firstSeen(withinDays: days)
        case "member": self = .member(name)
        default: return nil
        }
    }

    private var stored: Stored {
        switch self {
        case .trait(let name, .present): Stored(rule: "trait", name: name)
        case .trait(let name, .equals(let value)): Stored(rule: "trait", name: name, value: value)
        case .trait(let name, .contains(let value)): Stored(rule: "trait_contains", name: name, value: value)
        case .did(let kind, let times, let days): Stored(rule: "did", name: kind, times: times, days: days)
        case .never(let kind, let days): Stored(rule: "never", name: kind, days: days)
        case .used(let channel, let days): Stored(rule: "used", name: channel, days: days)
        case .firstSeen(let days): Stored(rule: "first_seen", days: days)
        case .member(let company): Stored(rule: "member", name: company)
        }
    }
}

extension SegmentRule.TraitTest {
    /// No value asks whether there is one; `nil` for one that no trait can have.
    fileprivate init?(_ value: String?) {
        guard let value else {
            self = .present
            return
        }
        guard (1...500).contains(value.unicodeScalars.count), !value.utf8.contains(0) else { return nil }
        self = .equals(value)
    }
}

extension SegmentRule {
    /// - Throws: `invalid` for a text that is no rule.
    init(json text: String) throws {
        do { self = try JSONDecoder().decode(SegmentRule.self, from: Data(text.utf8)) } catch is DecodingError {
            throw Failure.invalid("rule", "must be a rule of a segment")
        }
    }

    var json: String { SegmentRules.text(self) }
}

extension SegmentRules {
    init(json text: String) throws {
        do { self = try JSONDecoder().decode(SegmentRules.self, from: Data(text.utf8)) } catch is DecodingError {
            throw Failure.invalid("rules", "must be the rules of a segment")
        }
    }

    var json: String { Self.text(self) }

    /// Names in order, so that the same rules are the same text.
    fileprivate static func text(_ value: some Encodable) -> String {
        // Texts and whole numbers alone: there is nothing in them that JSON could not say.
        (try? PlainJSON.text(value)) ?? "{}"
    }
}
