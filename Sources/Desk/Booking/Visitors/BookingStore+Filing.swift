import Channels
import Kernel
import Language
import People
import Storage
import Timeline
import Web

/// What comes of a form: the time is taken, and the conversation, its touchpoints and the mail are written in the same transaction.
extension BookingStore {
    /// Sent again, it is the same one.
    ///
    /// - Throws: `Taken` where somebody was faster.
    func book(_ draft: Draft, _ kind: BookingKind, at site: Site, now: Instant) async throws -> Booking {
        guard let who = Identifier(.email, draft.visitor.email) else { throw Failure.invalid("email", "must be an email address") }
        let source = try await line.source("booking", name: "Booking and forms", medium: .system)
        for _ in 0..<3 {
            if let known = try await known(draft.once) { return known }
            let id = ID<Booking>(at: now)
            do {
                try await file(id, draft, kind, who, source, site, now)
                return try await line.database.read { try Self.find(id, $0) }
            } catch is Changed {
                // The same form came twice at the same moment.
                continue
            }
        }
        throw Failure.conflict("This changes too quickly: send it again.")
    }

    private struct Changed: Error {}

    private func known(_ once: String) async throws -> Booking? {
        try await line.database.read { try $0.first("SELECT * FROM booking WHERE once = \(once)").map(Booking.init) }
    }

    private func file(
        _ id: ID<Booking>, _ draft: Draft, _ kind: BookingKind, _ who: Identifier, _ source: Source, _ site: Site, _ now: Instant
    ) async throws {
        let number = try await ConversationStore(line: line).nextNumber()
        let message = try await message(id, draft, kind, who, now)
        let touchpoints = [
            try Self.touchpoint(draft, kind, message, number, now),
            ConversationLine(number: number, channel: message.channel.rawValue).opened(by: message),
        ]
        _ = try await line.append(touchpoints, from: source) { tx, appended in
            if case .rejected(let failure) = appended.fates[0] { throw failure }
            guard case .accepted(let position) = appended.fates[0] else { throw Changed() }
            try Self.checkAddress(draft.visitor.email, now, tx)
            let owner: Int64? = try tx.value("SELECT identifier FROM touchpoint WHERE position = \(position)")
            let taker = try draft.at.map { try Self.taker(of: kind, at: $0, now, tx) }
            try ConversationStore.begin(number, with: owner ?? 0, by: message, source: source.id, in: tx)
            try Self.insert(id, draft, kind, taker, number, now, tx)
            let entry = try Self.write(id, draft, message, taker, number, tx)
            let booking = try Self.find(id, tx)
            try BookingMailStore.tell(kind.sort == .quote ? .asked : .booked, booking, kind, entry: entry, at: site, in: tx)
        }
    }

    /// As it begins the conversation. What they call themselves is taken down of those alone whom nobody knows yet: anybody can type any address.
    private func message(
        _ id: ID<Booking>, _ draft: Draft, _ kind: BookingKind, _ who: Identifier, _ now: Instant
    ) async throws -> IncomingMessage {
        let isKnown = try await line.database.read { session in
            try session.first(
                """
                SELECT 1 FROM identifier JOIN identifier_type ON identifier_type.id = identifier.type
                WHERE identifier_type.key = 'email' AND identifier.value = \(who.value)
                """) != nil
        }
        return IncomingMessage(
            key: "booking:\(draft.once)", thread: "booking:\(id)", channel: .web, from: [who],
            subject: "\(kind.terms.name(in: .en)) · \(draft.visitor.name)", text: draft.visitor.said, at: now,
            traits: isKnown ? [:] : ["name": draft.visitor.name])
    }

