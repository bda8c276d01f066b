import Kernel
import People
package import Storage

package struct SourceStore: Sendable {
    package init() {}

    /// The source with this key, made if there is none.
    package func ensure(_ key: String, name: String, medium: Source.Medium, in tx: Transaction) throws -> Source {
        let added = try tx.run(
            """
            INSERT INTO source (id, key, name, medium, created_at)
            SELECT COALESCE(MAX(id), 0) + 1, \(key), \(name), \(medium.rawValue), CAST(\(tx.now) AS BIGINT) FROM source WHERE 1 = 1
            ON CONFLICT (key) DO NOTHING
            """)
        if added > 0 { try LineCountsStore().settingsChanged(in: tx) }
        guard let source = try find(key: key, tx) else { throw Failure.missing("The source \(key)") }
        return source
    }

    /// A new source, its key made of its name.
    package func add(name: String, medium: Source.Medium, in tx: Transaction) throws -> Source {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        var (key, attempt) = (words.isEmpty ? "source" : words, 1)
        while try find(key: key, tx) != nil {
            attempt += 1
            key = "\(words)-\(attempt)"
        }
        return try ensure(key, name: name, medium: medium, in: tx)
    }

    package func find(key: String, _ reading: some Reading) throws -> Source? {
        try reading.first("SELECT * FROM source WHERE key = \(key)").map(Source.init)
    }

    package func find(id: Int64, _ reading: some Reading) throws -> Source? {
        try reading.first("SELECT * FROM source WHERE id = \(id)").map(Source.init)
    }

    /// From now on, and for all that it has said already, its word is anybody's. There is no way back: who has read the key keeps it.
    ///
    /// - Returns: whether that is news.
    package func publish(_ source: Int64, in tx: Transaction) throws -> Bool {
        guard try tx.run("UPDATE source SET public_at = \(tx.now) WHERE id = \(source) AND public_at IS NULL") == 1 else { return false }
        guard try tx.first("SELECT 1 FROM touchpoint WHERE source = \(source) LIMIT 1") != nil else { return true }
        try VerificationStore().reconsider(source: source, in: tx, rules: IdentityStore().rules(tx))
        try IdentityReviewStore().begin(in: tx)
        return true
    }

    package func list(_ reading: some Reading) throws -> [Source] {
        try reading.rows("SELECT * FROM source ORDER BY name, id LIMIT 1000").map(Source.init)
    }
}

extension Source {
    init(_ row: Row) throws {
        let medium: String = try row.get("medium")
        self.init(
            id: try row.get("id"), key: try row.get("key"), name: try row.get("name"), medium: Medium(rawValue: medium) ?? .system,
            createdAt: try row.get("created_at"), disabledAt: try row.find("disabled_at"), publicAt: try row.find("public_at"))
    }
}
