import Kernel
import People
import Storage
import Timeline
import Web

/// What can be done about events that were not taken: read them, correct and replay them, let them go.
struct RejectedPart: Sendable {
    let intake: IntakePart
    private let recording: SettingsChange.Recording
    private let store: RejectedEventStore
    private var line: Line { intake.line }

    init(intake: IntakePart, recording: @escaping SettingsChange.Recording) {
        (self.intake, self.recording) = (intake, recording)
        store = RejectedEventStore(database: intake.line.database)
    }

    struct Overview: Sendable {
        let reasons: [(reason: RejectionReason, count: Int)]
        let events: [RejectedEvent]
        /// There are older ones.
        let hasMore: Bool
        /// The names of sources by their numbers.
        let sources: [Int64: String]
    }

    func overview(of reason: RejectionReason?, before: ID<RejectedEvent>?, limit: Int = 50) async throws -> Overview {
        try await line.database.read { [store, line] reading in
            let found = try store.waiting(for: reason, before: before, limit: limit + 1, reading)
            return Overview(
                reasons: try store.reasons(reading), events: Array(found.prefix(limit)), hasMore: found.count > limit,
                sources: Dictionary(try line.sources.list(reading).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// - Throws: `missing`.
    func find(_ id: ID<RejectedEvent>) async throws -> (event: RejectedEvent, source: Source) {
        try await line.database.read { [store, line] reading in
            let event = try store.find(id, reading)
            guard let source = try line.sources.find(id: event.source, reading) else { throw Failure.missing("The source of this event") }
            return (event, source)
        }
    }

    /// Appends the corrected event as it would have been appended when it first came, and settles it: both or neither.
    ///
    /// - Throws: `Failure.invalid` with what is still wrong; `conflict` when somebody was quicker.
    func replay(_ id: ID<RejectedEvent>, as body: String, by staff: ID<Viewer>) async throws {
        let (event, source) = try await find(id)
        guard event.settlement == nil else { throw Failure.conflict("This event was settled in the meantime.") }
        let incoming = try await read(body, event)
        let appended = try await line.append([try incoming.reading.get()], from: source) { [store, recording] tx, appended in
            guard !appended.fates.contains(where: \.isRejection) else { return }
            try CompanyTraitStore().record([incoming], source: source.id, in: tx)
            try store.settle(id, .replayed, by: staff, in: tx)
            try recording(SettingsChange(action: .eventReplayed, subject: source.name, detail: "", staff: staff), tx)
        }
        if case .rejected(let failure)? = appended.fates.first { throw failure }
    }

    private func read(_ body: String, _ event: RejectedEvent) async throws -> IncomingEvent {
        let json: JSONValue
        do throws(JSONFault) { json = try JSONText(JSONText(Array(body.utf8)).root.compact).root } catch {
            throw Failure.invalid("body", "is no JSON: \(error.description)")
        }
        // Two events that came together and say the same stay two.
        let ordinal = Int(truncatingIfNeeded: event.id.bits)
        switch event.dress {
        case .segment:
            let sent = SegmentEvent(json: json, call: nil, envelope: .init(receivedAt: event.receivedAt), index: ordinal)
            return sent.incoming(try await intake.knowledge(for: [sent]))
        case .touchpoint:
            return TouchpointReader(json: json, receivedAt: event.receivedAt, index: ordinal, rules: intake.line.rules).incoming()
        }
    }

    func discard(_ id: ID<RejectedEvent>, by staff: ID<Viewer>) async throws {
        let (_, source) = try await find(id)
        try await line.database.write { [store, recording] tx in
            try store.settle(id, .discarded, by: staff, in: tx)
            try recording(SettingsChange(action: .eventsDiscarded, subject: source.name, detail: "1", staff: staff), tx)
        }
    }

    /// Returns how many there were.
    func discard(all reason: RejectionReason, by staff: ID<Viewer>) async throws -> Int {
        try await line.database.write { [store, recording] tx in
            let count = try store.discard(all: reason, by: staff, in: tx)
            let subject = reason.field.isEmpty ? reason.reason : "\(reason.field): \(reason.reason)"
            if count > 0 { try recording(SettingsChange(action: .eventsDiscarded, subject: subject, detail: "\(count)", staff: staff), tx) }
            return count
        }
    }
}

extension Appended.Fate {
    fileprivate var isRejection: Bool { if case .rejected = self { true } else { false } }
}
