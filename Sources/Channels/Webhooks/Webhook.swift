package import Kernel
package import Timeline

/// An address that is told what happens on the desk, in the order in which it happens.
///
/// What was told and what was not is a place in that order (`told`): nothing is skipped, and what was not taken is told again.
package struct Webhook: Hashable, Sendable, Identifiable {
    package let id: ID<Webhook>
    package let name: String
    package let address: String
    /// Only what happens in conversations of this source; `nil` for all.
    package let source: Int64?
    package let events: Set<Event>
    /// The number of the last entry that was told, or that is none of its business.
    package let told: Int64
    package let lastToldAt: Instant?
    /// Since when it has taken nothing; `nil` while all is well.
    package let failingSince: Instant?
    package let attempts: Int
    /// What was wrong the last time.
    package let fault: String
    package let nextTryAt: Instant?
    /// When it was told to be quiet, by staff, or by itself after three days of trying.
    package let pausedAt: Instant?

    /// What it may be told of. Notes are for colleagues alone, and told to nobody.
    package enum Event: String, Sendable, CaseIterable {
        case received = "message.received"
        case answered = "message.answered"
        case changed = "conversation.changed"

        /// As texts name it: `received`.
        var word: String { "\(self)" }
    }

    package enum State: String, Sendable, CaseIterable { case well, failing, paused }

    package var state: State { pausedAt != nil ? .paused : failingSince != nil ? .failing : .well }

    package func concerns(_ source: Int64) -> Bool { self.source == nil || self.source == source }

    /// More than these nobody keeps an eye on.
    package static let most = 50
    /// So long one that takes nothing is tried.
    static let patience = Duration.days(3)

    /// Five seconds after the first time, then three times as long each time, six hours at most.
    static func pause(after attempts: Int) -> Duration {
        min(.hours(6), .seconds((0..<min(max(0, attempts - 1), 10)).reduce(5) { pause, _ in pause * 3 }))
    }
}

extension Webhook {
    /// Whether something can be told there: over HTTP, without a name and a password in the address.
    ///
    /// - Throws: `invalid`.
    static func check(_ address: String) throws {
        let scheme = address.prefix { $0 != ":" }.lowercased()
        let rest = address.dropFirst(scheme.count)
        let authority = rest.dropFirst(3).prefix { !"/?#".contains($0) }
        let isWhole = ["http", "https"].contains(scheme) && rest.hasPrefix("://") && !authority.isEmpty
        let isPlain = address.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#""<>\^`{|}"#.utf8.contains($0) }
        try Failure.require(isWhole && isPlain, "address", "must be an address such as https://hooks.example.com/throughline")
        try Failure.require(!authority.contains("@"), "address", "must not hold a name or a password: what comes is signed")
    }
}
