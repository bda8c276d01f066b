package import Kernel
package import Storage
package import Web

package struct AuditStore: Sendable {
    package init() {}

    /// Written in the transaction of the change itself: neither is there without the other.
    package func record(
        _ action: Audit.Action, of subject: String, _ detail: String = "", by staff: ID<Viewer>?, key: String? = nil, in tx: Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO audit (id, staff, key_name, action, subject, detail, recorded_at)
            VALUES (\(ID<Audit>(at: tx.now)), \(staff), \(key), \(action), \(subject), \(detail), \(tx.now))
            """)
    }
}

extension Audit.Action: Storable {}

extension Audit {
    /// `nil` for an action that this version does not know: a later one wrote it.
    init?(_ row: Row) throws {
        guard let action = Action(rawValue: try row.get("action")) else { return nil }
        self.init(
            id: try row.get("id"), staff: try row.find("staff"), staffName: try row.find("staff_name"),
            keyName: try row.find("key_name"), action: action,
            subject: try row.get("subject"), detail: try row.get("detail"), recordedAt: try row.get("recorded_at"))
    }
}
