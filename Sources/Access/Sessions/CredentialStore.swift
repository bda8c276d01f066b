import Kernel
package import Storage
package import Web

/// Passwords: the one place where their hashes are read and written.
package struct CredentialStore: Sendable {
    let database: any Database
    private let audit = AuditStore()
    private let sessions: SessionStore
    private let staff: StaffStore

    package init(database: any Database) {
        self.database = database
        sessions = SessionStore(database: database)
        staff = StaffStore(database: database)
    }

    /// The person with this address and password; `nil` when there is none such, or they may not sign in. Takes as long either way.
    package func find(email: String, password: String) async throws -> Staff? {
        let email = EmailAddress(email)
        let (person, hash) = try await database.read { reading in
            try email.flatMap { try stored($0, reading) } ?? (nil, nil)
        }
        let matches = try await Passwords.verify(sameOnEveryKeyboard(password), against: hash)
        return matches ? person.flatMap { $0.isActive ? $0 : nil } : nil
    }

    /// Keeps a new password and signs the person out everywhere but here, where they get a new session.
    package func change(_ password: NewPassword, of viewer: Viewer) async throws -> Secret {
        let hash = try await Passwords.hash(password.text)
        return try await database.write { tx in
            try set(hash, of: viewer.id, in: tx)
            return try sessions.begin(for: viewer.id, replacing: nil, in: tx)
        }
    }

    func set(_ hash: String, of id: ID<Viewer>, in tx: Transaction) throws {
        let person = try staff.find(id, tx)
        try tx.run("UPDATE staff SET password = \(hash) WHERE id = \(id)")
        try sessions.endAll(of: id, in: tx)
        try audit.record(.passwordChanged, of: person.email, by: id, in: tx)
    }

    private func stored(_ email: EmailAddress, _ reading: some Reading) throws -> (Staff?, String?)? {
        guard let row = try reading.first("SELECT * FROM staff WHERE email = \(email.text)") else { return nil }
        return (try Staff(row), try row.get("password"))
    }
}
