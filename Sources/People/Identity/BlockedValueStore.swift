package import Kernel
package import Storage

/// A value that names nobody: `test@example.com`, `0000`. What it came with is no evidence.
package struct BlockedValue: Hashable, Sendable {
    package let type: Int64
    package let value: String
    package let reason: String
    package let recordedAt: Instant
    /// With how many other identifiers it came.
    package let connections: Int
}

package struct BlockedValueStore: Sendable {
    package init() {}

    /// By type and value; `after` is the last one of the page before.
    package func list(after last: (type: Int64, value: String)? = nil, limit: Int = 50, _ reading: some Reading) throws -> [BlockedValue] {
        let place: SQL =
            last.map { "(blocked_identifier.type > \($0.type) OR (blocked_identifier.type = \($0.type) AND blocked_identifier.value > \($0.value)))" }
            ?? "1 = 1"
        return try reading.rows(
            """
            SELECT blocked_identifier.type, blocked_identifier.value, reason, recorded_at, (SELECT COUNT(*) FROM identifier
            JOIN identity_link ON identity_link.one = identifier.id OR identity_link.other = identifier.id
            WHERE identifier.type = blocked_identifier.type AND identifier.value = blocked_identifier.value AND grade IN (2, 3)) AS connections
            FROM blocked_identifier WHERE \(place) ORDER BY blocked_identifier.type, blocked_identifier.value LIMIT \(limit)
            """
        ).map { row in
            BlockedValue(
                type: try row.get("type"), value: try row.get("value"), reason: try row.get("reason"), recordedAt: try row.get("recorded_at"),
                connections: try row.get("connections"))
        }
    }

    /// From now on, and for all that has come already: who was one person by this value alone comes apart.
    ///
    /// - Returns: how many identifiers belong to somebody else now.
    @discardableResult
    package func block(_ identifier: Identifier, reason: String, in tx: Transaction, rules: IdentityRules) throws -> Int {
        guard let type = rules.byType[identifier.type]?.number else { throw Failure.invalid("type", "must be one of the choices") }
        let isNew = try tx.run(
            """
            INSERT INTO blocked_identifier (type, value, reason, recorded_at) VALUES (\(type), \(identifier.value), \(reason), \(tx.now))
            ON CONFLICT (type, value) DO NOTHING
            """)
        try Failure.require(isNew == 1, "value", "is blocked already")
        return try resolveAll(around: identifier, in: tx, rules: rules)
    }

    /// What it came with is evidence again, as if it had never been blocked.
    ///
    /// - Throws: `missing` when it is not blocked.
    @discardableResult
    package func unblock(_ identifier: Identifier, in tx: Transaction, rules: IdentityRules) throws -> Int {
        let type = rules.byType[identifier.type]?.number ?? 0
        guard try tx.run("DELETE FROM blocked_identifier WHERE type = \(type) AND value = \(identifier.value)") == 1 else {
            throw Failure.missing("This value")
        }
        return try resolveAll(around: identifier, in: tx, rules: rules)
    }

    /// Also of those it came with, since a blocked value leads to nobody.
    private func resolveAll(around identifier: Identifier, in tx: Transaction, rules: IdentityRules) throws -> Int {
        guard let known = try IdentityStore().find(identifier, tx) else { return 0 }
        let links = try tx.rows("SELECT one, other FROM identity_link WHERE one = \(known.id) OR other = \(known.id)")
        let touched = try links.flatMap { [try $0.get("one", as: Int64.self), try $0.get("other", as: Int64.self)] }
        return try IdentityStore().resolve(around: Set(touched).union([known.id]).sorted(), in: tx, rules: rules).count
    }
}
