import Crypto
import Storage
import Web

/// Secrets that all servers of the installation share. Each is made by whichever server first needs it.
struct SecretStore {
    /// What seals forms: kept, so that a form survives a restart and is taken by whichever server it is sent to.
    func formSeal(in tx: Transaction) throws -> FormSeal {
        FormSeal(secret: SymmetricKey(data: try secret("form", in: tx)))
    }

    private func secret(_ name: String, in tx: Transaction) throws -> [UInt8] {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        try tx.run("INSERT INTO secret (name, value, created_at) VALUES (\(name), \(fresh), \(tx.now)) ON CONFLICT (name) DO NOTHING")
        return try tx.value("SELECT value FROM secret WHERE name = \(name)") ?? fresh
    }
}
