package import Kernel

/// Something that happened between a customer and the company, as it stands on the line.
package struct Touchpoint: Hashable, Sendable, Identifiable {
    /// Its place in the order of commits.
    package let position: Int64
    /// The identifier it came with.
    package let identifier: Int64
    package let occurredAt: Instant
    package let receivedAt: Instant
    package let kind: Kind
    package let channel: Channel
    package let source: Int64
    package let score: Score?
    package let sentiment: Double?
    package let weight: Double?
    package let value: Money?
    package let subject: Subject?
    package let flags: Flags
    /// A JSON object, or empty.
    package let properties: String

    package var id: Int64 { position }

    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: Int16
        package init(rawValue: Int16) { self.rawValue = rawValue }

        /// Its own time lies in the future or too far back to be believed.
        package static let clockSkew = Flags(rawValue: 1)
        /// It came in as history and sets nothing going.
        package static let history = Flags(rawValue: 2)
        /// Whoever it happened to was erased, or its time is over: it is nobody's, and says no more than what happened when.
        package static let anonymous = Flags(rawValue: 64)
    }
}
