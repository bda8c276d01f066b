import Kernel
import Timeline

/// What a Segment client sends at once: one call, or many.
struct SegmentRequest: Sendable {
    let events: [SegmentEvent]
    /// The key, where it stands in the body.
    let writeKey: String?

    /// - Parameter call: what the path says; `nil` for a batch.
    /// - Throws: `Refusal`.
    init(_ bytes: [UInt8], _ call: SegmentCall?, receivedAt: Instant) throws {
        guard bytes.count <= IntakeLimits.bytesPerRequest else { throw Refusal.tooLarge("The body has more than 4 MB.") }
        let body: JSONValue
        do throws(JSONFault) { body = try JSONText(bytes).root } catch { throw Refusal.malformed("The body is no JSON: \(error.description).") }
        guard body.form == .object else { throw Refusal.malformed("The body must be a JSON object.") }
        writeKey = body["writeKey"]?.string
        if let call {
            let envelope = SegmentEvent.Envelope(receivedAt: receivedAt)
            events = [SegmentEvent(json: body, call: call, envelope: envelope, index: 0)]
        } else {
            events = try Self.batch(body, receivedAt)
        }
    }

    private static func batch(_ body: JSONValue, _ receivedAt: Instant) throws -> [SegmentEvent] {
        guard let batch = body["batch"], batch.form == .list else { throw Refusal.malformed("The body must have a list of events, named “batch”.") }
        let elements = batch.elements
        guard elements.count <= IntakeLimits.eventsPerRequest else {
            throw Refusal.tooLarge("A batch has at most \(IntakeLimits.eventsPerRequest) events, not \(elements.count).")
        }
        let envelope = SegmentEvent.Envelope(
            receivedAt: receivedAt, sentAt: body["sentAt"]?.string.flatMap { Instant($0) }, context: body["context"])
        return elements.enumerated().map { SegmentEvent(json: $1, call: nil, envelope: envelope, index: $0) }
    }
}

extension SegmentEvent {
    /// The event, read.
    func incoming(_ known: Knowledge) -> IncomingEvent {
        let reading = Result { try touchpoint(known) }.mapError { $0 as? Failure ?? .invalid("", "The event cannot be read.") }
        return IncomingEvent(dress: .segment, reading: reading, companyTraits: groupTraits, body: { standingAlone })
    }

    /// The event with all that it had from the request it came in, but the key.
    private var standingAlone: String {
        guard json.form == .object else { return json.source }
        var inherited: [(StaticString, [UInt8])] = []
        if let call { inherited.append(("type", Array("\"\(call.rawValue)\"".utf8))) }
        if let sentAt = envelope.sentAt { inherited.append(("sentAt", Array("\"\(sentAt)\"".utf8))) }
        if json["context"] == nil, let context = envelope.context { inherited.append(("context", Array(context.raw))) }
        return String(decoding: json.object(inheriting: inherited, without: "writeKey"), as: UTF8.self)
    }
}
