package import Kernel

/// Who sends: a site with a write key, a file, a part of ours. A touchpoint is unique within its source.
package struct Source: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let key: String
    package let name: String
    package let medium: Medium
    package let createdAt: Instant
    package let disabledAt: Instant?
    /// Since when its key is known to stand where anybody can read it: in a page, in an app. What comes by it is a claim.
    package var publicAt: Instant?

    package enum Medium: String, Sendable, CaseIterable { case http, file, staff, demo, system }

    /// Files and samples bring what is long past: it sets nothing going, and its old times are believed.
    package var bringsHistory: Bool { medium == .file || medium == .demo }
}
