import Kernel
import People
import Timeline

/// One call of a Segment client, as it was sent.
struct SegmentEvent: Sendable {
    let json: JSONValue
    /// What it was sent as; `nil` when the event has to say so itself.
    let call: SegmentCall?
    let envelope: Envelope
    /// Its place in the request.
    let index: Int

    /// What holds for all events of a request.
    struct Envelope: Sendable {
        let receivedAt: Instant
        var sentAt: Instant?
        var context: JSONValue?
    }

    /// What of our own data tells how to read an event.
    struct Knowledge: Sendable {
        /// Those of the former ids of `alias` calls that are user ids; the others name browsers and devices.
        var users: Set<String> = []
        /// How the catalogue spells a channel; `nil` for none of its own.
        var channel: @Sendable (String) -> String? = { _ in nil }
    }

    static let sizeLimit = 32 << 10

    /// The touchpoint it speaks of.
    ///
    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    func touchpoint(_ known: Knowledge = Knowledge()) throws -> NewTouchpoint {
        try Failure.require(json.form == .object, "", "An event must be a JSON object.")
        try Failure.require(json.length <= Self.sizeLimit, "", "The event is larger than 32 kB.")
        let call = try call ?? saidCall
        let properties = try object("properties")
        _ = try (object("context"), object("traits"))
        let time = try SaidTime(self)
        var touchpoint = NewTouchpoint(
            try kind(call), channel: channel(call, known), by: try identifiers(call, known), at: time.occurredAt,
            score: try properties.flatMap(EventScore.read), value: try properties.flatMap(EventMoney.read), key: key(time),
            subject: properties.flatMap(EventSubject.read), properties: self.properties(call))
        touchpoint.traits = traits(call)
        touchpoint.company = try company(call)
        return touchpoint
    }

    private var saidCall: SegmentCall {
        get throws {
            guard let call = json["type"]?.string.flatMap(SegmentCall.init(rawValue:)) else {
                throw Failure.invalid("type", "must be track, identify, page, screen, group or alias")
            }
            return call
        }
    }

    private func kind(_ call: SegmentCall) throws -> String {
        switch call {
        case .page: return "page_view"
        case .screen: return "screen_view"
        case .identify, .group, .alias: return call.rawValue
        case .track:
            guard let name = json["event"]?.string, !name.isEmpty else { throw Failure.invalid("event", "must name what happened") }
            try Failure.require(name.utf8.count <= 200, "event", "must have 200 bytes at most")
            try Failure.require(!name.utf8.contains(0), "event", "must not contain the character U+0000")
            return EventName.kind(of: name)
        }
    }

    /// A phone says so by what it shows or by what it is; all else happens on the web, unless the properties name another way.
    private func channel(_ call: SegmentCall, _ known: Knowledge) -> String {
        if let said = json["properties"]?["channel"]?.string, let channel = known.channel(said) { return channel }
        let device = context("device")
        return call == .screen || device?["type"] != nil || device?["id"] != nil ? "app" : "web"
    }
}

// MARK: - Fields

extension SegmentEvent {
    /// A part of the context: the event's own, else the one of the whole request.
    func context(_ name: StaticString) -> JSONValue? { json["context"]?[name] ?? envelope.context?[name] }

    private func object(_ name: StaticString) throws -> JSONValue? {
        guard let value = json[name] else { return nil }
        try Failure.require(value.form == .object, name.description, "must be an object")
        return value
    }

    /// An id: a text or a number; `nil` when nothing is said.
    func id(_ name: StaticString) throws -> String? {
        guard let value = json[name] else { return nil }
        try Failure.require(value.form == .text || value.form == .number, name.description, "must be a text or a number")
        guard let id = value.plain, !id.isEmpty else { return nil }
        try Failure.require(id.utf8.count <= 512, name.description, "must have 512 bytes at most")
        return id
    }
}
