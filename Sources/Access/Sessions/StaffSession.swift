package import Kernel
import Web

/// A browser in which a member of staff is signed in.
package struct StaffSession: Hashable, Sendable {
    package let staff: Staff
    /// The SHA-256 of what the browser holds.
    package let digest: [UInt8]
    package let createdAt: Instant
    /// Within a minute.
    package let usedAt: Instant

    package static let longestIdle = Duration.hours(12)
    package static let longestLife = Duration.days(14)
    static let usedAtPrecision = Duration.minutes(1)

    /// Whether it still opens anything: used within twelve hours, begun within fourteen days, and by somebody who may sign in.
    package func isOpen(at now: Instant) -> Bool {
        staff.isActive && now.duration(since: usedAt) < Self.longestIdle && now.duration(since: createdAt) < Self.longestLife
    }

    /// Forms of this session are tied to it by this.
    package var binding: String { base32(digest) }
}
