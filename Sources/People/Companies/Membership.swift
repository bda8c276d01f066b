package import Kernel

/// That somebody acts for a company, or has left it.
package struct Membership: Hashable, Sendable, Comparable {
    let identifier: Int64
    let company: Int64
    /// The earliest of which we heard; who leaves was there before.
    let since: Instant
    let seenAt: Instant?
    let leftAt: Instant?

    package init(of identifier: Int64, in company: Int64, at occurredAt: Instant, hasLeft: Bool = false) {
        self.init(identifier, company, since: occurredAt, seenAt: hasLeft ? nil : occurredAt, leftAt: hasLeft ? occurredAt : nil)
    }

    private init(_ identifier: Int64, _ company: Int64, since: Instant, seenAt: Instant?, leftAt: Instant?) {
        (self.identifier, self.company, self.since, self.seenAt, self.leftAt) = (identifier, company, since, seenAt, leftAt)
    }

    struct Place: Hashable { let identifier: Int64, company: Int64 }

    var place: Place { Place(identifier: identifier, company: company) }

    /// Both of them, said of one place.
    func merged(with other: Membership) -> Membership {
        Membership(
            identifier, company, since: min(since, other.since), seenAt: [seenAt, other.seenAt].compactMap(\.self).max(),
            leftAt: [leftAt, other.leftAt].compactMap(\.self).max())
    }

    package static func < (a: Self, b: Self) -> Bool { (a.identifier, a.company) < (b.identifier, b.company) }
}
