package import Kernel
package import Web

/// A key as the settings show it: everything but the key itself, which nobody can see again.
package struct IssuedKey: Hashable, Sendable {
    package let id: ID<AccessKey>
    package let name: String
    /// The last four characters.
    package let hint: String
    package let scope: Scope
    /// The source it sends for; only for `write`.
    package let source: Int64?
    package let createdBy: String?
    package let createdAt: Instant
    package let revokedAt: Instant?

    package enum Scope: String, CaseIterable, Sendable {
        /// Sends touchpoints of one source.
        case write
        /// Reads through `/api/v1`.
        case read
        /// Reads and changes through `/api/v1`.
        case manage

        /// What doors ask for: who may change may also read.
        package var opens: Set<String> { self == .manage ? ["manage", "read"] : [rawValue] }
    }
}
