import Crypto
package import Kernel
import Synchronization
package import Web

/// Says which key a secret is. A busy sender is not worth a question to the database with every request: what was found, or not
/// found, is believed for five seconds.
package final class KeyRing: Sendable {
    /// Also how long a key that was revoked on another server of the same database still opens here.
    static let memory = Duration.seconds(5)
    private static let most = 10_000

    private struct Finding {
        let key: AccessKey?
        let at: Instant
    }

    private let store: AccessKeyStore
    private let findings = Mutex<[SHA256Digest: Finding]>([:])

    package init(store: AccessKeyStore) { self.store = store }

    /// The key, or `nil` when it is none of ours, was mistyped, or was revoked.
    package func find(_ secret: String, now: Instant) async throws -> AccessKey? {
        guard let digest = KeySecret(secret)?.digest else { return nil }
        if let known = recall(digest, now) { return known.key }
        let key = try await store.find(digest)
        findings.withLock { findings in
            // Made-up keys must not fill the memory.
            if findings.count >= Self.most { findings.removeAll(keepingCapacity: true) }
            findings[digest] = Finding(key: key, at: now)
        }
        return key
    }

    /// After a change to the keys, so that it holds at once.
    package func forget() { findings.withLock { $0.removeAll(keepingCapacity: true) } }

    private func recall(_ digest: SHA256Digest, _ now: Instant) -> Finding? {
        guard let finding = findings.withLock({ $0[digest] }) else { return nil }
        let age = now.duration(since: finding.at)
        return age >= .zero && age < Self.memory ? finding : nil
    }
}
