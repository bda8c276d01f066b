package import Kernel

/// Customers that have something in common, asked for by rules: who belongs to it is found anew each time.
package struct Segment: Hashable, Sendable {
    package let id: ID<Segment>
    package let name: String
    package let rules: SegmentRules
    package let updatedAt: Instant
}

/// Rules, all or any of which must hold for a customer.
package struct SegmentRules: Hashable, Sendable, Codable {
    package enum Match: String, Hashable, Sendable, Codable { case all, any }

    package var match: Match
    package var rules: [SegmentRule]

    /// Beyond that nobody can say any more what a segment means.
    package static let mostRules = 12

    package init(_ match: Match = .all, _ rules: [SegmentRule] = []) {
        self.match = match
        self.rules = rules
    }
}

/// Something that holds for a customer or does not.
package enum SegmentRule: Hashable, Sendable {
    /// What is known of them: the newest value of a name is this text, contains it, or is there at all.
    case trait(_ name: String, TraitTest)
    /// They did this at least so many times, within so many days or ever.
    case did(_ kind: String, atLeast: Int, withinDays: Int?)
    case never(_ kind: String, withinDays: Int?)
    case used(_ channel: String, withinDays: Int?)
    /// Their first touchpoint happened within so many days.
    case firstSeen(withinDays: Int)
    /// They act for the company with this key.
    case member(_ company: String)

    package enum TraitTest: Hashable, Sendable {
        case equals(String)
        case contains(String)
        case present
    }
}

extension SegmentRule {
    /// The key of the company it asks for.
    var company: String? {
        guard case .member(let key) = self else { return nil }
        return key
    }

    static let days = 1...3_650
    static let times = 1...1_000
}
