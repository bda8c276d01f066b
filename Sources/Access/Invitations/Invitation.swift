package import Kernel
package import Web

/// A link that lets one person in without a password: to choose one, or to look at the demo.
package struct Invitation: Hashable, Sendable {
    package let id: ID<Invitation>
    package let purpose: Purpose
    /// Whom it lets in, where they are here already.
    package let staff: ID<Viewer>?
    /// Whom it is meant for; the first owner says it themselves.
    package let email: String?
    package let role: Role
    package let createdAt: Instant
    package let expiresAt: Instant
    package let usedAt: Instant?

    package enum Purpose: String, CaseIterable, Sendable {
        /// Makes the first owner of an installation.
        case first
        /// Makes a further member of staff.
        case colleague
        /// Lets somebody who is here choose a new password.
        case password
        /// Signs in to the demo, as often as one likes.
        case demo

        package var lifetime: Duration {
            switch self {
            case .first, .password: .hours(24)
            case .colleague: .days(7)
            case .demo: .days(7)
            }
        }
    }

    package func isOpen(at now: Instant) -> Bool { usedAt == nil && now < expiresAt }
}
