import Crypto
import Kernel
import People
import Storage

/// What is remembered of those who were erased: keyed hashes, by which they are refused and nobody is found.
struct ErasedStore {
    private let secret: SymmetricKey

    /// `nil` while nothing was erased.
    init?(_ reading: some Reading) throws {
        guard let bytes: [UInt8] = try reading.value("SELECT value FROM secret WHERE name = 'erasure'") else { return nil }
        secret = SymmetricKey(data: bytes)
    }

    /// With a secret of the installation's own, made now if there is none.
    init(in tx: Transaction) throws {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes(Array.init)
        try tx.run("INSERT INTO secret (name, value, created_at) VALUES ('erasure', \(fresh), \(tx.now)) ON CONFLICT (name) DO NOTHING")
        secret = SymmetricKey(data: try tx.value("SELECT value FROM secret WHERE name = 'erasure'") ?? fresh)
    }

    // MARK: - Identifiers

    func remember(_ identifiers: [Identifier], in tx: Transaction) throws {
        try tx.run(
            "INSERT INTO erased_identifier (hash, erased_at) VALUES (\(""), \(0)) ON CONFLICT (hash) DO NOTHING",
            each: identifiers.map { [.bytes(hash($0)), tx.now.stored] })
    }

    /// Lets somebody in again who came back of their own accord. Returns whether they had been erased.
    func readmit(_ identifier: Identifier, in tx: Transaction) throws -> Bool {
        try tx.run("DELETE FROM erased_identifier WHERE hash = \(hash(identifier))") > 0
    }

    /// Those of them that were erased.
    func among(_ identifiers: [Identifier], _ reading: some Reading) throws -> Set<Identifier> {
        var found: Set<Identifier> = []
        for chunk in identifiers.chunked(by: 500) {
            let byHash = Dictionary(chunk.map { (hash($0), $0) }, uniquingKeysWith: { first, _ in first })
            try reading.forEach("SELECT hash FROM erased_identifier WHERE hash IN \(list: Array(byHash.keys))") { row in
                if let identifier = byHash[try row.get(at: 0)] { found.insert(identifier) }
            }
        }
        return found
    }

    private func hash(_ identifier: Identifier) -> [UInt8] { code("\(identifier.type.rawValue)|\(identifier.value)".utf8) }

    // MARK: - Keys

    /// What stands in place of the key of a touchpoint that is nobody's.
    func key(_ key: SourceKey, of source: Int64) -> SourceKey {
        SourceKey(bits: code("\(source)|\(key.bits)".utf8).prefix(16).reduce(0) { $0 << 8 | UInt128($1) })
    }

    /// Those of them whose touchpoint is there, and is nobody's any more.
    func keys(among keys: [SourceKey], of source: Int64, _ reading: some Reading) throws -> Set<SourceKey> {
        var found: Set<SourceKey> = []
        for chunk in keys.chunked(by: 500) {
            let originals = Dictionary(chunk.map { (key($0, of: source), $0) }, uniquingKeysWith: { first, _ in first })
            try reading.forEach(
                "SELECT source_key FROM touchpoint WHERE flags >= 64 AND source = \(source) AND source_key IN \(list: Array(originals.keys))"
            ) { row in
                if let original = originals[try row.get(at: 0)] { found.insert(original) }
            }
        }
        return found
    }

    private func code(_ text: some Sequence<UInt8>) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text), using: secret))
    }
}
