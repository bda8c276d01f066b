import Kernel
import People
import Storage
import Timeline
import Web

/// Who waits at a desk, and whose turn it is.
struct ShopVisitStore: Sendable {
    let line: Line

    struct Draft: Sendable {
        /// What makes it this one, however often the form is sent.
        let once: String
        let name: String
        let email: String
        let about: String
    }

    /// More than these do not wait at one desk.
    static let mostWaiting = 300

    /// The day it is where the desk is.
    private static func today(_ tx: some Reading, at now: Instant) throws -> Day {
        let zone = try HoursStore.valid(since: now, tx).zone
        return WallClock(named: zone)?.shown(at: now).day ?? now.day
    }

    // MARK: - By visitors

    /// The next number of the day; the same for the same form.
    func take(_ draft: Draft, at desk: ShopDesk, now: Instant) async throws -> ShopVisit {
        try await line.write { tx in
            if let row = try tx.first("SELECT * FROM shop_visit WHERE once = \(draft.once)") { return try ShopVisit(row) }
            let day = try Self.today(tx, at: now)
            let waiting: Int =
                try tx.value(
                    "SELECT COUNT(*) FROM shop_visit WHERE desk = \(desk.id) AND day = \(day.number) AND state = 'waiting'") ?? 0
            guard waiting < Self.mostWaiting else { throw Failure.conflict("Too many people wait at this desk: please ask there.") }
            let number: Int = try tx.value("SELECT COALESCE(MAX(number), 0) + 1 FROM shop_visit WHERE desk = \(desk.id) AND day = \(day.number)") ?? 1
            let id = ID<ShopVisit>(at: tx.now)
            try tx.run(
                """
                INSERT INTO shop_visit (id, desk, day, number, once, token, name, email, about, state, ahead, taken_at)
                VALUES (\(id), \(desk.id), \(day.number), \(number), \(draft.once), \(base32(randomBytes(10))), \(draft.name), \(draft.email),
                \(draft.about), 'waiting', \(waiting), \(now))
                """)
            try Self.stir(in: tx)
            return try Self.find(id, tx)
        }
    }

    /// - Throws: `missing`.
    func find(token: String) async throws -> ShopVisit {
        try await line.database.read { session in
            guard let row = try session.first("SELECT * FROM shop_visit WHERE token = \(token)") else {
                throw Failure.missing("This number")
            }
            return try ShopVisit(row)
        }
    }

    static func find(_ id: ID<ShopVisit>, _ reading: some Reading) throws -> ShopVisit {
        guard let row = try reading.first("SELECT * FROM shop_visit WHERE id = \(id)") else { throw Failure.missing("This number") }
        return try ShopVisit(row)
    }

    /// They go before it is their turn.
    func leave(_ visit: ShopVisit) async throws { try await move(visit.id, from: [.waiting, .called], "state = 'left'") }

    /// How many wait before somebody, and how long that may take.
    func outlook(of visit: ShopVisit?, at desk: ShopDesk, now: Instant) async throws -> (ahead: Int, wait: ShopWait?) {
        try await line.database.read { session in
            let day = try Self.today(session, at: now)
            let before: SQL = visit.map { "AND number < \($0.number)" } ?? ""
            let ahead: Int =
                try session.value(
                    "SELECT COUNT(*) FROM shop_visit WHERE desk = \(desk.id) AND day = \(day.number) AND state = 'waiting' \(before)") ?? 0
            let waits = try session.rows(
                """
                SELECT ahead, taken_at, begun_at FROM shop_visit WHERE desk = \(desk.id) AND begun_at > \(now.adding(.days(-28)))
                ORDER BY begun_at DESC LIMIT 200
                """
            ).map { (ahead: try $0.get("ahead", as: Int.self), waited: try $0.get("begun_at", as: Instant.self).duration(since: $0.get("taken_at"))) }
            return (ahead, ShopWait(before: ahead, waits: waits))
        }
    }

    // MARK: - By staff

    /// Those of today, in their order; those that are over behind.
    func today(at desk: ShopDesk, now: Instant) async throws -> [ShopVisit] {
        try await line.database.read { session in
            let day = try Self.today(session, at: now)
            return try session.rows("SELECT * FROM shop_visit WHERE desk = \(desk.id) AND day = \(day.number) ORDER BY number").map(ShopVisit.init)
        }
    }

