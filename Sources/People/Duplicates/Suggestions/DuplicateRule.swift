import Kernel

/// When two people are joined without anybody looking: set by an administrator, off until then.
package struct DuplicateRule: Hashable, Sendable {
    /// Only from this probability on, 0.5…1.
    package let leastProbability: Double
    /// All of these must be the same, letter by letter.
    package let same: Set<Attribute.Sort>

    /// - Throws: `Failure.invalid` for a rule that would join by resemblance alone.
    package init(leastProbability: Double, same: Set<Attribute.Sort>) throws {
        try Failure.require((0.5...1).contains(leastProbability), "probability", "must be between 0.5 and 1")
        let telling: Set<Attribute.Sort> = [.email, .phone, .birthDate, .code]
        try Failure.require(
            !same.isDisjoint(with: telling), "attributes", "must name one of email, phone, birthDate and code: names alone are not enough")
        (self.leastProbability, self.same) = (leastProbability, same)
    }

    package func allows(_ probability: Double, _ reasons: [DuplicateReason]) -> Bool {
        let agreeing = reasons.compactMap { reason -> Attribute.Sort? in
            guard case .attribute(let attribute, .same, _) = reason.subject else { return nil }
            return attribute.sort
        }
        return probability >= leastProbability && same.isSubset(of: agreeing)
    }
}
