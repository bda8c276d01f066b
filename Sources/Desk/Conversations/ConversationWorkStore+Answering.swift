import Kernel
import Storage
import Timeline
import Web

/// An answer, and what is done with it: all of it happens, or nothing.
extension ConversationWorkStore {
    /// Answers the customer, and does what goes with it. Whose it was not yet, takes it. Without words it only does.
    ///
    /// - Throws: `conflict` when something was said since the writer looked, or one of the deeds cannot be done; then nothing was sent.
    ///
    /// - Parameter done: what it is part of.
    func reply(_ writing: Writing, in number: Int64, by staff: Viewer, at now: Instant, as done: WorkDone? = nil) async throws {
        let (conversation, identifier) = try await known(number)
        let onLine = ConversationLine(number: number, channel: conversation.channel)
        var touchpoints: [NewTouchpoint] = []
        if !writing.text.isEmpty { touchpoints.append(onLine.reply(writing.text, to: identifier, at: now, once: writing.once)) }
        let standing = writing.then ?? writing.deeds.standing
        if standing == .resolved, writing.then != nil || conversation.status != .resolved {
            touchpoints.append(onLine.resolved(identifier, at: now, once: writing.once))
        }
        if let standing, standing != .resolved, conversation.status == .resolved {
            touchpoints.append(onLine.reopened([identifier], at: now, once: writing.once))
        }
        let change: @Sendable (Transaction) throws -> Void = { tx in
            guard try tx.first("SELECT 1 FROM conversation_entry WHERE once = \(AnswerSteps.once(writing))") == nil else { return }
            let before = try ConversationStore.working(number, tx)
            guard try !Self.wasSomethingSaid(in: number, since: writing.seen, tx) else { throw Self.overtaken }
            // What the line is told of where it stands was decided before.
            guard before.status == conversation.status || standing == nil else { throw Self.overtaken }
            try Self.answer(writing, before, by: staff, at: now, as: done, tx)
        }
        if touchpoints.isEmpty { try await line.write(change) } else { try await append(touchpoints, change) }
    }

    private static func answer(
        _ writing: Writing, _ before: Conversation, by staff: Viewer, at now: Instant, as done: WorkDone?, _ tx: Transaction
    ) throws {
        var steps = AnswerSteps(before, writing, by: staff, at: now)
        try steps.answer()
        for deed in writing.deeds { try steps.perform(deed, tx) }
        if let then = writing.then { try steps.stand(then) }
        guard !steps.entries.isEmpty else { return }
        let standing = try Standing(before, tx)
        let last = try ConversationStore.record(steps.entries, leaving: steps.after, in: tx)
        let first = last - Int64(steps.entries.count) + 1
        var goesOut: Instant?
        if !writing.text.isEmpty {
            goesOut = try put(writing, beside: first, in: steps.after, tx)
            try ChatAfterLeavingStore.remember(before.number, in: tx)
        }
        if steps.after.status == .resolved, before.status != .resolved, let place = steps.resolution {
            try SurveyPlanStore.plan(first + Int64(place), of: steps.after, by: staff.id, in: tx)
        }
        for (place, called) in steps.called { try MentionStore.call(called, by: first + Int64(place), tx) }
        try DraftStore.end(writing.typed, in: before.number, of: staff.id, tx)
        let own = done ?? WorkDone(writing.macro == nil ? .answered : .macro, by: staff, at: now, writing.macro ?? "")
        // What followed from it, such as to whom a team has given it, goes back with it.
        let end = try ConversationStore.find(before.number, tx).lastEntry
        try keep(own, steps, writing, standing, first...end, goesOut: goesOut, tx)
    }

    /// Files go with the mail, or stand in the chat; elsewhere nothing would carry them.
    private static func put(_ writing: Writing, beside entry: Int64, in conversation: Conversation, _ tx: Transaction) throws -> Instant? {
        let nowhere = Failure.invalid(AnswerFiles.field, "can only go by email or in the chat")
        if try TelegramOutgoingStore.put(writing.text, entry: entry, in: conversation, in: tx) {
            guard writing.files.isEmpty, writing.copies.isEmpty else { throw nowhere }
            return nil
        }
        let goesOut = try OutgoingMailStore.put(writing.text, writing.files, writing.copies, entry: entry, in: conversation, in: tx)
        guard goesOut == nil else { return goesOut }
        guard writing.copies.isEmpty else { throw Failure.invalid("cc", "can only be added where the answer goes by email") }
        guard !writing.files.isEmpty else { return nil }
        guard try ChatHearingStore.reaches(conversation.number, tx) else { throw nowhere }
        try ConversationFileStore.keep(writing.files, beside: entry, tx)
        return nil
    }

