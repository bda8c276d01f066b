package import Kernel

/// Evidence that two identifiers belong to one person, or that they do not.
package struct IdentityLink: Hashable, Sendable, Identifiable {
    package let id: Int64
    /// The lower and the higher number of the two identifiers.
    package let one: Int64
    package let other: Int64
    package let grade: Grade
    package let occurredAt: Instant

    package init(id: Int64, _ a: Int64, _ b: Int64, grade: Grade, occurredAt: Instant) {
        self.id = id
        one = min(a, b)
        other = max(a, b)
        self.grade = grade
        self.occurredAt = occurredAt
    }

    /// How much the evidence weighs; lower comes first.
    package enum Grade: Int16, Sendable, Comparable {
        /// A member of staff said that they are one.
        case merged = 1
        /// The sender said that one is another name of the other.
        case alias = 2
        /// Both came with the same touchpoint.
        case seenTogether = 3
        /// One of the two before, by a key that anybody can read in a page: it may be true, and it may be anybody's.
        case claimed = 4
        /// A member of staff said that they are not one.
        case separated = 9

        package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }
}

/// An identifier as the database knows it.
package struct KnownIdentifier: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let type: Int64
    package let value: String
    /// The lowest identifier of the person it belongs to.
    package let person: Int64
    /// When somebody trustworthy said that it is truly theirs; `nil` while it is claimed.
    package let verifiedAt: Instant?

    package init(id: Int64, type: Int64, value: String, person: Int64, verifiedAt: Instant? = nil) {
        self.id = id
        self.type = type
        self.value = value
        self.person = person
        self.verifiedAt = verifiedAt
    }
}
