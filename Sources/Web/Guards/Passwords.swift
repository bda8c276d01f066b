import CArgon2
import Foundation
import Kernel
import NIOPosix
import Synchronization

/// Hashes passwords with Argon2id: 19 MiB, two passes, one lane (OWASP's first choice), about 20 ms of one core each.
/// At most two at once, on threads of their own; when a hundred wait, the next is turned away.
package enum Passwords {
    /// What is stored: `$argon2id$v=19$m=19456,t=2,p=1$…`
    package static func hash(_ password: String) async throws -> String {
        try await onThread { try hashNow(password) }
    }

    /// Takes as long when there is no stored hash, so that nobody can tell by the time whether an account exists.
    package static func verify(_ password: String, against hash: String?) async throws -> Bool {
        try await onThread {
            let matches = argon2id_verify(hash ?? stranger, password, password.utf8.count) == ARGON2_OK.rawValue
            return matches && hash != nil
        }
    }

    private static func hashNow(_ password: String) throws -> String {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        var encoded = [CChar](repeating: 0, count: 128)
        let code = argon2id_hash_encoded(2, 19_456, 1, password, password.utf8.count, salt, salt.count, 32, &encoded, encoded.count)
        guard code == ARGON2_OK.rawValue else { throw HashingFault(reason: String(cString: argon2_error_message(code))) }
        return encoded.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { String(cString: $0) } ?? "" }
    }

    /// The hash of a password nobody has.
    private static let stranger = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$9Z3rXl0cUKjCR3qPBVVZgWNEYWKXpW0LRsYVYdGkZ4M"

    private struct HashingFault: Error { let reason: String }

    // MARK: - Threads

    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        return pool
    }()
    private static let waiting = Mutex(0)

    private static func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try waiting.withLock { count in
            if count >= 100 { throw Failure.limited(retryAfter: .seconds(5)) }
            count += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await threads.runIfActive(work)
    }
}
