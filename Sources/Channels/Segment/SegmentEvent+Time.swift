import Kernel
import Timeline

/// When an event says it happened, and when that was by our clock.
struct SaidTime {
    /// By the sender's clock; `nil` when it did not say.
    let said: Instant?
    let occurredAt: Instant

    /// The moment of sending and the moment of receiving are taken to be one, which tells how far the sender's clock is off:
    /// `occurredAt = timestamp − (sentAt − receivedAt)` (public spec, common fields).
    init(_ event: SegmentEvent) throws {
        guard let stamp = event.json["timestamp"] ?? event.json["originalTimestamp"] else {
            (said, occurredAt) = (nil, event.envelope.receivedAt)
            return
        }
        guard let instant = stamp.string.flatMap({ Instant($0) }) else {
            throw Failure.invalid("timestamp", "must be a time such as 2026-11-22T08:14:00.000Z")
        }
        let sentAt = event.json["sentAt"]?.string.flatMap { Instant($0) } ?? event.envelope.sentAt
        said = instant
        occurredAt = sentAt.map { instant.adding(event.envelope.receivedAt.duration(since: $0)) } ?? instant
        try NewTouchpoint.checkTime(occurredAt, "timestamp")
    }
}

extension SegmentEvent {
    /// What makes it this event and no other: its `messageId`; else its own time and what it says. An event with neither is told
    /// apart by its arrival, so that two clicks are two.
    func key(_ time: SaidTime) -> SourceKey {
        if let id = json["messageId"]?.plain, !id.isEmpty { return SourceKey(id) }
        guard let said = time.said else { return SourceKey(at: envelope.receivedAt, content: Array("\(index)|".utf8) + json.raw) }
        return SourceKey(at: said, content: content)
    }

    /// What a second sending of the same event repeats.
    private var content: [UInt8] {
        let names: [StaticString] = ["type", "event", "name", "userId", "anonymousId", "previousId", "groupId", "properties", "traits"]
        return Array((call?.rawValue ?? "").utf8) + names.flatMap { name in [0x1E] + (json[name]?.raw ?? []) }
    }
}
