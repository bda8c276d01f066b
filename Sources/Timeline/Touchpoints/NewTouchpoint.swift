package import Kernel
package import People

/// A touchpoint on its way in: what a sender, a file or a part of ours says has happened.
package struct NewTouchpoint: Sendable {
    /// Key of a kind in the catalogue, such as `page_view`. A kind not seen before is added to the catalogue.
    package var kind: String
    /// Key of a channel, such as `web`.
    package var channel: String
    /// Whom it happened to. The touchpoint belongs to the strongest of them; two or more are evidence that they are one person.
    package var identifiers: [Identifier]
    package var occurredAt: Instant
    package var score: Score?
    /// −1 (bad) … 1 (good).
    package var sentiment: Double?
    /// Survey weight, above 0. Absent is 1.
    package var weight: Double?
    package var value: Money?
    /// What makes it this touchpoint and no other within its source; the same key again is the same touchpoint.
    package var key: SourceKey?
    /// The thing it is about: a conversation, an order, a survey.
    package var subject: Subject?
    /// A JSON object, or empty.
    package var properties: String
    /// What it says about the customer, by name: `name`, `city`, `plan`.
    package var traits: [String: String]
    /// The sender's id of the company (account) the customer acts for.
    package var company: String?
    /// The customer acts for that company no longer.
    package var leavesCompany = false
    /// Those of the identifiers that the sender has verified itself. Believed unless its key is public.
    package var verified: Set<Identifier> = []

    package init(
        _ kind: String, channel: String, by identifiers: [Identifier], at occurredAt: Instant, score: Score? = nil, sentiment: Double? = nil,
        weight: Double? = nil, value: Money? = nil, key: SourceKey? = nil, subject: Subject? = nil, properties: String = "",
        traits: [String: String] = [:], company: String? = nil
    ) {
        self.kind = kind
        self.channel = channel
        self.identifiers = identifiers
        self.occurredAt = occurredAt
        self.score = score
        self.sentiment = sentiment
        self.weight = weight
        self.value = value
        self.key = key
        self.subject = subject
        self.properties = properties
        self.traits = traits
        self.company = company
    }
}

/// The thing a touchpoint is about, outside of the line: `order 4711`, `conversation 12`.
package struct Subject: Hashable, Sendable {
    package let type: String
    package let id: String

    package init(_ type: String, _ id: String) {
        self.type = type
        self.id = id
    }
}
