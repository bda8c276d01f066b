package import Kernel
package import Storage
package import Web

/// Who is signed in where.
package struct SessionStore: Sendable {
    let database: any Database
    private let audit = AuditStore()

    package init(database: any Database) { self.database = database }

    /// The session behind a cookie, if it is open; that it was used is written down at most once a minute.
    package func find(_ secret: Secret, at now: Instant) async throws -> StaffSession? {
        let digest = secret.digest
        let session = try await database.read { reading in
            try reading.first(
                """
                SELECT staff.*, session.hash AS digest, session.created_at AS begun_at, session.used_at
                FROM session JOIN staff ON staff.id = session.staff WHERE session.hash = \(digest)
                """
            ).map(StaffSession.init)
        }
        guard let session, session.isOpen(at: now) else { return nil }
        if now.duration(since: session.usedAt) >= StaffSession.usedAtPrecision { await noteUse(of: session, at: now) }
        return session
    }

    /// The open sessions of a person, the one used last first.
    package func list(of staff: ID<Viewer>, at now: Instant) async throws -> [StaffSession] {
        try await database.read { reading in
            try reading.rows(
                """
                SELECT staff.*, session.hash AS digest, session.created_at AS begun_at, session.used_at
                FROM session JOIN staff ON staff.id = session.staff WHERE staff.id = \(staff) ORDER BY session.used_at DESC, session.hash LIMIT 100
                """
            ).map(StaffSession.init)
        }.filter { $0.isOpen(at: now) }
    }

    private func noteUse(of session: StaffSession, at now: Instant) async {
        // A database that cannot be written to can still be read: the page is worth more than this note.
        _ = try? await database.write { tx in
            try tx.run("UPDATE session SET used_at = \(now) WHERE hash = \(session.digest) AND used_at < \(now)")
        }
    }
}

// MARK: - Beginning and ending

extension SessionStore {
    /// A session of its own, whatever the browser held before: what somebody may have slipped into it is worth nothing.
    package func begin(for staff: Staff, replacing old: Secret? = nil) async throws -> Secret {
        try await database.write { tx in
            try audit.record(.signedIn, of: staff.email, by: staff.id, in: tx)
            return try begin(for: staff.id, replacing: old, in: tx)
        }
    }

    package func end(_ secret: Secret) async throws {
        try await database.write { tx in try tx.run("DELETE FROM session WHERE hash = \(secret.digest)") }
    }

    /// Signs somebody out of every browser.
    package func endAll(of staff: Viewer) async throws {
        try await database.write { tx in
            try endAll(of: staff.id, in: tx)
            try audit.record(.signedOutEverywhere, of: staff.email, by: staff.id, in: tx)
        }
    }

    func begin(for staff: ID<Viewer>, replacing old: Secret?, in tx: Transaction) throws -> Secret {
        let secret = Secret()
        try removeExpired(tx)
        if let old { try tx.run("DELETE FROM session WHERE hash = \(old.digest)") }
        try tx.run("INSERT INTO session (hash, staff, created_at, used_at) VALUES (\(secret.digest), \(staff), \(tx.now), \(tx.now))")
        return secret
    }

    func endAll(of staff: ID<Viewer>, in tx: Transaction) throws { try tx.run("DELETE FROM session WHERE staff = \(staff)") }

    func removeExpired(_ tx: Transaction) throws {
        let (idle, old) = (tx.now.before(StaffSession.longestIdle), tx.now.before(StaffSession.longestLife))
        try tx.run("DELETE FROM session WHERE used_at < \(idle) OR created_at < \(old)")
    }
}

extension Instant {
    fileprivate func before(_ duration: Duration) -> Instant { adding(.zero - duration) }
}

extension StaffSession {
    init(_ row: Row) throws {
        self.init(staff: try Staff(row), digest: try row.get("digest"), createdAt: try row.get("begun_at"), usedAt: try row.get("used_at"))
    }
}
