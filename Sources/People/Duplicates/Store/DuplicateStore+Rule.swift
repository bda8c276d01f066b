import Kernel
package import Storage

/// The rule by which people are joined without anybody looking. There is none until an administrator sets one.
extension DuplicateStore {
    package func rule(_ reading: some Reading) throws -> DuplicateRule? { try setRule(reading)?.rule }

    /// `nil` ends it. What it has joined stays joined, and can be undone like any merge.
    package func set(_ rule: DuplicateRule?, by staff: [UInt8], in tx: Transaction) throws {
        let attributes = rule?.same.map(\.rawValue).sorted().joined(separator: ",") ?? ""
        let last: Int64 = try tx.value("SELECT COALESCE(MAX(id), 0) FROM duplicate_rule") ?? 0
        try tx.run(
            """
            INSERT INTO duplicate_rule (id, probability, attributes, staff, set_at)
            VALUES (\(last + 1), \(rule?.leastProbability), \(attributes), \(staff), \(tx.now))
            """)
    }

    /// How many of what waits a rule would join.
    package func count(allowedBy rule: DuplicateRule, _ reading: some Reading) throws -> Int {
        var (count, last): (Int, DuplicateCase?) = (0, nil)
        while true {
            let page = try open(after: last, limit: 500, reading)
            count += page.count { rule.allows($0.probability, $0.reasons) }
            // The surest come first: what follows is below the rule.
            guard page.count == 500, let end = page.last, end.probability >= rule.leastProbability else { return count }
            last = end
        }
    }

    /// Joins what the rule allows, in the name of who set it.
    ///
    /// - Returns: how many.
    func joinByRule(_ suggestions: [Found], in tx: Transaction) throws -> Int {
        guard let (rule, staff) = try setRule(tx) else { return 0 }
        let rules = try IdentityStore().rules(tx)
        var joined = 0
        for found in suggestions where rule.allows(found.suggestion.probability, found.suggestion.reasons) {
            guard let waiting = try find(found.one, found.other, tx), waiting.state == .open, waiting.people[0] != waiting.people[1] else { continue }
            try join(found.one, found.other, by: staff, in: tx, rules: rules)
            joined += 1
        }
        return joined
    }

    private func setRule(_ reading: some Reading) throws -> (rule: DuplicateRule, staff: [UInt8])? {
        let row = try reading.first("SELECT probability, attributes, staff FROM duplicate_rule ORDER BY id DESC LIMIT 1")
        guard let row, let probability: Double = try row.find("probability") else { return nil }
        let attributes: String = try row.get("attributes")
        let same = Set(attributes.split(separator: ",").compactMap { Attribute.Sort(rawValue: String($0)) })
        return (try DuplicateRule(leastProbability: probability, same: same), try row.get("staff"))
    }
}