    private static func touchpoint(
        _ draft: Draft, _ kind: BookingKind, _ message: IncomingMessage, _ number: Int64, _ now: Instant
    ) throws -> NewTouchpoint {
        var said = ["form": kind.key]
        said["begins"] = draft.at?.description
        if !draft.visitor.about.isEmpty { said["text"] = String(draft.visitor.about.prefix(ConversationLine.longestText)) }
        var touchpoint = NewTouchpoint(
            kind.sort == .quote ? "quote_requested" : "demo_booked", channel: DeskChannel.web.rawValue, by: message.from, at: now,
            key: SourceKey("desk:\(message.key)"), subject: Subject("conversation", "\(number)"), properties: try PlainJSON.text(said))
        touchpoint.traits = message.traits
        return touchpoint
    }

    private static func checkAddress(_ address: String, _ now: Instant, _ tx: Transaction) throws {
        let sent: Int =
            try tx.value("SELECT COUNT(*) FROM booking WHERE email = \(address) AND booked_at > \(now.adding(.days(-1)))") ?? 0
        guard sent < mostPerAddress else { throw Failure.conflict("There is a lot from this address already: try again tomorrow.") }
    }

    /// - Throws: `Taken`.
    private static func taker(of kind: BookingKind, at time: Instant, _ now: Instant, _ tx: Transaction) throws -> ID<Viewer> {
        let free = try BookingTimesStore.free(for: kind, at: now, tx)
        guard free.isOffered(time), let taker = free.takers(at: time).first else { throw Taken() }
        return taker
    }

    private static func insert(
        _ id: ID<Booking>, _ draft: Draft, _ kind: BookingKind, _ taker: ID<Viewer>?, _ number: Int64, _ now: Instant, _ tx: Transaction
    ) throws {
        let ends = draft.at?.adding(kind.terms.length)
        try tx.run(
            """
            INSERT INTO booking (id, kind, once, state, staff, starts_at, ends_at, blocked_until, sequence, language, zone, name, email, phone,
            company, about, conversation, booked_at)
            VALUES (\(id), \(kind.id), \(draft.once), \(kind.sort == .quote ? "asked" : "booked"), \(taker), \(draft.at), \(ends),
            \(ends?.adding(kind.terms.rest)), 0, \(draft.language.rawValue), \(draft.zone), \(draft.visitor.name), \(draft.visitor.email),
            \(draft.visitor.phone), \(draft.visitor.company), \(draft.visitor.about), \(number), \(now))
            """)
    }

    /// A quote is owed an answer. An appointment is answered at once, by the mail: nobody waits for us.
    ///
    /// - Returns: the entry that says what was asked for.
    private static func write(
        _ id: ID<Booking>, _ draft: Draft, _ message: IncomingMessage, _ taker: ID<Viewer>?, _ number: Int64, _ tx: Transaction
    ) throws -> Int64 {
        let word: BookingWord = draft.at == nil ? .asked : .booked
        let said = ConversationStore.NewEntry(
            happening: word == .asked ? .message : .note, at: message.at, text: message.text, detail: word.detail(of: id, at: draft.at),
            once: message.key)
        var (after, entries) = (try ConversationStore.find(number, tx), [said])
        if word == .asked {
            after = after.receiving(message.text, on: message.channel.rawValue, at: message.at)
        } else {
            after.preview = message.subject
        }
        if let taker {
            after = after.given(to: taker)
            entries.append(try assignment(taker, message.at, "\(message.key):taken", tx))
        }
        return try ConversationStore.record(entries, leaving: after, in: tx) - Int64(entries.count - 1)
    }

    static func assignment(_ taker: ID<Viewer>, _ now: Instant, _ once: String, _ tx: Transaction) throws -> ConversationStore.NewEntry {
        .init(happening: .assignment, at: now, detail: try ColleagueStore().names(of: [taker], tx)[taker] ?? "", once: once)
    }
}

extension Booking.Visitor {
    /// As colleagues read it.
    var said: String {
        let who = ["\(name) <\(email)>", phone, company].filter { !$0.isEmpty }.joined(separator: "\n")
        return about.isEmpty ? who : "\(who)\n\n\(about)"
    }
}
