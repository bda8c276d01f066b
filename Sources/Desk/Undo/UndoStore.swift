import Foundation
import Kernel
import Storage
import Timeline
import Web

/// Takes back what was done: each conversation is as it was, and an entry says so. Where something has happened since, it stays as it is.
struct UndoStore: Sendable {
    let line: Line

    /// Something that can be taken back.
    struct Offer: Hashable, Sendable {
        let done: WorkDone
        let until: Instant
        /// Those in which it was not taken back.
        let conversations: [Int64]
    }

    static let tooLate = Failure.conflict("It is too late to take this back.")
    static let wentOut = Failure.conflict("The answer has gone out already.")

    /// What somebody did last, and can take back.
    ///
    /// - Parameter number: of the conversation that it must have been done in, with nothing behind it; `nil` asks of all.
    func latest(by staff: ID<Viewer>, in number: Int64? = nil, at now: Instant) async throws -> Offer? {
        try await line.database.read { session in
            let there: SQL =
                number.map {
                    """
                    AND EXISTS (SELECT 1 FROM work_done_part JOIN conversation ON conversation.number = work_done_part.conversation
                    AND conversation.last_entry = work_done_part.last_entry
                    WHERE work_done_part.done = work_done.id AND work_done_part.conversation = \($0) AND undone_at IS NULL)
                    """
                } ?? "AND EXISTS (SELECT 1 FROM work_done_part WHERE work_done_part.done = work_done.id AND undone_at IS NULL)"
            guard
                let row = try session.first(
                    "SELECT * FROM work_done WHERE staff = \(staff) AND until > \(now) \(there) ORDER BY at DESC, id DESC LIMIT 1")
            else { return nil }
            let done = try WorkDone(row)
            let numbers = try Self.parts(of: done.id, session).map(\.conversation)
            return Offer(done: done, until: try row.get("until"), conversations: numbers)
        }
    }

    /// Each conversation answers for itself.
    ///
    /// - Throws: `missing` for what somebody else did, `conflict` when it is too late.
    func undo(_ id: ID<WorkDone>, by staff: Viewer, at now: Instant) async throws -> BulkWork.Outcome {
        let (done, parts) = try await line.database.read { session in
            guard let row = try session.first("SELECT * FROM work_done WHERE id = \(id) AND staff = \(staff.id)") else {
                throw Failure.missing("What was done")
            }
            guard try row.get("until", as: Instant.self) > now else { throw Self.tooLate }
            return (try WorkDone(row), try Self.parts(of: id, session))
        }
        var (undone, refused): ([Int64], [(number: Int64, failure: Failure)]) = ([], [])
        for part in parts {
            do {
                try await undo(done, part, by: staff, at: now)
                undone.append(part.conversation)
            } catch let failure as Failure {
                refused.append((part.conversation, failure))
            }
        }
        return BulkWork.Outcome(done: undone, refused: refused)
    }
}

// MARK: - Parts

extension UndoStore {
    fileprivate struct Part: Sendable {
        let conversation: Int64
        let entries: ClosedRange<Int64>
        let before: Standing
    }

    fileprivate static func parts(of done: ID<WorkDone>, _ reading: some Reading) throws -> [Part] {
        try reading.rows("SELECT * FROM work_done_part WHERE done = \(done) AND undone_at IS NULL ORDER BY conversation").map { row in
            let (first, last): (Int64, Int64) = (try row.get("first_entry"), try row.get("last_entry"))
            let before = try JSONDecoder().decode(Standing.self, from: Data(try row.get("before", as: String.self).utf8))
            return Part(conversation: try row.get("conversation"), entries: first...last, before: before)
        }
    }

    private func undo(_ done: WorkDone, _ part: Part, by staff: Viewer, at now: Instant) async throws {
        let number = part.conversation
        let change: @Sendable (Transaction) throws -> Void = { tx in
            let current = try ConversationStore.find(number, tx)
            guard current.lastEntry == part.entries.upperBound else { throw ConversationWorkStore.overtaken }
            var after = part.before.restored(in: current)
            if done.deed == .answered || done.deed == .macro { after = try Self.callBack(part.entries, after, of: staff, tx) }
            try Self.mark(part, tx)
            try MentionStore.takeBack(part.entries, tx)
            try Self.setLabels(of: number, part.before.labels, tx)
            if current.team != part.before.team { try ConversationTeamProjection().follow(.team, part.before.team ?? "", in: number, tx) }
            let entry = ConversationStore.NewEntry(
                happening: .undone, at: now, staff: staff.id, detail: TakenBack(part.entries, done.deed).detail, once: "undone:\(done.id):\(number)")
            try ConversationStore.record([entry], leaving: after, in: tx)
        }
        let touchpoints = try await onLine(done, part, at: now)
        guard !touchpoints.isEmpty else { return try await line.write(change) }
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        _ = try await line.append(touchpoints, from: source) { tx, appended in
            if case .rejected(let failure)? = appended.fates.first { throw failure }
            if case .duplicate? = appended.fates.first { return }
            try change(tx)
        }
    }

