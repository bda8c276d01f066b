import Kernel
import People
import Storage
import Timeline
import Web

/// What becomes of an appointment.
extension BookingStore {
    /// To another time; the same colleague has it, if they are free.
    ///
    /// - Throws: `Taken` where somebody was faster, `conflict` where it can be moved no more.
    func move(_ id: ID<Booking>, to time: Instant, at site: Site, now: Instant) async throws {
        try await line.write { tx in
            let before = try Self.find(id, tx)
            guard before.isOpen(at: now), before.sequence < Self.mostMoves else { throw Self.tooLate }
            guard before.time?.lowerBound != time else { return }
            let kind = try BookingKindStore.find(before.kind, tx)
            let free = try BookingTimesStore.free(for: kind, but: id, at: now, tx)
            let takers = free.takers(at: time)
            guard free.isOffered(time), let first = takers.first else { throw Taken() }
            let taker = before.staff.flatMap { takers.contains($0) ? $0 : nil } ?? first
            let ends = time.adding(kind.terms.length)
            try tx.run(
                """
                UPDATE booking SET starts_at = \(time), ends_at = \(ends), blocked_until = \(ends.adding(kind.terms.rest)), staff = \(taker),
                moved_at = \(now), sequence = sequence + 1 WHERE id = \(id)
                """)
            try Self.say(.moved, id, kind, by: nil, at: site, now, tx) { after, entries in
                // Whoever was given it by hand meanwhile keeps it.
                guard taker != before.staff, after.assignee == nil || after.assignee == before.staff else { return }
                after = after.given(to: taker)
                entries.append(try Self.assignment(taker, now, "booking:\(id):\(before.sequence + 1):taken", tx))
            }
        }
    }

    /// Its time is free again.
    ///
    /// - Parameter staff: `nil` for the visitor.
    func cancel(_ id: ID<Booking>, by staff: Viewer?, at site: Site, now: Instant) async throws {
        try await line.write { tx in
            let before = try Self.find(id, tx)
            guard before.state != .cancelled else { return }
            guard before.isOpen(at: now) else { throw Self.tooLate }
            try tx.run("UPDATE booking SET state = 'cancelled', sequence = sequence + 1 WHERE id = \(id)")
            try Self.say(.cancelled, id, try BookingKindStore.find(before.kind, tx), by: staff, at: site, now, tx)
        }
    }

    /// It took place; on the customer's line too.
    func hold(_ id: ID<Booking>, by staff: Viewer, now: Instant) async throws {
        let rules = line.rules
        let (before, who) = try await line.database.read { session -> (Booking, Identifier?) in
            let booking = try Self.find(id, session)
            return (booking, try ConversationStore.identifier(of: ConversationStore.find(booking.conversation, session), rules, session))
        }
        guard before.state != .held else { return }
        let change: @Sendable (Transaction) throws -> Void = { tx in
            try Self.settle(id, .held, from: [.booked, .missed], by: staff, now, tx)
        }
        guard let who, let time = before.time else { return try await line.write(change) }
        let touchpoint = NewTouchpoint(
            "demo_held", channel: DeskChannel.web.rawValue, by: [who], at: min(now, time.lowerBound), key: SourceKey("desk:booking:held:\(id)"),
            subject: Subject("conversation", "\(before.conversation)"))
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        _ = try await line.append([touchpoint], from: source) { tx, appended in
            if case .rejected(let failure)? = appended.fates.first { throw failure }
            if case .duplicate? = appended.fates.first { return }
            try change(tx)
        }
    }

    /// The visitor did not come.
    func miss(_ id: ID<Booking>, by staff: Viewer, now: Instant) async throws {
        try await line.write { tx in
            guard try Self.find(id, tx).state != .missed else { return }
            try Self.settle(id, .missed, from: [.booked], by: staff, now, tx)
        }
    }

    // MARK: - Parts

    static let tooLate = Failure.conflict("This appointment can be changed no more.")

    private static func settle(
        _ id: ID<Booking>, _ word: BookingWord, from states: [Booking.State], by staff: Viewer, _ now: Instant, _ tx: Transaction
    ) throws {
        let before = try find(id, tx)
        guard states.contains(before.state), let time = before.time else { throw tooLate }
        guard time.lowerBound <= now else { throw Failure.conflict("This appointment has not begun yet.") }
        try tx.run("UPDATE booking SET state = \(word.rawValue) WHERE id = \(id)")
        let entry = ConversationStore.NewEntry(
            happening: .note, at: now, staff: staff.id, detail: word.detail(of: id, at: time.lowerBound), once: "booking:\(id):\(word.rawValue)")
        try write([entry], leaving: ConversationUnitStore.root(of: before.conversation, tx), of: before.conversation, tx)
    }

    /// Where the conversation is read, which may be another one.
    ///
    /// - Returns: the number of the first entry.
    @discardableResult
    private static func write(
        _ entries: [ConversationStore.NewEntry], leaving after: Conversation, of conversation: Int64, _ tx: Transaction
    ) throws -> Int64 {
        let last = try ConversationStore.record(entries, leaving: after, in: tx)
        let first = last - Int64(entries.count - 1)
        if after.number != conversation { try ConversationUnitStore.forward(first...last, of: conversation, in: tx) }
        return first
    }

    /// In the conversation, and by mail.
    private static func say(
        _ word: BookingWord, _ id: ID<Booking>, _ kind: BookingKind, by staff: Viewer?, at site: Site, _ now: Instant, _ tx: Transaction,
        also: (inout Conversation, inout [ConversationStore.NewEntry]) throws -> Void = { _, _ in }
    ) throws {
        let booking = try find(id, tx)
        var after = try ConversationUnitStore.root(of: booking.conversation, tx)
        var entries = [
            ConversationStore.NewEntry(
                happening: .note, at: now, staff: staff?.id, detail: word.detail(of: id, at: booking.time?.lowerBound),
                once: "booking:\(id):\(booking.sequence):\(word.rawValue)")
        ]
        try also(&after, &entries)
        let entry = try write(entries, leaving: after, of: booking.conversation, tx)
        try BookingMailStore.tell(word, booking, kind, entry: entry, at: site, in: tx)
    }
}
