package import Kernel
package import Storage

/// Who is who, worked out anew for everybody after a rule was changed: in steps, each of which is kept, so that what was interrupted goes on.
package struct IdentityReview: Hashable, Sendable {
    package let startedAt: Instant
    /// 0…1.
    package let share: Double
    /// How many identifiers belong to somebody else since.
    package let moved: Int
    package let finishedAt: Instant?
}

package struct IdentityReviewStore: Sendable {
    private static let step = 500

    package init() {}

    /// From the beginning, also where an earlier one has not come to its end: its rules are no longer the ones that hold.
    package func begin(in tx: Transaction) throws {
        let last: Int64 = try tx.value("SELECT COALESCE(MAX(id), 0) FROM identity_review") ?? 0
        try tx.run("INSERT INTO identity_review (id, started_at, reached, moved) VALUES (\(last + 1), \(tx.now), 0, 0)")
    }

    /// The newest, finished or not.
    package func latest(_ reading: some Reading) throws -> IdentityReview? {
        let last: Int64 = try reading.value("SELECT COALESCE(MAX(one), 0) FROM identity_link") ?? 0
        return try reading.first("SELECT started_at, reached, moved, finished_at FROM identity_review ORDER BY id DESC LIMIT 1").map { row in
            let (reached, finishedAt) = (try row.get("reached", as: Int64.self), try row.find("finished_at", as: Instant.self))
            return IdentityReview(
                startedAt: try row.get("started_at"), share: finishedAt != nil || last == 0 ? 1 : min(1, Double(reached) / Double(last)),
                moved: try row.get("moved"), finishedAt: finishedAt)
        }
    }

    /// One step further, by the rules that hold now.
    ///
    /// - Returns: whether anything is left to do.
    package func advance(in tx: Transaction) throws -> Bool {
        guard let review = try tx.first("SELECT id, reached FROM identity_review WHERE finished_at IS NULL ORDER BY id DESC LIMIT 1") else {
            return false
        }
        let (id, reached): (Int64, Int64) = (try review.get("id"), try review.get("reached"))
        let next: [Int64] = try tx.rows(
            "SELECT DISTINCT one FROM identity_link WHERE one > \(reached) ORDER BY one LIMIT \(Self.step)"
        ).map { try $0.get(at: 0) }
        guard let last = next.last else {
            try tx.run("UPDATE identity_review SET finished_at = \(tx.now) WHERE id <= \(id) AND finished_at IS NULL")
            return false
        }
        let moves = try IdentityStore().resolve(around: next, in: tx, rules: IdentityStore().rules(tx))
        try tx.run("UPDATE identity_review SET reached = \(last), moved = moved + \(moves.count) WHERE id = \(id)")
        return true
    }

    /// To the end, or until so many steps are done; others write between two of them.
    ///
    /// - Returns: whether it has come to the end.
    @discardableResult
    package func run(_ database: any Database, steps: Int = .max) async throws -> Bool {
        var done = 0
        while done < steps {
            try Task.checkCancellation()
            guard try await database.write({ try advance(in: $0) }) else { return true }
            done += 1
        }
        return false
    }
}
