import Kernel
package import Storage

/// What staff may say to a suggestion. Each is said once; a pair that was decided on is never suggested again.
extension DuplicateStore {
    /// They are one.
    ///
    /// - Returns: the link to withdraw, to undo it.
    /// - Throws: `Failure.conflict` when somebody was faster, `Failure.missing` when there is no such suggestion.
    @discardableResult
    package func join(_ one: Int64, _ other: Int64, by staff: [UInt8], in tx: Transaction, rules: IdentityRules) throws -> Int64 {
        let suggestion = try undecided(one, other, tx)
        guard suggestion.people[0] != suggestion.people[1] else { throw Failure.conflict("These two are one person already.") }
        let identity = IdentityStore()
        let link = try identity.merge(
            suggestion.one, with: suggestion.other, by: staff, reason: suggestion.reasons.sentence, in: tx, rules: rules)
        try decide(suggestion, "joined", link: link, staff, tx)
        return link
    }

    /// They are two.
    package func dismiss(_ one: Int64, _ other: Int64, by staff: [UInt8], in tx: Transaction) throws {
        try decide(undecided(one, other, tx), "dismissed", link: nil, staff, tx)
    }

    private func undecided(_ one: Int64, _ other: Int64, _ tx: Transaction) throws -> DuplicateCase {
        guard let suggestion = try find(one, other, tx) else { throw Failure.missing("This suggestion") }
        guard suggestion.state == .open else { throw Failure.conflict("This suggestion has been decided on already.") }
        return suggestion
    }

    private func decide(_ suggestion: DuplicateCase, _ outcome: String, link: Int64?, _ staff: [UInt8], _ tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO duplicate_decision (one, other, outcome, link, staff, decided_at)
            VALUES (\(suggestion.one), \(suggestion.other), \(outcome), \(link), \(staff), \(tx.now))
            """)
    }
}
