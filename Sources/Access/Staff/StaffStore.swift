package import Kernel
package import Language
package import Storage
package import Web

/// The people who may sign in, and every change to them with its trace.
package struct StaffStore: Sendable {
    let database: any Database
    private let audit = AuditStore()
    private let sessions: SessionStore

    package init(database: any Database) {
        self.database = database
        sessions = SessionStore(database: database)
    }

    /// Those who may sign in first, then by name.
    package func list() async throws -> [Staff] {
        try await database.read { reading in
            try reading.rows("SELECT * FROM staff ORDER BY disabled_at IS NOT NULL, name, id LIMIT 1000").map(Staff.init)
        }
    }

    package func find(_ id: ID<Viewer>) async throws -> Staff { try await database.read { try find(id, $0) } }

    package func isEmpty() async throws -> Bool { try await database.read { try isEmpty($0) } }
}

// MARK: - Changing

extension StaffStore {
    /// What people may change about themselves.
    package func change(_ id: ID<Viewer>, name: String, language: ReaderLanguage?, timeZone: String) async throws {
        try await database.write { tx in
            let staff = try find(id, tx)
            try tx.run("UPDATE staff SET name = \(name), language = \(language), time_zone = \(timeZone) WHERE id = \(id)")
            try audit.record(.staffChanged, of: staff.email, by: id, in: tx)
        }
    }

    /// Whoever is signed in as them has to sign in again, with what the new role allows.
    ///
    /// - Throws: `Refusal.lastOwner`.
    package func give(_ role: Role, to id: ID<Viewer>, by viewer: Viewer) async throws {
        try await database.write { tx in
            let staff = try manageable(id, by: viewer, tx)
            guard staff.role != role else { return }
            guard viewer.mayManage(role) else { throw Failure.forbidden("Your role does not allow this.") }
            try tx.run("UPDATE staff SET role = \(role) WHERE id = \(id)")
            try requireOwner(tx)
            try sessions.endAll(of: id, in: tx)
            try audit.record(.staffRole, of: staff.email, role.rawValue, by: viewer.id, in: tx)
        }
    }

    /// They are out at once, everywhere. What they did stays theirs.
    ///
    /// - Throws: `Refusal.lastOwner`, `Refusal.yourself`.
    package func disable(_ id: ID<Viewer>, by viewer: Viewer) async throws {
        guard id != viewer.id else { throw Refusal.yourself }
        try await database.write { tx in
            let staff = try manageable(id, by: viewer, tx)
            guard staff.isActive else { return }
            try tx.run("UPDATE staff SET disabled_at = \(tx.now) WHERE id = \(id)")
            try requireOwner(tx)
            try sessions.endAll(of: id, in: tx)
            try tx.run("DELETE FROM invitation WHERE staff = \(id)")
            try audit.record(.staffDisabled, of: staff.email, by: viewer.id, in: tx)
        }
    }

    package func enable(_ id: ID<Viewer>, by viewer: Viewer) async throws {
        try await database.write { tx in
            let staff = try manageable(id, by: viewer, tx)
            guard !staff.isActive else { return }
            try tx.run("UPDATE staff SET disabled_at = NULL WHERE id = \(id)")
            try audit.record(.staffEnabled, of: staff.email, by: viewer.id, in: tx)
        }
    }

    private func manageable(_ id: ID<Viewer>, by viewer: Viewer, _ tx: Transaction) throws -> Staff {
        // Owners are locked before anything is decided, so that two who step down at the same moment do not both succeed.
        try tx.run("UPDATE staff SET role = role WHERE role = 'owner'")
        let staff = try find(id, tx)
        guard viewer.mayManage(staff.role) else { throw Failure.forbidden("Your role does not allow this.") }
        return staff
    }

    private func requireOwner(_ tx: Transaction) throws {
        let owner = try tx.first("SELECT id FROM staff WHERE role = 'owner' AND disabled_at IS NULL LIMIT 1")
        guard owner != nil else { throw Refusal.lastOwner }
    }
}

// MARK: - Inside transactions

extension StaffStore {
    func isEmpty(_ reading: some Reading) throws -> Bool { try reading.first("SELECT id FROM staff LIMIT 1") == nil }

    func find(_ id: ID<Viewer>, _ reading: some Reading) throws -> Staff {
        guard let row = try reading.first("SELECT * FROM staff WHERE id = \(id)") else { throw Failure.missing("This person") }
        return try Staff(row)
    }

    func find(email: EmailAddress, _ reading: some Reading) throws -> Staff? {
        try reading.first("SELECT * FROM staff WHERE email = \(email.text)").map(Staff.init)
    }

    /// - Throws: `Refusal.emailTaken`.
    func add(_ newcomer: Newcomer, as role: Role, in tx: Transaction) throws -> Staff {
        let id = ID<Viewer>(at: tx.now)
        let added = try tx.run(
            """
            INSERT INTO staff (id, name, email, password, role, language, time_zone, created_at)
            VALUES (\(id), \(newcomer.name), \(newcomer.email.text), \(newcomer.passwordHash), \(role), \(newcomer.language),
                \(newcomer.timeZone), \(tx.now))
            ON CONFLICT (email) DO NOTHING
            """)
        guard added == 1 else { throw Refusal.emailTaken }
        try audit.record(.staffAdded, of: newcomer.email.text, role.rawValue, by: id, in: tx)
        return try find(id, tx)
    }
}

/// What somebody says of themselves when they join.
package struct Newcomer: Sendable {
    let name: String
    let email: EmailAddress
    let passwordHash: String
    let language: ReaderLanguage?
    let timeZone: String

    package init(name: String, email: EmailAddress, passwordHash: String, language: ReaderLanguage?, timeZone: String) {
        self.name = name
        self.email = email
        self.passwordHash = passwordHash
        self.language = language
        self.timeZone = timeZone
    }
}

extension Role: Storable {}
extension ReaderLanguage: Storable {}

extension Staff {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), email: try row.get("email"), role: try row.get("role"),
            language: try row.find("language"), timeZone: try row.get("time_zone"), createdAt: try row.get("created_at"),
            disabledAt: try row.find("disabled_at"))
    }
}
