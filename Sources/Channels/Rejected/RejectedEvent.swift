package import Kernel
package import Web

/// An event that could not be taken, kept until somebody corrects it or lets it go.
package struct RejectedEvent: Hashable, Sendable, Identifiable {
    package let id: Kernel.ID<RejectedEvent>
    package let source: Int64
    package let dress: EventDress
    package let receivedAt: Instant
    /// `properties.revenue`; empty when it is the event as a whole.
    package let field: String
    package let reason: String
    /// As it came; of more than 64 kB the beginning. Empty once it is settled: what became of it is known, what it said is gone.
    package let body: String
    package let settlement: Settlement?

    package struct Settlement: Hashable, Sendable {
        package let outcome: Outcome
        package let at: Instant
        package let by: Kernel.ID<Viewer>?
    }

    package enum Outcome: String, Sendable, CaseIterable { case replayed, discarded }

    static let bodyLimit = 64 << 10
    /// Of a source. Beyond that the sender is told, but nothing is kept.
    static let mostOpen = 10_000
    static let lifetime = Duration.days(30)
}

extension RejectedEvent {
    init(_ event: IncomingEvent, _ failure: Failure, source: Int64, at now: Instant) {
        let note = RejectedNote(0, failure)
        let body = event.body()
        let kept = body.utf8.count <= Self.bodyLimit ? body : String(decoding: body.utf8.prefix(Self.bodyLimit), as: UTF8.self)
        self.init(
            id: Kernel.ID(at: now), source: source, dress: event.dress, receivedAt: now, field: note.field, reason: note.reason, body: kept,
            settlement: nil)
    }
}
