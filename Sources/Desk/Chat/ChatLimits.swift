import Channels
import Kernel
import Web

/// How much one network, and one conversation, may ask of the chat.
struct ChatLimits: Sendable {
    /// Conversations that are begun from one network.
    private let beginnings = RateLimiter(5, per: .minutes(1))
    private let messages = RateLimiter(20, per: .minutes(1))
    /// That somebody writes or has read, and what is asked for again.
    private let signs = RateLimiter(240, per: .minutes(1))

    /// Megabytes that one network sends.
    private let megabytes = RateLimiter(200, per: .minutes(10))

    /// - Parameter size: how many bytes are about to come; `nil` where nobody has said.
    func bring(_ size: Int?, from address: String, at now: Instant) throws {
        try megabytes.take(networkPart(of: address) ?? address, cost: max(1, min(100, (size ?? 30 << 20) >> 20)), at: now)
    }

    func begin(from address: String, at now: Instant) throws { try beginnings.take(networkPart(of: address) ?? address, at: now) }
    func say(in chat: Chat, at now: Instant) throws { try messages.take("\(chat.conversation)", at: now) }
    func sign(in chat: Chat, at now: Instant) throws { try signs.take("\(chat.conversation)", at: now) }
}
