package import Kernel
package import Storage
import Web

/// Events that could not be taken.
package struct RejectedEventStore: Sendable {
    let database: any Database

    package init(database: any Database) { self.database = database }

    /// Keeps them, and lets go of those that have waited for too long.
    func keep(_ events: [RejectedEvent], in tx: Transaction) throws {
        guard let source = events.first?.source else { return }
        try removeOld(in: tx)
        let open: Int = try tx.value("SELECT COUNT(*) FROM rejected_event WHERE source = \(source) AND settled_at IS NULL") ?? 0
        try tx.run(
            """
            INSERT INTO rejected_event (id, source, dress, received_at, field, reason, body)
            VALUES (\(""), \(0), \(""), \(0), \(""), \(""), \(""))
            """,
            each: events.prefix(max(0, RejectedEvent.mostOpen - open)).map { event in
                [
                    event.id.stored, .integer(event.source), .text(event.dress.rawValue), event.receivedAt.stored, .text(event.field),
                    .text(event.reason), .text(event.body),
                ]
            })
    }

    /// Lets go of those that have waited for too long, and of what was settled then.
    func removeOld(in tx: Transaction) throws {
        try tx.run("DELETE FROM rejected_event WHERE received_at < \(tx.now.adding(.zero - RejectedEvent.lifetime))")
    }

    /// What waits, newest first; `before` is the last one of the page before.
    package func waiting(
        for reason: RejectionReason? = nil, before: ID<RejectedEvent>? = nil, limit: Int, _ reading: some Storage.Reading
    ) throws -> [RejectedEvent] {
        var conditions: [SQL] = ["settled_at IS NULL"]
        if let before { conditions.append("id < \(before)") }
        if let reason { conditions.append("field = \(reason.field) AND reason = \(reason.reason)") }
        return try reading.rows("SELECT * FROM rejected_event WHERE \(SQL.all(conditions)) ORDER BY id DESC LIMIT \(limit)").map(RejectedEvent.init)
    }

    /// Why events wait, and how many for each reason: most first.
    package func reasons(_ reading: some Storage.Reading) throws -> [(reason: RejectionReason, count: Int)] {
        try reading.rows(
            """
            SELECT field, reason, COUNT(*) AS events FROM rejected_event WHERE settled_at IS NULL
            GROUP BY field, reason ORDER BY events DESC, field, reason LIMIT 50
            """
        ).map { (RejectionReason(field: try $0.get("field"), reason: try $0.get("reason")), try $0.get("events")) }
    }

    package func find(_ id: ID<RejectedEvent>, _ reading: some Storage.Reading) throws -> RejectedEvent {
        guard let row = try reading.first("SELECT * FROM rejected_event WHERE id = \(id)") else { throw Failure.missing("This event") }
        return try RejectedEvent(row)
    }
}

/// Why an event was not taken: the field and what is wrong with it.
package struct RejectionReason: Hashable, Sendable {
    package let field: String
    package let reason: String
}

// MARK: - Settling

extension RejectedEventStore {
    /// - Throws: `conflict` when somebody was quicker.
    func settle(_ id: ID<RejectedEvent>, _ outcome: RejectedEvent.Outcome, by staff: ID<Viewer>, in tx: Transaction) throws {
        let changed = try tx.run(
            """
            UPDATE rejected_event SET settled_at = \(tx.now), outcome = \(outcome.rawValue), settled_by = \(staff), body = ''
            WHERE id = \(id) AND settled_at IS NULL
            """)
        if changed == 0 { throw Failure.conflict("This event was settled in the meantime.") }
    }

    /// Returns how many there were.
    func discard(all reason: RejectionReason, by staff: ID<Viewer>, in tx: Transaction) throws -> Int {
        try tx.run(
            """
            UPDATE rejected_event SET settled_at = \(tx.now), outcome = 'discarded', settled_by = \(staff), body = ''
            WHERE settled_at IS NULL AND field = \(reason.field) AND reason = \(reason.reason)
            """)
    }
}

extension RejectedEvent {
    init(_ row: Row) throws {
        let (outcome, at): (String?, Instant?) = (try row.find("outcome"), try row.find("settled_at"))
        let by: Kernel.ID<Viewer>? = try row.find("settled_by")
        let dress: String = try row.get("dress")
        self.init(
            id: try row.get("id"), source: try row.get("source"), dress: EventDress(rawValue: dress) ?? .touchpoint,
            receivedAt: try row.get("received_at"), field: try row.get("field"), reason: try row.get("reason"), body: try row.get("body"),
            settlement: outcome.flatMap(Outcome.init(rawValue:)).flatMap { outcome in at.map { Settlement(outcome: outcome, at: $0, by: by) } })
    }
}
