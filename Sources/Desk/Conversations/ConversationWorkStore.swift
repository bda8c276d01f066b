import Kernel
import People
import Storage
import Timeline
import Web

/// What staff do with a conversation. What the customer hears of, or what counts in figures, comes onto their line in the same transaction.
struct ConversationWorkStore: Sendable {
    let line: Line

    /// An answer or a note as somebody wrote it.
    struct Writing: Sendable {
        let text: String
        /// The newest entry that the writer had before their eyes.
        let seen: Int64
        /// What makes it once, however often the form is sent.
        let once: String
        /// Where the conversation stands afterwards; `nil` leaves it.
        var then: ConversationStatus?
    }

    static let longestText = 100_000

    /// Answers the customer. Whose it was not yet, takes it.
    ///
    /// - Throws: `conflict` when something was said since the writer looked; then nothing was sent.
    func reply(_ writing: Writing, in number: Int64, by staff: Viewer, at now: Instant) async throws {
        let (conversation, identifier) = try await known(number)
        let onLine = ConversationLine(number: number, channel: conversation.channel)
        var touchpoints = [onLine.reply(writing.text, to: identifier, at: now, once: writing.once)]
        if writing.then == .resolved { touchpoints.append(onLine.resolved(identifier, at: now, once: writing.once)) }
        try await append(touchpoints) { tx in
            let before = try ConversationStore.working(number, tx)
            guard try !Self.wasSomethingSaid(in: number, since: writing.seen, tx) else { throw Self.overtaken }
            var after = before.answering(writing.text, at: now).given(to: before.assignee ?? staff.id)
            var entries = [
                ConversationStore.NewEntry(happening: .reply, at: now, staff: staff.id, text: writing.text, once: "reply:\(writing.once)")
            ]
            if before.assignee == nil { entries.append(Self.assignment(staff.name, by: staff, now, "reply:\(writing.once):taken")) }
            if let then = writing.then {
                after = try Self.standing(then, after, at: now)
                entries.append(Self.status(then.key, by: staff, now, "reply:\(writing.once):status"))
            }
            let last = try ConversationStore.record(entries, leaving: after, in: tx)
            let own = last - Int64(entries.count) + 1
            if try !TelegramOutgoingStore.put(writing.text, entry: own, in: after, in: tx) {
                try OutgoingMailStore.put(writing.text, entry: own, in: after, in: tx)
            }
            try ChatAfterLeavingStore.remember(number, in: tx)
            if writing.then == .resolved { try SurveyPlanStore.plan(last, of: after, by: staff.id, in: tx) }
        }
    }

    /// For colleagues alone.
    func note(_ writing: Writing, in number: Int64, by staff: Viewer, at now: Instant) async throws {
        try await line.write { tx in
            let before = try ConversationStore.working(number, tx)
            guard try tx.first("SELECT 1 FROM conversation_entry WHERE once = \("note:" + writing.once)") == nil else { return }
            let entry = ConversationStore.NewEntry(happening: .note, at: now, staff: staff.id, text: writing.text, once: "note:\(writing.once)")
            try ConversationStore.record([entry], leaving: before, in: tx)
        }
    }

    /// Resolves it, or opens it again.
    func stand(_ status: ConversationStatus, _ number: Int64, by staff: Viewer, at now: Instant) async throws {
        let (conversation, identifier) = try await known(number)
        let once = "\(number):\(conversation.lastEntry):\(staff.id)"
        let onLine = ConversationLine(number: number, channel: conversation.channel)
        var touchpoints: [NewTouchpoint] = []
        if status == .resolved { touchpoints.append(onLine.resolved(identifier, at: now, once: once)) }
        if status == .open, conversation.status == .resolved { touchpoints.append(onLine.reopened([identifier], at: now, once: once)) }
        let change: @Sendable (Transaction) throws -> Void = { tx in
            let before = try ConversationStore.working(number, tx)
            let after = try Self.standing(status, before, at: now)
            guard before.lastEntry == conversation.lastEntry else { throw Self.overtaken }
            let entry = try ConversationStore.record([Self.status(status.key, by: staff, now, "status:\(once)")], leaving: after, in: tx)
            if status == .resolved { try SurveyPlanStore.plan(entry, of: after, by: staff.id, in: tx) }
        }
        if touchpoints.isEmpty { try await line.write(change) } else { try await append(touchpoints, change) }
    }

