import Crypto
import Storage

/// The secret by which we know what we have written ourselves, made when it is first needed.
enum MailSecretStore {
    static func mark(in tx: Transaction) throws -> ThreadMark {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        try tx.run("INSERT INTO secret (name, value, created_at) VALUES ('mail', \(fresh), \(tx.now)) ON CONFLICT (name) DO NOTHING")
        return ThreadMark(secret: try tx.value("SELECT value FROM secret WHERE name = 'mail'") ?? fresh)
    }

    /// `nil` before anything was written.
    static func mark(_ reading: some Reading) throws -> ThreadMark? {
        try reading.value("SELECT value FROM secret WHERE name = 'mail'", as: [UInt8].self).map(ThreadMark.init)
    }
}
