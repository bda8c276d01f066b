import Channels
import Kernel
import Storage
import Timeline

/// Writes what became of an answer into the journal and into its conversation, both or neither. One that was lost brings its conversation back
/// before those who work on it.
struct AnswerFateStore: Sendable {
    let line: Line

    /// - Parameters:
    ///   - note: the message that told of it, if one did.
    ///   - also: what else is written in the transaction, with the number of the entry that tells of it; `nil` where that was told before.
    func settle(
        _ message: JournalMessage, _ state: JournalMessage.State, fault: String, note: JournalMessage? = nil,
        also: @escaping @Sendable (Transaction, Int64?) throws -> Void = { _, _ in }
    ) async throws {
        let isLost = state == .failed || state == .bounced
        let answer = message.isAnswer ? message.entry : nil
        let touchpoints = if isLost, let answer, let number = message.conversation { try await onLine(answer, in: number) } else { [NewTouchpoint]() }
        let change: @Sendable (Transaction) throws -> Void = { tx in
            try tx.run(
                """
                UPDATE mail_message SET state = \(state.rawValue), fault = \(fault), settled_at = \(tx.now), next_try_at = NULL
                WHERE id = \(message.id)
                """)
            try MailNewsStore.tell(of: message.conversation, in: tx)
            let word: AnswerFates.Word = state == .sent ? .arrived : state == .bounced ? .bounce : .refused
            let told = try answer.flatMap { reply in
                try message.conversation.flatMap { number in
                    try Self.tell(
                        word, of: reply, in: number, on: .email, fault: isLost ? fault : "", at: note?.receivedAt ?? tx.now,
                        once: note.map { "mail:\($0.id)" }, tx)
                }
            }
            try also(tx, told)
        }
        guard !touchpoints.isEmpty else { return try await line.write(change) }
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        _ = try await line.append(touchpoints, from: source) { tx, _ in try change(tx) }
    }

    /// What comes onto the customer's line: that the answer on it was none, and that a conversation that was resolved with it is open again.
    func onLine(_ reply: Int64, in number: Int64) async throws -> [NewTouchpoint] {
        let rules = line.rules
        let now = try await line.database.write { $0.now }
        return try await line.database.read { session in
            let conversation = try ConversationStore.find(number, session)
            guard let identifier = try ConversationStore.identifier(of: conversation, rules, session) else { return [] }
            let onLine = ConversationLine(number: number, channel: conversation.channel)
            let lost = onLine.lost(reply, to: identifier, at: now)
            guard conversation.status == .resolved else { return [lost] }
            return [lost, onLine.reopened([identifier], at: now, once: "lost:\(reply):\(number)")]
        }
    }

    /// In the conversation, and where that is read.
    ///
    /// - Returns: the number of the entry that tells of it; `nil` where that was told before.
    @discardableResult
    static func tell(
        _ word: AnswerFates.Word, of reply: Int64, in number: Int64, on channel: DeskChannel, fault: String, at: Instant, once: String? = nil,
        _ tx: Transaction
    ) throws -> Int64? {
        let entries = try ConversationStore.happenings(of: [number], tx)[number] ?? []
        guard entries.contains(where: { $0.number == reply }), AnswerFates(entries).isMissing(reply) != (word != .arrived) else { return nil }
        let before = try ConversationStore.find(number, tx)
        let entry = ConversationStore.NewEntry(
            happening: .note, at: at, channel: channel.rawValue, text: fault, detail: word.detail(of: reply),
            once: once ?? "fate:\(reply):\(before.lastEntry)")
        let said = ConversationEntry(
            number: .max, happening: .note, at: at, channel: entry.channel, staff: nil, staffName: nil, text: "", detail: entry.detail)
        let fates = AnswerFates(entries + [said])
        var after = word == .arrived ? before : before.missingItsAnswer(at: at)
        after.unansweredSince = fates.unansweredSince(entries + [said])
        let told = try ConversationStore.record([entry], leaving: after, in: tx)
        try open(before.partOf, isLost: word != .arrived, at: at, once: entry.once, in: tx)
        return told
    }

    /// What it was merged into is where it is worked on.
    private static func open(_ root: Int64?, isLost: Bool, at: Instant, once: String, in tx: Transaction) throws {
        guard let root else { return }
        let before = try ConversationUnitStore.settled(ConversationStore.find(root, tx), tx)
        let opens = isLost && before.status != .open
        let opened = ConversationStore.NewEntry(happening: .status, at: at, detail: ConversationStatus.open.key, once: "\(once):open")
        try ConversationStore.record(opens ? [opened] : [], leaving: opens ? before.missingItsAnswer(at: at) : before, in: tx)
    }
}

extension JournalMessage {
    /// Whether somebody waits for it; a question of ours that was lost leaves everything as it stood.
    fileprivate var isAnswer: Bool { ![OutgoingMailStore.Kind.survey, .booking].map(\.rawValue).contains(decision) }
}