    /// What was said by mail can be called back until it goes out; what was said otherwise stays, and the rest can be taken back.
    private static func keep(
        _ done: WorkDone, _ steps: AnswerSteps, _ writing: Writing, _ before: Standing, _ entries: ClosedRange<Int64>, goesOut: Instant?,
        _ tx: Transaction
    ) throws {
        if let goesOut {
            guard goesOut > tx.now else { return }
            return try UndoStore.keep(done, in: steps.after.number, from: before, entries, until: goesOut, in: tx)
        }
        if writing.text.isEmpty { return try UndoStore.keep(done, in: steps.after.number, from: before, entries, in: tx) }
        guard steps.entries.count > 1, writing.macro != nil || writing.then != nil else { return }
        var answered = before
        answered.unansweredSince = nil
        let rest = entries.lowerBound + 1...entries.upperBound
        let also = writing.macro == nil ? WorkDone(steps.after.status, by: steps.staff, at: steps.now) : done
        try UndoStore.keep(also, in: steps.after.number, from: answered, rest, in: tx)
    }
}

/// What an answer changes, entry by entry.
struct AnswerSteps {
    private(set) var after: Conversation
    private(set) var entries: [ConversationStore.NewEntry] = []
    /// The place of the entry that resolves it.
    private(set) var resolution: Int?
    /// Colleagues whom a note calls, with the place of its entry.
    private(set) var called: [(place: Int, colleagues: Set<ID<Viewer>>)] = []
    let staff: Viewer
    let now: Instant
    private let writing: ConversationWorkStore.Writing

    init(_ before: Conversation, _ writing: ConversationWorkStore.Writing, by staff: Viewer, at now: Instant) {
        (after, self.writing, self.staff, self.now) = (before, writing, staff, now)
    }

    /// Of the first entry.
    static func once(_ writing: ConversationWorkStore.Writing) -> String { "reply:\(writing.once)" }

    private mutating func add(
        _ happening: ConversationEntry.Happening, text: String = "", _ detail: String = "", assignment: Assignment? = nil
    ) {
        let once = Self.once(writing) + (entries.isEmpty ? "" : ":\(entries.count)")
        entries.append(.init(happening: happening, at: now, staff: staff.id, text: text, detail: detail, assignment: assignment, once: once))
    }

    mutating func answer() throws {
        guard !writing.text.isEmpty else {
            guard writing.files.isEmpty else { throw Failure.invalid("text", "must not be empty") }
            return
        }
        after = after.answering(writing.text, at: now)
        add(.reply, text: writing.text)
        if after.assignee == nil { try take() }
    }

    mutating func stand(_ status: ConversationStatus) throws {
        after = try ConversationWorkStore.standing(status, after, at: now)
        if status == .resolved { resolution = entries.count }
        add(.status, status.key)
    }

    private mutating func take() throws {
        guard after.assignee != staff.id else { return }
        after = try after.taken(by: staff.id)
        add(.assignment, staff.name, assignment: Assignment(.byHand, to: staff.id))
    }

    /// What is so already is no news.
    mutating func perform(_ deed: MacroDeed, _ reading: Transaction) throws {
        switch deed {
        case .take: try take()
        case .status(let status): if after.status(at: now) != status { try stand(status) }
        case .snooze(let hours):
            let until = now.adding(.hours(Int64(hours)))
            after = try after.snoozing(until: until, at: now)
            add(.status, "\(ConversationStatus.snoozed.key) \(until)")
        case .priority(let priority):
            guard after.priority != priority else { return }
            after.priority = priority
            add(.priority, priority.key)
        case .label(let key):
            guard try !ConversationLabelProjection.has(after.number, key, reading) else { return }
            guard try !LabelStore.find(key, reading).isPutAway else { throw Failure.conflict("This label is put away.") }
            add(.labelled, key)
        case .unlabel(let key):
            guard try ConversationLabelProjection.has(after.number, key, reading) else { return }
            add(.unlabelled, key)
        case .note(let text):
            let colleagues = try MentionStore.called(in: text, by: staff, reading)
            if !colleagues.isEmpty { called.append((entries.count, colleagues)) }
            add(.note, text: text, colleagues.isEmpty ? "" : ConversationEntry.calling)
        }
    }
}