    func snooze(_ number: Int64, until: Instant, by staff: Viewer, at now: Instant) async throws {
        try await change(number, "snooze", at: now) { before, once in
            let entry = ConversationStore.NewEntry(
                happening: .status, at: now, staff: staff.id, detail: "\(ConversationStatus.snoozed.key) \(until)", once: once)
            return (try before.snoozing(until: until, at: now), entry)
        }
    }

    /// - Parameter colleague: `nil` gives it back to everybody.
    func assign(_ number: Int64, to colleague: ID<Viewer>?, by staff: Viewer, at now: Instant) async throws {
        let name = try await line.database.read { session in try colleague.map { try Self.name(of: $0, session) } }
        try await change(number, "assign", at: now) { before, once in
            // Taking it oneself is for one alone; giving it to somebody is the word of whoever gives.
            let after = colleague == staff.id ? try before.taken(by: staff.id) : before.given(to: colleague)
            return (after, Self.assignment(name ?? "", by: staff, now, once))
        }
    }

    func prioritise(_ number: Int64, _ priority: Conversation.Priority, by staff: Viewer, at now: Instant) async throws {
        try await change(number, "priority", at: now) { before, once in
            var after = before
            after.priority = priority
            return (after, .init(happening: .priority, at: now, staff: staff.id, detail: priority.key, once: once))
        }
    }
}

// MARK: - Parts

extension ConversationWorkStore {
    static let overtaken = Failure.conflict("Something has happened in this conversation meanwhile.")

    private func known(_ number: Int64) async throws -> (Conversation, Identifier) {
        let rules = line.rules
        return try await line.database.read { session in
            let conversation = try ConversationStore.working(number, session)
            guard let identifier = try ConversationStore.identifier(of: conversation, rules, session) else {
                throw Failure.conflict("Whom this conversation was with has been erased.")
            }
            return (conversation, identifier)
        }
    }

    /// What was sent before changes nothing.
    private func append(_ touchpoints: [NewTouchpoint], _ change: @escaping @Sendable (Transaction) throws -> Void) async throws {
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        _ = try await line.append(touchpoints, from: source) { tx, appended in
            if case .rejected(let failure)? = appended.fates.first { throw failure }
            if case .duplicate? = appended.fates.first { return }
            try change(tx)
        }
    }

    func change(
        _ number: Int64, _ what: String, at now: Instant,
        _ decide: @escaping @Sendable (Conversation, String) throws -> (Conversation, ConversationStore.NewEntry)
    ) async throws {
        try await line.write { tx in
            let before = try ConversationStore.working(number, tx)
            let (after, entry) = try decide(before, "\(what):\(number):\(before.lastEntry)")
            guard after != before else { return }
            try ConversationStore.record([entry], leaving: after, in: tx)
        }
    }

    private static func standing(_ status: ConversationStatus, _ before: Conversation, at now: Instant) throws -> Conversation {
        switch status {
        case .open: try before.reopening(at: now)
        case .waiting: try before.waiting(at: now)
        case .resolved: try before.resolving(at: now)
        case .snoozed: throw Failure.invalid("status", "needs a time until when")
        }
    }

    /// - Throws: `invalid` when it is nobody a conversation can be given to.
    private static func name(of colleague: ID<Viewer>, _ session: Session) throws -> String {
        guard let found = try ColleagueStore().all(session).first(where: { $0.id == colleague }) else {
            throw Failure.invalid("assignee", "must be somebody who works with customers")
        }
        return found.name
    }

    private static func wasSomethingSaid(in number: Int64, since seen: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first("SELECT 1 FROM conversation_entry WHERE conversation = \(number) AND number > \(seen) AND happening IN (1, 2) LIMIT 1") != nil
    }

    private static func assignment(_ name: String, by staff: Viewer, _ now: Instant, _ once: String) -> ConversationStore.NewEntry {
        .init(happening: .assignment, at: now, staff: staff.id, detail: name, once: once)
    }

    private static func status(_ key: String, by staff: Viewer, _ now: Instant, _ once: String) -> ConversationStore.NewEntry {
        .init(happening: .status, at: now, staff: staff.id, detail: key, once: once)
    }
}
