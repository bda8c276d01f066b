import Kernel
import People
import Storage
import Timeline
import Web

/// Puts what is new of a call into its conversation and onto the customer's line.
struct CallFilingStore: Sendable {
    let line: Line
    let source: Source
    let call: Call
    /// What is new of it.
    let pieces: [CallPlan.Piece]
    /// Whom it is with; `nil` where that is nobody, and it stays a call alone.
    let identifier: Identifier?
    /// The conversation it is for, perhaps a part of the one in which it is read; `nil` where it begins one.
    let asked: Int64?
    /// What it is about, and what the customer calls themselves; as far as they said it.
    let subject: String
    let name: String

    /// What was decided before the transaction holds no more in it.
    struct Changed: Error {}

    /// - Parameters:
    ///   - conversation: the one in which it is read; `nil` begins one, where there is anything to say.
    ///   - first: what is written before, in the same transaction.
    /// - Returns: its number; `nil` where there is none.
    func file(into conversation: Conversation?, first: @escaping @Sendable (Transaction) throws -> Void) async throws -> Int64? {
        guard let identifier, !pieces.isEmpty else {
            try await line.write { tx in try first(tx) }
            return call.conversation == nil ? nil : conversation?.number
        }
        let number = if let conversation { conversation.number } else { try await ConversationStore(line: line).nextNumber() }
        let touchpoints = touchpoints(of: number, with: identifier, isNew: conversation == nil)
        let change: @Sendable (Transaction, Int64?) throws -> Void = { tx, owner in
            try first(tx)
            if conversation == nil { try ConversationStore.begin(number, with: owner ?? 0, by: message, source: source.id, in: tx) }
            try write(into: number, in: tx)
        }
        guard !touchpoints.isEmpty else {
            try await line.write { tx in try change(tx, conversation?.identifier) }
            return number
        }
        _ = try await line.append(touchpoints, from: source) { tx, appended in
            if case .rejected(let failure) = appended.fates[0] { throw failure }
            guard case .accepted(let position) = appended.fates[0] else { throw Changed() }
            try change(tx, tx.value("SELECT identifier FROM touchpoint WHERE position = \(position)"))
        }
        return number
    }

    /// The call as a message that begins a conversation.
    private var message: IncomingMessage {
        IncomingMessage(
            key: "call:\(call.key)", thread: "call:\(call.key)", channel: call.channel, from: [identifier].compactMap(\.self),
            subject: subject.isEmpty ? call.sign : subject,
            text: call.sign, at: call.beganAt, traits: name.isEmpty ? [:] : ["name": name])
    }

    private func touchpoints(of number: Int64, with identifier: Identifier, isNew: Bool) -> [NewTouchpoint] {
        let onLine = ConversationLine(number: number, channel: call.channel.rawValue)
        var touchpoints = pieces.compactMap { piece -> NewTouchpoint? in
            switch piece {
            case .came: onLine.message(message)
            case .spoke(let answer): onLine.reply(call.sign, to: identifier, at: answer.at, once: piece.once(call))
            case .left, .vain: nil
            }
        }
        if isNew, call.direction == .incoming { touchpoints.insert(onLine.opened(by: message), at: min(1, touchpoints.count)) }
        return touchpoints
    }

    /// The entries, whose it is now, and where it stands.
    private func write(into number: Int64, in tx: Transaction) throws {
        var after = try ConversationStore.find(number, tx)
        let (before, entries) = (after, pieces.map { $0.entry(call) })
        for entry in entries where entry.happening == .message { after = after.receiving(entry.text, on: entry.channel, at: entry.at) }
        for entry in entries where entry.happening == .reply { after = after.answering(entry.text, at: entry.at) }
        after.unansweredSince = before.unansweredSince
        let owner = try taken(after, tx)
        after = owner?.after ?? after
        let notes = try CallNoteStore.waiting(of: call, in: tx)
        let written = entries + [owner?.entry].compactMap(\.self) + notes
        let last = try ConversationStore.record(written, leaving: after, in: tx)
        // Since when the customer waits follows from the times of what was said, since calls are told of in any order.
        let since = try ConversationUnitStore.unansweredSince(in: number, tx)
        try tx.run("UPDATE conversation SET unanswered_since = \(since) WHERE number = \(number)")
        let home = asked ?? number
        if call.conversation == nil { try tx.run("UPDATE phone_call SET conversation = \(home) WHERE number = \(call.number)") }
        guard home == number else {
            let numbers = zip(last - Int64(written.count) + 1...last, written).filter { $0.1.happening != .assignment }.map(\.0)
            return try ConversationUnitStore.forward(numbers, of: home, in: tx)
        }
        if call.beganAt < before.openedAt { try tx.run("UPDATE conversation SET opened_at = \(call.beganAt) WHERE number = \(number)") }
    }

    /// Whoever spoke last has it, unless somebody else was given it.
    private func taken(_ before: Conversation, _ tx: Transaction) throws -> (after: Conversation, entry: ConversationStore.NewEntry)? {
        let speakers = call.answers.compactMap(\.staff)
        guard let last = speakers.last, last != before.assignee, before.assignee.map(speakers.contains) ?? true else { return nil }
        let name = try ColleagueStore().names(of: [last], tx)[last] ?? ""
        let at = call.answers.last { $0.staff == last }?.at ?? call.beganAt
        let entry = ConversationStore.NewEntry(
            happening: .assignment, at: at, staff: last, detail: name, once: "call:\(call.number):taken:\(before.lastEntry)")
        return (before.given(to: last), entry)
    }
}
