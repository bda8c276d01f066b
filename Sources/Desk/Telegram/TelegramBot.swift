import Kernel
import Web

/// A bot of ours, by which customers write on Telegram.
struct TelegramBot: Hashable, Sendable {
    let id: ID<TelegramBot>
    /// Number of the source that its messages come from.
    let source: Int64
    /// As staff call it.
    let name: String
    /// As Telegram calls it; empty before anybody has asked.
    let username: String
    /// Where the Bot API is: `https://api.telegram.org`
    let base: String
    /// The first update that was not taken yet.
    let nextUpdate: Int64
    let readAt: Instant?
    let failingSince: Instant?
    let fault: String

    static let publicBase = "https://api.telegram.org"

    /// What opens it; in no page, and in no log.
    struct Token: Hashable, Sendable {
        let text: String

        /// `123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11`
        init?(_ typed: String) {
            let parts = typed.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, (3...20).contains(parts[0].utf8.count), parts[0].allSatisfy(\.isASCIIDigit),
                (20...100).contains(parts[1].utf8.count),
                parts[1].unicodeScalars.allSatisfy({
                    $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_")
                })
            else { return nil }
            text = typed
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
