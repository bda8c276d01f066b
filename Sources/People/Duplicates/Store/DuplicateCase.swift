package import Kernel

/// A suggestion that was written down, and what became of it.
package struct DuplicateCase: Hashable, Sendable {
    /// The identifiers that stood for the two when they were found, the lower first.
    package let one: Int64
    package let other: Int64
    /// Whom these identifiers belong to now.
    package let people: [Int64]
    /// 0…1.
    package let probability: Double
    package let reasons: [DuplicateReason]
    package let foundAt: Instant
    package let state: State

    package enum State: String, Sendable { case open, joined, dismissed }
}

/// What a look for duplicates came to.
package struct DuplicateRefresh: Hashable, Sendable {
    /// How many people were looked at: those of whom anything is known.
    package let people: Int
    package let suggestions: Int
    /// How many the administrator's rule has joined.
    package let joined: Int
}
