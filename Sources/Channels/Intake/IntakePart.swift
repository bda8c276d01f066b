package import Kernel
import People
import Storage
import Timeline
package import Web

/// What a key that stands in a body opens: `nil` when there is no such key.
package typealias Authorize = @Sendable (_ key: String, _ now: Instant) async throws -> AccessKey?

/// Where events come in, whatever dress they wear: who sends, how many, what becomes of each.
struct IntakePart: Sendable {
    let line: Line
    let tally = IntakeTally()
    private let authorize: Authorize
    private let limiter: RateLimiter?
    private let burst: Int
    private let rejected: RejectedEventStore

    init(line: Line, limits: IntakeLimits?, authorize: @escaping Authorize) {
        self.line = line
        rejected = RejectedEventStore(database: line.database)
        self.authorize = authorize
        limiter = limits.map { RateLimiter($0.eventsPerSecond, per: .seconds(1), burst: $0.burst) }
        burst = limits?.burst ?? 0
    }

    /// Whom a key sends for: the one that was shown, else the one in the body.
    ///
    /// - Parameter isBrowser: whether a page sends. Its key then stands where anybody can read it, and what it says of who is who is a claim.
    /// - Throws: `unauthenticated` when neither sends for anybody, or its source is switched off.
    func sender(_ shown: AccessKey?, else key: String? = nil, isBrowser: Bool, at now: Instant) async throws -> Source {
        var found = try await source(of: shown)
        if found == nil, let key { found = try await source(of: authorize(key, now)) }
        guard let found else { throw Failure.unauthenticated }
        if isBrowser, found.publicAt == nil { try await line.publish(found) }
        return found
    }

    /// `nil` when it sends for nobody, or its source is switched off.
    private func source(of key: AccessKey?) async throws -> Source? {
        guard let number = key?.source else { return nil }
        if line.source(number: number) == nil { try await line.reload() }
        return line.source(number: number).flatMap { $0.disabledAt == nil ? $0 : nil }
    }

    /// - Throws: `limited` when the source sends more than it may.
    func admit(_ count: Int, from source: Source, at now: Instant) throws {
        try limiter?.take(source.key, cost: max(1, min(count, burst)), at: now)
    }

    /// What has to be looked up to read these events; users only where somebody changed names.
    func knowledge(for events: [SegmentEvent]) async throws -> SegmentEvent.Knowledge {
        let catalogue = line.catalogue
        let users = try await KnownUserStore(database: line.database).known(among: Set(events.lazy.compactMap(\.formerID)))
        return SegmentEvent.Knowledge(users: users, channel: { catalogue.spelling(ofChannel: $0) })
    }

    /// Appends what is right, keeps what is wrong for somebody to correct, and returns when both are on disk.
    ///
    /// - Throws: `Outage`; then nothing was taken.
    func take(_ events: [IncomingEvent], from source: Source) async throws -> IntakeOutcome {
        let places = events.indices.filter { events[$0].isRead }
        do {
            return try await take(events, places, [:], from: source)
        } catch Failure.invalid("kind", let reason) {
            // The catalogue is full: kinds that it has are still taken.
            let known = places.filter { place in (try? events[place].reading.get()).flatMap { line.catalogue.spelling(ofKind: $0.kind) } != nil }
            let refused = Set(places).subtracting(known).map { ($0, Failure.invalid("kind", reason)) }
            return try await take(events, known, Dictionary(uniqueKeysWithValues: refused), from: source)
        }
    }

    private func take(
        _ events: [IncomingEvent], _ places: [Int], _ refused: [Int: Failure], from source: Source
    ) async throws -> IntakeOutcome {
        let touchpoints = try places.map { try events[$0].reading.get() }
        let unread = events.indices.compactMap { place in events[place].failure.map { (place, $0) } } + refused.map { ($0, $1) }
        let appended = try await line.append(touchpoints, from: source) { [rejected] tx, appended in
            let wrong = unread + Self.rejections(appended, places)
            try rejected.keep(try nameable(wrong, events, tx).map { RejectedEvent(events[$0.0], $0.1, source: source.id, at: tx.now) }, in: tx)
            try CompanyTraitStore().record(Self.accepted(events, appended, places), source: source.id, in: tx)
        }
        let wrong = (unread + Self.rejections(appended, places)).sorted { $0.0 < $1.0 }
        let outcome = IntakeOutcome(accepted: appended.accepted, duplicates: appended.duplicates, rejected: wrong.map { RejectedNote($0.0, $0.1) })
        tally.add(outcome)
        return outcome
    }

    /// Of those who were erased nothing is kept, also not in what could not be read.
    private func nameable(_ wrong: [(Int, Failure)], _ events: [IncomingEvent], _ tx: Transaction) throws -> [(Int, Failure)] {
        let types = line.rules.all.map(\.type)
        return try wrong.filter { place, failure in
            try failure != .erased && !RejectedMentionStore().namesErased(events[place].body(), types: types, tx)
        }
    }

    private static func rejections(_ appended: Appended, _ places: [Int]) -> [(Int, Failure)] {
        zip(places, appended.fates).compactMap { place, fate in
            if case .rejected(let failure) = fate { (place, failure) } else { nil }
        }
    }

    private static func accepted(_ events: [IncomingEvent], _ appended: Appended, _ places: [Int]) -> [IncomingEvent] {
        zip(places, appended.fates).compactMap { place, fate in
            if case .accepted = fate { events[place] } else { nil }
        }
    }
}

extension IncomingEvent {
    var isRead: Bool { failure == nil }

    var failure: Failure? {
        if case .failure(let failure) = reading { failure } else { nil }
    }
}
