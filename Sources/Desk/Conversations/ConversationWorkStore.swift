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
        /// What is done besides, all of it or nothing.
        var deeds: [MacroDeed] = []
        /// The name of the macro that says so.
        var macro: String?
        var files: [NewFile] = []
        /// To whom else it goes by mail.
        var copies = Copies.none
        /// The version of the draft that it ends.
        var draft: Int64 = 0

        var typed: Draft.Typed { Draft.Typed(text: text, version: draft, tab: once) }
    }

    static let longestText = 100_000

    /// For colleagues alone.
    func note(_ writing: Writing, in number: Int64, by staff: Viewer, at now: Instant) async throws {
        try await line.write { tx in
            let before = try ConversationStore.working(number, tx)
            guard try tx.first("SELECT 1 FROM conversation_entry WHERE once = \("note:" + writing.once)") == nil else { return }
            let called = try MentionStore.called(in: writing.text, by: staff, tx)
            let entry = ConversationStore.NewEntry(
                happening: .note, at: now, staff: staff.id, text: writing.text, detail: called.isEmpty ? "" : ConversationEntry.calling,
                once: "note:\(writing.once)")
            let written = try ConversationStore.record([entry], leaving: before, in: tx)
            try MentionStore.call(called, by: written, tx)
            try ConversationFileStore.keep(writing.files, beside: written, tx)
            try DraftStore.end(writing.typed, in: number, of: staff.id, tx)
        }
    }

    /// Resolves it, or opens it again.
    func stand(_ status: ConversationStatus, _ number: Int64, by staff: Viewer, at now: Instant, as done: WorkDone? = nil) async throws {
        let done = done ?? WorkDone(status, by: staff, at: now)
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
            let entry = try Self.record([Self.status(status.key, by: staff, now, "status:\(once)")], from: before, leaving: after, as: done, in: tx)
            if status == .resolved { try SurveyPlanStore.plan(entry, of: after, by: staff.id, in: tx) }
        }
        if touchpoints.isEmpty { try await line.write(change) } else { try await append(touchpoints, change) }
    }

    func snooze(_ number: Int64, until: Instant, by staff: Viewer, at now: Instant) async throws {
        try await change(number, "snooze", at: now, as: WorkDone(.snoozed, by: staff, at: now)) { before, once in
            let entry = ConversationStore.NewEntry(
                happening: .status, at: now, staff: staff.id, detail: "\(ConversationStatus.snoozed.key) \(until)", once: once)
            return (try before.snoozing(until: until, at: now), entry)
        }
    }

    /// - Parameter colleague: `nil` gives it back to everybody.
    func assign(_ number: Int64, to colleague: ID<Viewer>?, by staff: Viewer, at now: Instant, as done: WorkDone? = nil) async throws {
        let done = done ?? WorkDone(.assigned, by: staff, at: now)
        let name = try await line.database.read { session in try colleague.map { try Self.name(of: $0, session) } }
        try await change(number, "assign", at: now, as: done) { before, once in
            // Taking it oneself is for one alone; giving it to somebody is the word of whoever gives.
            let after = colleague == staff.id ? try before.taken(by: staff.id) : before.given(to: colleague)
            return (after, Self.assignment(name ?? "", to: colleague, by: staff, now, once))
        }
    }

    func prioritise(
        _ number: Int64, _ priority: Conversation.Priority, by staff: Viewer, at now: Instant, as done: WorkDone? = nil
    ) async throws {
        try await change(number, "priority", at: now, as: done ?? WorkDone(.priority, by: staff, at: now)) { before, once in
            var after = before
            after.priority = priority
            return (after, .init(happening: .priority, at: now, staff: staff.id, detail: priority.key, once: once))
        }
    }
}

// MARK: - Parts

extension ConversationWorkStore {
    static let overtaken = Failure.conflict("Something has happened in this conversation meanwhile.")
    static let erased = Failure.conflict("Whom this conversation was with has been erased.")

    /// Writes what was done, so that it can be taken back.
    ///
    /// - Returns: the number of the last entry.
    @discardableResult
    static func record(
        _ entries: [ConversationStore.NewEntry], from before: Conversation, leaving after: Conversation, as done: WorkDone, in tx: Transaction
    ) throws -> Int64 {
        let standing = try Standing(before, tx)
        let last = try ConversationStore.record(entries, leaving: after, in: tx)
        // What followed from it, such as to whom a team has given it, goes back with it.
        let end = try ConversationStore.find(before.number, tx).lastEntry
        try UndoStore.keep(done, in: before.number, from: standing, last - Int64(entries.count) + 1...end, in: tx)
        return last
    }

    func known(_ number: Int64) async throws -> (Conversation, Identifier) {
        let rules = line.rules
        return try await line.database.read { session in
            let conversation = try ConversationStore.working(number, session)
            guard let identifier = try ConversationStore.identifier(of: conversation, rules, session) else {
                throw Self.erased
            }
            return (conversation, identifier)
        }
    }

    /// What was sent before changes nothing.
    func append(_ touchpoints: [NewTouchpoint], _ change: @escaping @Sendable (Transaction) throws -> Void) async throws {
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        _ = try await line.append(touchpoints, from: source) { tx, appended in
            if case .rejected(let failure)? = appended.fates.first { throw failure }
            if case .duplicate? = appended.fates.first { return }
            try change(tx)
        }
    }

    func change(
        _ number: Int64, _ what: String, at now: Instant, as done: WorkDone,
        _ decide: @escaping @Sendable (Conversation, String) throws -> (Conversation, ConversationStore.NewEntry)
    ) async throws {
        try await line.write { tx in
            let before = try ConversationStore.working(number, tx)
            let (after, entry) = try decide(before, "\(what):\(number):\(before.lastEntry)")
            guard after != before else { return }
            try Self.record([entry], from: before, leaving: after, as: done, in: tx)
        }
    }

    static func standing(_ status: ConversationStatus, _ before: Conversation, at now: Instant) throws -> Conversation {
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

    static func wasSomethingSaid(in number: Int64, since seen: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first("SELECT 1 FROM conversation_entry WHERE conversation = \(number) AND number > \(seen) AND happening IN (1, 2) LIMIT 1") != nil
    }

    static func assignment(
        _ name: String, to whom: ID<Viewer>?, by staff: Viewer, _ now: Instant, _ once: String
    ) -> ConversationStore.NewEntry {
        .init(happening: .assignment, at: now, staff: staff.id, detail: name, assignment: Assignment(.byHand, to: whom), once: once)
    }

    static func status(_ key: String, by staff: Viewer, _ now: Instant, _ once: String) -> ConversationStore.NewEntry {
        .init(happening: .status, at: now, staff: staff.id, detail: key, once: once)
    }
}
