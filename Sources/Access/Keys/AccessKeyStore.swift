package import Crypto
package import Kernel
package import Storage
package import Web

/// The keys of programs.
package struct AccessKeyStore: Sendable {
    let database: any Database
    /// Puts a source in and gives its number.
    private let addSource: @Sendable (String, Transaction) throws -> Int64
    private let audit = AuditStore()

    package init(database: any Database, addSource: @escaping @Sendable (String, Transaction) throws -> Int64) {
        self.database = database
        self.addSource = addSource
    }

    /// The key with this SHA-256, unless it or its source was shut off.
    package func find(_ digest: SHA256Digest) async throws -> AccessKey? {
        try await database.read { reading in
            try reading.first(
                """
                SELECT access_key.* FROM access_key LEFT JOIN source ON source.id = access_key.source
                WHERE access_key.hash = \(Array(digest)) AND access_key.revoked_at IS NULL AND source.disabled_at IS NULL
                """
            ).flatMap { row in
                // The index has compared the digests; this comparison takes the same time wherever they differ.
                guard digest == (try row.get("hash", as: [UInt8].self)) else { return nil }
                return try AccessKey(row)
            }
        }
    }

    /// Those in use first, then the newest.
    package func list() async throws -> [IssuedKey] {
        try await database.read { reading in
            try reading.rows(
                """
                SELECT access_key.*, staff.name AS staff_name FROM access_key LEFT JOIN staff ON staff.id = access_key.created_by
                ORDER BY access_key.revoked_at IS NOT NULL, access_key.created_at DESC, access_key.id DESC LIMIT 1000
                """
            ).map(IssuedKey.init)
        }
    }

    /// A key that reads, or reads and changes.
    package func issue(_ scope: IssuedKey.Scope, name: String, by viewer: Viewer) async throws -> KeySecret {
        try await database.write { try issue(scope, name: name, source: nil, by: viewer, in: $0) }
    }

    /// A further key of a source.
    package func issue(forSource source: Int64, name: String, by viewer: Viewer) async throws -> KeySecret {
        try await database.write { tx in
            guard try tx.first("SELECT id FROM source WHERE id = \(source)") != nil else { throw Failure.missing("This source") }
            return try issue(.write, name: name, source: source, by: viewer, in: tx)
        }
    }

    /// A new source and its first key, or neither.
    ///
    /// - Parameter viewer: `nil` for whoever runs the program itself.
    package func issue(forNewSource name: String, by viewer: Viewer?) async throws -> KeySecret {
        try await database.write { tx in
            let source = try addSource(name, tx)
            try audit.record(.sourceAdded, of: name, by: viewer?.id, in: tx)
            return try issue(.write, name: name, source: source, by: viewer, in: tx)
        }
    }

    /// The one key of this name that a source has: those before it open nothing any more. For whoever runs the program itself.
    package func renew(forSource source: Int64, name: String) async throws -> KeySecret {
        try await database.write { tx in
            try tx.run("UPDATE access_key SET revoked_at = \(tx.now) WHERE source = \(source) AND name = \(name) AND revoked_at IS NULL")
            return try issue(.write, name: name, source: source, by: nil, in: tx)
        }
    }

    package func revoke(_ id: ID<AccessKey>, by viewer: Viewer) async throws {
        try await database.write { tx in
            let revoked = try tx.first("UPDATE access_key SET revoked_at = \(tx.now) WHERE id = \(id) AND revoked_at IS NULL RETURNING name, hint")
            guard let revoked else { throw Failure.missing("This key") }
            try audit.record(.keyRevoked, of: try revoked.get("name"), "…" + (try revoked.get("hint")), by: viewer.id, in: tx)
        }
    }

    private func issue(_ scope: IssuedKey.Scope, name: String, source: Int64?, by viewer: Viewer?, in tx: Transaction) throws -> KeySecret {
        let secret = KeySecret()
        try tx.run(
            """
            INSERT INTO access_key (id, hash, hint, name, scope, source, created_by, created_at)
            VALUES (\(ID<AccessKey>(at: tx.now)), \(Array(secret.digest)), \(secret.hint), \(name), \(scope), \(source), \(viewer?.id), \(tx.now))
            """)
        try audit.record(.keyIssued, of: name, scope.rawValue, by: viewer?.id, in: tx)
        return secret
    }
}

extension IssuedKey.Scope: Storable {}

extension AccessKey {
    init(_ row: Row) throws {
        let scope: IssuedKey.Scope = try row.get("scope")
        self.init(id: try row.get("id"), name: try row.get("name"), scopes: scope.opens, source: try row.find("source"))
    }
}

extension IssuedKey {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), hint: try row.get("hint"), scope: try row.get("scope"), source: try row.find("source"),
            createdBy: try row.find("staff_name"), createdAt: try row.get("created_at"), revokedAt: try row.find("revoked_at"))
    }
}
