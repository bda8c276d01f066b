import Kernel
import People

/// What a telephone system tells of a call, or somebody of staff of a talk.
struct CallReport: Sendable {
    /// What makes it this call within its source.
    let key: String
    let direction: Call.Direction
    var channel = DeskChannel.phone
    /// As identifiers have it; `nil` where it was withheld.
    let phone: Identifier?
    /// What else whoever it is with is recognised by.
    var other: Identifier?
    let beganAt: Instant
    var events: [CallEvent]
    /// What it is about, in the customer's words, and what they call themselves; as far as they said it.
    var subject = ""
    var name = ""
}

/// A call as programs tell of it.
struct CallJSON: Decodable {
    let call: String
    let event: String
    let direction: String?
    let number: String?
    let at: String?
    let beganAt: String?
    let answeredAt: String?
    let agent: String?
    let talked: Int64?
    let recording: String?
    let text: String?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case call, event, direction, number, at, beganAt = "began_at", answeredAt = "answered_at", agent, talked, recording, text
    }

    init(from decoder: any Decoder) throws {
        try decoder.knowsOnly(CodingKeys.self)
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        call = try fields.decode(String.self, forKey: .call)
        event = try fields.decode(String.self, forKey: .event)
        direction = try fields.decodeIfPresent(String.self, forKey: .direction)
        number = try fields.decodeIfPresent(String.self, forKey: .number)
        at = try fields.decodeIfPresent(String.self, forKey: .at)
        beganAt = try fields.decodeIfPresent(String.self, forKey: .beganAt)
        answeredAt = try fields.decodeIfPresent(String.self, forKey: .answeredAt)
        agent = try fields.decodeIfPresent(String.self, forKey: .agent)
        talked = try fields.decodeIfPresent(Int64.self, forKey: .talked)
        recording = try fields.decodeIfPresent(String.self, forKey: .recording)
        text = try fields.decodeIfPresent(String.self, forKey: .text)
    }

    /// - Parameter staff: by an email address or an extension.
    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    func report(receivedAt: Instant, rules: IdentityRules, staff: CallStore.Directory) throws -> CallReport {
        guard let kind = CallEvent.Kind(key: event) else {
            throw Failure.invalid("event", "must be one of \(CallEvent.Kind.allCases.map(\.key).joined(separator: ", "))")
        }
        guard let direction = Call.Direction(key: direction ?? "in") else { throw Failure.invalid("direction", "must be in or out") }
        try Failure.require((1...200).contains(call.unicodeScalars.count) && !call.utf8.contains(0), "call", "must have 1 to 200 characters")
        let at = try Self.instant(at, "at") ?? receivedAt
        guard let began = try Self.instant(beganAt, "began_at") ?? (kind == .ringing ? at : nil) else {
            throw Failure.invalid("began_at", "must say when the call began: what is told of it may come in any order")
        }
        try Failure.require(began <= at, "at", "must not lie before the call began")
        let phone = try number.flatMap { $0.isEmpty ? nil : try rules.identifier("phone", $0, at: "number") }
        return CallReport(key: call, direction: direction, phone: phone, beganAt: began, events: try events(kind, at, staff))
    }

    private func events(_ kind: CallEvent.Kind, _ at: Instant, _ staff: CallStore.Directory) throws -> [CallEvent] {
        let name = (agent ?? "").trimmingCharacters
        try Failure.require(name.unicodeScalars.count <= 200 && !name.utf8.contains(0), "agent", "must have at most 200 characters")
        try Failure.require((0...86_400).contains(talked ?? 0), "talked", "must be seconds, a day at most")
        let link = recording ?? ""
        try Failure.require(
            link.isEmpty || (link.hasPrefix("https://") || link.hasPrefix("http://")) && link.utf8.count <= 2_000, "recording",
            "must be a link that begins with https://, of 2000 characters at most")
        try Failure.require(
            (text ?? "").unicodeScalars.count <= 20_000 && !(text ?? "").utf8.contains(0), "text", "must have at most 20000 characters")
        let answered = try Self.instant(answeredAt, "answered_at")
        try Failure.require(answered == nil || kind == .ended, "answered_at", "goes with the event ended alone")
        try Failure.require(
            !name.isEmpty || (kind != .answered && answered == nil), "agent", "must say who answered: an email address or an extension")
        var event = CallEvent(kind: kind, at: at, staff: staff.who(name), agent: name)
        if kind == .ended { event.talked = talked }
        if kind == .ended || kind == .voicemail { event.recording = link }
        if kind == .voicemail { event.text = text ?? "" }
        let pickup = answered.map { CallEvent(kind: .answered, at: $0, staff: event.staff, agent: name) }
        return [pickup, event].compactMap(\.self)
    }

    private static func instant(_ text: String?, _ field: String) throws -> Instant? {
        try text.map { text in
            guard let instant = Instant(text) else { throw Failure.invalid(field, "must be a time such as 2026-11-22T08:14:00Z") }
            return instant
        }
    }
}

extension String {
    fileprivate var trimmingCharacters: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

struct CallReceiptJSON: Encodable {
    let call: String
    /// Its number; `nil` while it is none.
    let conversation: Int64?
    /// Who of staff it was told of, by name; `nil` where nobody is known by that name.
    let agent: String?
    /// It was told already.
    let duplicate: Bool
}
