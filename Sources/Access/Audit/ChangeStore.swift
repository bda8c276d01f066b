package import Kernel
package import Storage

/// Reads what `AuditStore` wrote.
package struct ChangeStore: Sendable {
    let database: any Database

    package init(database: any Database) { self.database = database }

    /// The newest first, or those before a change.
    package func list(before: ID<Audit>? = nil, _ limit: Int) async throws -> [Audit] {
        let place: SQL = before.map { "(audit.recorded_at, audit.id) < (SELECT recorded_at, id FROM audit WHERE id = \($0))" } ?? .all([])
        return try await database.read { reading in
            try reading.rows(
                """
                SELECT audit.*, staff.name AS staff_name FROM audit LEFT JOIN staff ON staff.id = audit.staff
                WHERE \(place) ORDER BY audit.recorded_at DESC, audit.id DESC LIMIT \(limit)
                """
            ).compactMap(Audit.init)
        }
    }
}
