import Kernel
import Web

/// Five failed attempts a minute for each account, and for each address they come from. Those that succeed do not count: a whole
/// office may come in by one address.
struct SignInAttempts: Sendable {
    private let byAccount = RateLimiter(5, per: .minutes(1))
    private let byAddress = RateLimiter(5, per: .minutes(1))

    /// - Throws: `Failure.limited`; what `attempt` throws, which then counts.
    func limited<Answer>(_ email: String, from address: String, at now: Instant, _ attempt: () async throws -> Answer) async throws -> Answer {
        let account = String(email.lowercased().prefix(254))
        // Taken before it is known how it ends, so that many at once do not slip through.
        try byAddress.take(address, at: now)
        try byAccount.take(account, at: now)
        let answer = try await attempt()
        byAddress.giveBack(address)
        byAccount.giveBack(account)
        return answer
    }
}
