package import Kernel
package import Storage
package import Web

/// Links that let people in, from being made to being used.
package struct InvitationStore: Sendable {
    let database: any Database
    private let audit = AuditStore()
    private let staff: StaffStore
    private let sessions: SessionStore
    private let credentials: CredentialStore

    package init(database: any Database) {
        self.database = database
        staff = StaffStore(database: database)
        sessions = SessionStore(database: database)
        credentials = CredentialStore(database: database)
    }

    /// The invitation behind a link.
    ///
    /// - Throws: `Refusal.deadLink` when it was used, has expired, was withdrawn or never was one of these.
    package func find(_ secret: Secret, _ purposes: Set<Invitation.Purpose>, at now: Instant) async throws -> Invitation {
        let found = try await database.read { try find(secret, $0) }
        guard let found, purposes.contains(found.purpose), found.isOpen(at: now) else { throw Refusal.deadLink }
        return found
    }

    /// Colleagues who have not come yet, the newest first.
    package func waiting(at now: Instant) async throws -> [Invitation] {
        try await database.read { reading in
            try reading.rows(
                """
                SELECT * FROM invitation WHERE purpose = 'colleague' AND used_at IS NULL AND expires_at > \(now)
                ORDER BY created_at DESC, id DESC LIMIT 200
                """
            ).map(Invitation.init)
        }
    }
}

// MARK: - Making

extension InvitationStore {
    /// The way in for the first owner; earlier ones end. `nil` when there is somebody already.
    package func first() async throws -> Secret? {
        try await database.write { tx in
            guard try staff.isEmpty(tx) else { return nil }
            try tx.run("DELETE FROM invitation WHERE purpose = 'first'")
            return try make(.first, role: .owner, in: tx)
        }
    }

    /// - Throws: `Refusal.emailTaken`; `Failure.forbidden` for a role above one's own.
    package func invite(_ email: EmailAddress, as role: Role, by viewer: Viewer) async throws -> Secret {
        guard viewer.mayManage(role) else { throw Failure.forbidden("Your role does not allow this.") }
        return try await database.write { tx in
            guard try staff.find(email: email, tx) == nil else { throw Refusal.emailTaken }
            try tx.run("DELETE FROM invitation WHERE purpose = 'colleague' AND email = \(email.text) AND used_at IS NULL")
            try audit.record(.invited, of: email.text, role.rawValue, by: viewer.id, in: tx)
            return try make(.colleague, role: role, email: email, by: viewer.id, in: tx)
        }
    }

    /// For somebody who forgot theirs. The old password holds until the new one is chosen.
    package func newPassword(for id: ID<Viewer>, by viewer: Viewer) async throws -> Secret {
        try await database.write { tx in
            let person = try staff.find(id, tx)
            guard viewer.mayManage(person.role), person.isActive else { throw Failure.forbidden("Your role does not allow this.") }
            try tx.run("DELETE FROM invitation WHERE purpose = 'password' AND staff = \(id)")
            try audit.record(.passwordLink, of: person.email, by: viewer.id, in: tx)
            return try make(.password, for: person, by: viewer.id, in: tx)
        }
    }

    /// The same for whoever has the machine itself in their hands, as when the only owner forgot theirs.
    ///
    /// - Throws: `missing` where nobody of that address works here any more.
    package func newPassword(for email: EmailAddress) async throws -> Secret {
        try await database.write { tx in
            guard let person = try staff.find(email: email, tx), person.isActive else { throw Failure.missing("Somebody of staff with this address") }
            try tx.run("DELETE FROM invitation WHERE purpose = 'password' AND staff = \(person.id)")
            try audit.record(.passwordLink, of: person.email, by: nil, in: tx)
            return try make(.password, for: person, in: tx)
        }
    }

    /// A way in for whoever started the demo, as an owner who is made if need be; earlier ones end.
    package func demo(_ owner: Newcomer) async throws -> Secret {
        try await database.write { tx in
            let person = try staff.find(email: owner.email, tx) ?? staff.add(owner, as: .owner, in: tx)
            try tx.run("DELETE FROM invitation WHERE purpose = 'demo'")
            return try make(.demo, for: person, in: tx)
        }
    }

