import Kernel
import Web

/// A talk with a customer, by telephone or in person, as far as it is known. What it is follows from the set of what was told of it: late, twice or
/// in another order, it is the same.
struct Call: Hashable, Sendable {
    let number: Int64
    /// Number of the source that tells of it.
    let source: Int64
    /// What the telephone system calls it.
    let key: String
    let direction: Direction
    let channel: DeskChannel
    /// As identifiers have it; empty where it was withheld, or there was none.
    let phone: String
    let beganAt: Instant
    /// Number of the identifier of whom it is with, where somebody of staff said so.
    var identifier: Int64?
    /// `nil` until it is one.
    var conversation: Int64?
    private(set) var events: Set<CallEvent> = []

    enum Direction: Int16, Sendable, CaseIterable {
        case incoming = 1
        case outgoing = 2

        var key: String { self == .incoming ? "in" : "out" }

        init?(key: String) {
            guard let found = Self.allCases.first(where: { $0.key == key }) else { return nil }
            self = found
        }
    }

    enum Outcome: String, Sendable {
        case ringing, answered, missed, voicemail
    }

    func telling(_ news: some Sequence<CallEvent>) -> Call {
        var after = self
        after.events.formUnion(news)
        return after
    }
}

/// Something that was told of a call.
struct CallEvent: Hashable, Sendable {
    let kind: Kind
    let at: Instant
    /// Who of staff it is about; `nil` where the telephone system names nobody who is known here.
    var staff: ID<Viewer>?
    /// As the telephone system spelt them: an email address, an extension.
    var agent = ""
    /// Seconds.
    var talked: Int64?
    /// A link; the recording itself is not kept.
    var recording = ""
    /// What a voicemail says, where that was written down.
    var text = ""

    enum Kind: Int16, Sendable, CaseIterable {
        case ringing = 1
        case answered = 2
        case ended = 3
        case missed = 4
        case voicemail = 5

        var key: String {
            switch self {
            case .ringing: "ringing"
            case .answered: "answered"
            case .ended: "ended"
            case .missed: "missed"
            case .voicemail: "voicemail"
            }
        }

        init?(key: String) {
            guard let found = Self.allCases.first(where: { $0.key == key }) else { return nil }
            self = found
        }
    }

    /// Told twice it is the same; who was meant by an extension then, does not matter.
    static func == (a: Self, b: Self) -> Bool { a.identity == b.identity }
    func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    var identity: String { [kind.key, "\(at)", agent.lowercased(), talked.map { "\($0)" } ?? "", recording, text].joined(separator: "\n") }
}

extension Call {
    /// In the order in which it happened.
    var told: [CallEvent] { events.sorted { ($0.at, $0.kind.rawValue, $0.identity) < ($1.at, $1.kind.rawValue, $1.identity) } }

    /// Each time somebody picked it up: after a transfer there is more than one.
    struct Answer: Hashable, Sendable {
        let at: Instant
        let staff: ID<Viewer>?
        let agent: String
    }

    /// In their order.
    var answers: [Answer] {
        var known: Set<String> = []
        return told.filter { $0.kind == .answered }.compactMap { event in
            guard known.insert("\(event.at) \(event.staff?.description ?? event.agent.lowercased())").inserted else { return nil }
            return Answer(at: event.at, staff: event.staff, agent: event.agent)
        }
    }

    var answeredAt: Instant? { answers.first?.at }

    /// Whether it was more than a ringing of which nobody knows the end.
    var isSettled: Bool { events.contains { $0.kind != .ringing } }

    var isOver: Bool { events.contains { $0.kind != .ringing && $0.kind != .answered } }

    var outcome: Outcome {
        if !answers.isEmpty { return .answered }
        if events.contains(where: { $0.kind == .voicemail }) { return .voicemail }
        return isOver ? .missed : .ringing
    }

    /// When it was over; `nil` while it goes on.
    var endedAt: Instant? { told.last { $0.kind != .ringing && $0.kind != .answered }?.at }

    /// From the first ringing until somebody picked it up, or nobody did; `nil` while it rings.
    var waited: Duration? {
        (answeredAt ?? told.first { $0.kind != .ringing && $0.kind != .answered }?.at).map { max(.zero, $0.duration(since: beganAt)) }
    }

    /// As the telephone system says, else from picking it up to its end; `nil` where nobody did, or it goes on.
    var talked: Duration? {
        guard let answeredAt else { return nil }
        if let seconds = events.compactMap(\.talked).max() { return .seconds(seconds) }
        return told.last { $0.kind == .ended }.map { max(.zero, $0.at.duration(since: answeredAt)) }
    }

    var recording: String? { told.last { !$0.recording.isEmpty }?.recording }

    /// Whom it rings, or rang, for.
    var rungFor: Set<ID<Viewer>> { Set(events.filter { $0.kind == .ringing }.compactMap(\.staff)) }

    /// Whether it rings for nobody in particular.
    var ringsForAll: Bool { events.contains { $0.kind == .ringing } && events.allSatisfy { $0.kind != .ringing || $0.agent.isEmpty } }

    /// What stands for it in lists, in every language.
    var sign: String { channel == .phone ? phone.isEmpty ? "☎" : "☎ \(phone)" : "👤" }
}