    /// What the customer's line hears of it: what it was told is kept, and that it is so no longer stands behind it.
    private func onLine(_ done: WorkDone, _ part: Part, at now: Instant) async throws -> [NewTouchpoint] {
        let rules = line.rules
        return try await line.database.read { session in
            let current = try ConversationStore.find(part.conversation, session)
            guard let identifier = try ConversationStore.identifier(of: current, rules, session) else { throw ConversationWorkStore.erased }
            let onLine = ConversationLine(number: current.number, channel: current.channel)
            let once = "undone:\(done.id):\(current.number)"
            let wasResolved = part.before.status == ConversationStatus.resolved.rawValue
            if current.status == .resolved, !wasResolved { return [onLine.reopened([identifier], at: now, once: once)] }
            if current.status != .resolved, wasResolved { return [onLine.resolved(identifier, at: now, once: once)] }
            return []
        }
    }

    private static func mark(_ part: Part, _ tx: Transaction) throws {
        try tx.run(
            """
            UPDATE work_done_part SET undone_at = \(tx.now)
            WHERE conversation = \(part.conversation) AND last_entry = \(part.entries.upperBound) AND undone_at IS NULL
            """)
    }

    private static func setLabels(of number: Int64, _ labels: Set<String>, _ tx: Transaction) throws {
        let now = try ConversationLabelProjection.keys(of: number, tx)
        for label in now.subtracting(labels) { try ConversationLabelProjection().follow(.unlabelled, label, in: number, tx) }
        for label in labels.subtracting(now) { try ConversationLabelProjection().follow(.labelled, label, in: number, tx) }
    }

    /// An answer that has not gone out by mail yet: it is a draft again, and stands in the conversation as a note of what was not sent.
    ///
    /// - Throws: `conflict` when it has gone out.
    private static func callBack(_ entries: ClosedRange<Int64>, _ after: Conversation, of staff: Viewer, _ tx: Transaction) throws -> Conversation {
        let answer = try tx.first(
            """
            SELECT number, text FROM conversation_entry WHERE conversation = \(after.number) AND happening = 2
            AND number BETWEEN \(entries.lowerBound) AND \(entries.upperBound)
            """)
        guard let answer else { return after }
        let (number, text): (Int64, String) = (try answer.get("number"), try answer.get("text"))
        guard try OutgoingMailStore.callBack(number, in: tx) else { throw wentOut }
        // The one entry that becomes another one: what nobody heard was no answer.
        try tx.run("UPDATE conversation_entry SET happening = 3, detail = \(ConversationEntry.calledBack) WHERE number = \(number)")
        try DraftStore.takeBack(text, in: after.number, of: staff.id, tx)
        var before = after
        let said = try tx.first(
            """
            SELECT at, text FROM conversation_entry WHERE conversation = \(after.number) AND happening IN (1, 2)
            ORDER BY at DESC, number DESC LIMIT 1
            """)
        if let said {
            (before.lastAt, before.preview) = (try said.get("at"), Conversation.preview(of: try said.get("text")))
        }
        return before
    }
}

// MARK: - Keeping

extension UndoStore {
    /// Notes what was done in a conversation, in its transaction.
    ///
    /// - Parameter until: until when it can be taken back; `nil` for the usual time.
    static func keep(
        _ done: WorkDone, in number: Int64, from before: Standing, _ entries: ClosedRange<Int64>, until: Instant? = nil, in tx: Transaction
    ) throws {
        // What was not taken back within a day is of no use to anybody.
        let old: SQL = "SELECT id FROM work_done WHERE staff = \(done.staff) AND at < \(done.at.adding(.days(-1)))"
        try tx.run("DELETE FROM work_done_part WHERE undone_at IS NULL AND done IN (\(old))")
        try tx.run("DELETE FROM work_done WHERE id IN (\(old)) AND NOT EXISTS (SELECT 1 FROM work_done_part WHERE done = work_done.id)")
        try tx.run(
            """
            INSERT INTO work_done (id, staff, at, until, deed, detail) VALUES (\(done.id), \(done.staff), \(done.at),
            \(until ?? done.at.adding(WorkDone.patience)), \(done.deed.rawValue), \(done.detail)) ON CONFLICT (id) DO NOTHING
            """)
        let text = String(decoding: try JSONEncoder().encode(before), as: UTF8.self)
        try tx.run(
            """
            INSERT INTO work_done_part (done, conversation, first_entry, last_entry, before)
            VALUES (\(done.id), \(number), \(entries.lowerBound), \(entries.upperBound), \(text)) ON CONFLICT (done, conversation) DO NOTHING
            """)
    }

    /// Of a row of `conversation_entry`: that it was not taken back.
    static let stands: SQL = """
        NOT EXISTS (SELECT 1 FROM work_done_part WHERE work_done_part.conversation = conversation_entry.conversation
        AND conversation_entry.number BETWEEN work_done_part.first_entry AND work_done_part.last_entry AND work_done_part.undone_at IS NOT NULL)
        """
}

extension Standing {
    /// How it stands now.
    init(_ conversation: Conversation, _ reading: some Reading) throws {
        self.init(conversation, labels: try ConversationLabelProjection.keys(of: conversation.number, reading))
    }
}

extension WorkDone {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), staff: try row.get("staff"), at: try row.get("at"),
            deed: Deed(rawValue: try row.get("deed")) ?? .macro, detail: try row.get("detail"))
    }
}