    package func withdraw(_ id: ID<Invitation>, by viewer: Viewer) async throws {
        try await database.write { tx in
            let gone = try tx.first("DELETE FROM invitation WHERE id = \(id) AND purpose = 'colleague' AND used_at IS NULL RETURNING email, role")
            guard let gone else { throw Failure.missing("This invitation") }
            try audit.record(.invitationWithdrawn, of: try gone.find("email") ?? "", try gone.get("role"), by: viewer.id, in: tx)
        }
    }

    /// Links that open nothing any more.
    func removeExpired(_ tx: Transaction) throws { try tx.run("DELETE FROM invitation WHERE expires_at <= \(tx.now)") }

    private func make(_ purpose: Invitation.Purpose, for person: Staff, by: ID<Viewer>? = nil, in tx: Transaction) throws -> Secret {
        try make(purpose, role: person.role, staff: person.id, by: by, in: tx)
    }

    private func make(
        _ purpose: Invitation.Purpose, role: Role, staff: ID<Viewer>? = nil, email: EmailAddress? = nil, by: ID<Viewer>? = nil, in tx: Transaction
    ) throws -> Secret {
        let secret = Secret()
        try tx.run(
            """
            INSERT INTO invitation (id, hash, purpose, staff, email, role, created_by, created_at, expires_at)
            VALUES (\(ID<Invitation>(at: tx.now)), \(secret.digest), \(purpose), \(staff), \(email?.text), \(role), \(by),
                \(tx.now), \(tx.now.adding(purpose.lifetime)))
            """)
        return secret
    }
}

// MARK: - Using

extension InvitationStore {
    /// Makes somebody a member of staff and signs them in.
    ///
    /// - Throws: `Refusal.deadLink`, `Refusal.emailTaken`.
    package func accept(_ secret: Secret, _ newcomer: Newcomer, replacing old: Secret? = nil) async throws -> Secret {
        try await database.write { tx in
            let invitation = try use(secret, [.first, .colleague], in: tx)
            if invitation.purpose == .first, try !staff.isEmpty(tx) { throw Refusal.deadLink }
            let person = try staff.add(newcomer, as: invitation.role, in: tx)
            return try sessions.begin(for: person.id, replacing: old, in: tx)
        }
    }

    /// Gives somebody who is here a new password and signs them in, and out everywhere else.
    package func accept(_ secret: Secret, passwordHash: String, replacing old: Secret? = nil) async throws -> Secret {
        try await database.write { tx in
            guard let id = try use(secret, [.password], in: tx).staff, try staff.find(id, tx).isActive else { throw Refusal.deadLink }
            try credentials.set(passwordHash, of: id, in: tx)
            return try sessions.begin(for: id, replacing: old, in: tx)
        }
    }

    /// The demo's link holds until it expires, so that a browser that looks ahead does not use it up.
    package func enterDemo(_ secret: Secret, replacing old: Secret? = nil) async throws -> Secret {
        try await database.write { tx in
            guard let invitation = try find(secret, tx), invitation.purpose == .demo, invitation.isOpen(at: tx.now), let id = invitation.staff,
                try staff.find(id, tx).isActive
            else { throw Refusal.deadLink }
            return try sessions.begin(for: id, replacing: old, in: tx)
        }
    }

    private func use(_ secret: Secret, _ purposes: Set<Invitation.Purpose>, in tx: Transaction) throws -> Invitation {
        let used = try tx.first(
            """
            UPDATE invitation SET used_at = \(tx.now) WHERE hash = \(secret.digest) AND used_at IS NULL AND expires_at > \(tx.now)
            AND purpose IN \(list: Array(purposes)) RETURNING *
            """)
        guard let used else { throw Refusal.deadLink }
        return try Invitation(used)
    }

    private func find(_ secret: Secret, _ reading: some Reading) throws -> Invitation? {
        try reading.first("SELECT * FROM invitation WHERE hash = \(secret.digest)").map(Invitation.init)
    }
}

extension Invitation.Purpose: Storable {}

extension Invitation {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), purpose: try row.get("purpose"), staff: try row.find("staff"), email: try row.find("email"),
            role: try row.get("role"), createdAt: try row.get("created_at"), expiresAt: try row.get("expires_at"), usedAt: try row.find("used_at"))
    }
}
