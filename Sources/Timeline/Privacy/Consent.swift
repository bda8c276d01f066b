package import Kernel

/// What a customer has said about a purpose: whether we may. Every word is a touchpoint; the newest of a purpose counts.
package struct Consent: Hashable, Sendable {
    package let purpose: Purpose
    package let isGiven: Bool
    /// When they said so; of a clock that is not believed, when we heard of it.
    package let at: Instant
    package let position: Int64
    package let channel: Channel
    package let source: Int64
    /// Why, in the words of the staff who noted it.
    package let reason: String?

    /// What something is sent or done for. Senders may name others than these, in words of their own.
    package struct Purpose: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        /// `Product News` and `product_news` are one.
        package init(rawValue: String) {
            self.rawValue = String(rawValue.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }.prefix(60))
        }

        package static let marketing = Purpose(rawValue: "marketing")
        package static let newsletter = Purpose(rawValue: "newsletter")
        package static let surveys = Purpose(rawValue: "surveys")
        package static let personalisation = Purpose(rawValue: "personalisation")
        /// A word about it is a word about each.
        package static let everything = Purpose(rawValue: "everything")

        package static let known: [Purpose] = [.marketing, .newsletter, .surveys, .personalisation, .everything]

        /// Questions about what was bought or asked may come until somebody says no; all else needs a yes first.
        package var needsConsent: Bool { self != .surveys }
    }
}

extension Consent {
    /// How somebody stands to each purpose they spoke about: a function of their words alone, in whatever order these came.
    package static func standing(_ words: [Consent]) -> [Consent] {
        Set(words.map(\.purpose)).compactMap { newest(about: $0, words) }.sorted { $0.purpose.rawValue < $1.purpose.rawValue }
    }

    /// Whether we may, by what they have said.
    package static func allows(_ purpose: Purpose, by words: [Consent]) -> Bool {
        newest(about: purpose, words)?.isGiven ?? !purpose.needsConsent
    }

    /// By time, then by position; a word about everything is one about this too.
    private static func newest(about purpose: Purpose, _ words: [Consent]) -> Consent? {
        let own = words.filter { $0.purpose == purpose || $0.purpose == .everything }
        guard let last = own.max(by: { ($0.at, $0.position) < ($1.at, $1.position) }) else { return nil }
        return Consent(
            purpose: purpose, isGiven: last.isGiven, at: last.at, position: last.position, channel: last.channel, source: last.source,
            reason: last.reason)
    }
}

extension Consent {
    static let given = "consent_given"
    static let withdrawn = "consent_withdrawn"

    /// What a touchpoint says, about each of the purposes it names; none when it says nothing of the kind.
    ///
    /// Touchpoints of before purposes had to be named may name none: such a yes allows nothing, and such a no is about everything.
    package static func words(_ touchpoint: Touchpoint) -> [Consent] {
        guard [given, withdrawn].contains(touchpoint.kind.key) else { return [] }
        let (isGiven, named) = (touchpoint.kind.key == given, Purpose.named(in: touchpoint.properties))
        let reason = touchpoint.property("reason")
        return (named.isEmpty && !isGiven ? [.everything] : named).map { purpose in
            Consent(
                purpose: purpose, isGiven: isGiven, at: touchpoint.flags.contains(.clockSkew) ? touchpoint.receivedAt : touchpoint.occurredAt,
                position: touchpoint.position, channel: touchpoint.channel, source: touchpoint.source, reason: reason)
        }
    }
}