    /// Whoever has waited for longest; of two who call at once each has another.
    ///
    /// - Returns: `nil` where nobody waits.
    func callNext(at desk: ShopDesk, by staff: Viewer, now: Instant) async throws -> ShopVisit? {
        try await line.write { tx in
            let day = try Self.today(tx, at: now)
            let next = try tx.first(
                """
                SELECT * FROM shop_visit WHERE desk = \(desk.id) AND day = \(day.number) AND state = 'waiting' ORDER BY number LIMIT 1
                """
            ).map(ShopVisit.init)
            guard let next else { return nil }
            try tx.run("UPDATE shop_visit SET state = 'called', called_at = \(now), staff = \(staff.id) WHERE id = \(next.id)")
            try Self.stir(in: tx)
            return try Self.find(next.id, tx)
        }
    }

    func callAgain(_ id: ID<ShopVisit>, by staff: Viewer, now: Instant) async throws {
        try await move(id, from: [.called, .missed], "state = 'called', called_at = \(now), staff = \(staff.id)")
    }

    func miss(_ id: ID<ShopVisit>) async throws { try await move(id, from: [.called], "state = 'missed'") }

    /// It is a talk from here on: a conversation, in which they have waited since they took the number.
    func begin(_ id: ID<ShopVisit>, at desk: ShopDesk, by staff: Viewer, now: Instant) async throws {
        let visit = try await line.database.read { try Self.find(id, $0) }
        guard visit.state == .called || visit.state == .waiting else { return try Self.refuse(visit, or: .served) }
        let receipt = try await tell(visit, at: desk, CallEvent(kind: .answered, at: max(now, visit.takenAt), staff: staff.id, agent: staff.email))
        try await move(
            id, from: [.called, .waiting],
            """
            state = 'served', begun_at = \(now), called_at = COALESCE(called_at, \(now)), staff = \(staff.id),
            conversation = \(receipt.conversation)
            """
        )
    }

    /// - Parameter isResolved: whether the conversation is.
    func finish(_ id: ID<ShopVisit>, at desk: ShopDesk, isResolved: Bool, by staff: Viewer, now: Instant) async throws {
        let visit = try await line.database.read { try Self.find(id, $0) }
        guard visit.state == .served else { return try Self.refuse(visit, or: .finished) }
        let receipt = try await tell(
            visit, at: desk, CallEvent(kind: .ended, at: max(now, visit.begunAt ?? now), staff: staff.id, agent: staff.email))
        try await move(id, from: [.served], "state = 'finished', finished_at = \(now)")
        guard isResolved, let conversation = receipt.conversation else { return }
        guard try await ConversationStore(line: line).find(conversation).status != .resolved else { return }
        try await ConversationWorkStore(line: line).stand(.resolved, conversation, by: staff, at: now)
    }

    // MARK: - Parts

    private func tell(_ visit: ShopVisit, at desk: ShopDesk, _ event: CallEvent) async throws -> CallStore.Receipt {
        let source = try await line.source("desks", name: "Desks", medium: .system)
        var report = CallReport(
            key: "visit:\(visit.id)", direction: .incoming, channel: .inPerson, phone: nil,
            other: Identifier(.anonymousID, "visit-\(visit.id)"), beganAt: visit.takenAt, events: [event])
        (report.subject, report.name) = (visit.about.isEmpty ? "\(desk.name) \(desk.label(visit.number))" : visit.about, visit.name)
        return try await CallStore(line: line).take(report, from: source)
    }

    /// Done already is done; anything else is too late.
    private static func refuse(_ visit: ShopVisit, or done: ShopVisit.State) throws {
        guard visit.state != done else { return }
        throw Failure.conflict("Something has happened with this number meanwhile.")
    }

    private func move(_ id: ID<ShopVisit>, from states: [ShopVisit.State], _ change: SQL) async throws {
        try await line.write { tx in
            let moved = try tx.run("UPDATE shop_visit SET \(change) WHERE id = \(id) AND state IN \(list: states.map(\.rawValue))")
            guard moved == 1 else { throw Failure.conflict("Something has happened with this number meanwhile.") }
            try Self.stir(in: tx)
        }
    }

    /// Pages that show who waits look again.
    static func stir(in tx: Transaction) throws { _ = try tx.take(1, of: "shop_visit") }
}

extension ShopVisit {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), desk: try row.get("desk"), number: try row.get("number"), token: try row.get("token"), name: try row.get("name"),
            email: try row.get("email"), about: try row.get("about"), state: State(rawValue: try row.get("state")) ?? .waiting,
            takenAt: try row.get("taken_at"), calledAt: try row.find("called_at"), begunAt: try row.find("begun_at"),
            finishedAt: try row.find("finished_at"), conversation: try row.find("conversation"))
    }
}
