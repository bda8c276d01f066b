package import Kernel
package import Language
package import Web

/// Somebody who works here and may sign in.
package struct Staff: Hashable, Sendable {
    package let id: ID<Viewer>
    package let name: String
    package let email: String
    package let role: Role
    /// `nil` follows the browser.
    package let language: ReaderLanguage?
    /// `Europe/Warsaw`
    package let timeZone: String
    package let createdAt: Instant
    /// Since when they can no longer sign in.
    package let disabledAt: Instant?

    package var isActive: Bool { disabledAt == nil }
    package var viewer: Viewer { Viewer(id: id, name: name, email: email, role: role) }
}
