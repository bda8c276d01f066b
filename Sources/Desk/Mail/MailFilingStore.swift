import Channels
import Kernel
import Mail
import People
import Storage
import Timeline

/// Files what came in: onto its sender's line and into its conversation, both or neither, and the journal says what was decided and why.
struct MailFilingStore: Sendable {
    let line: Line

    var handler: JobHandler {
        JobHandler(MailIntakeStore.filing) { run in
            let words = run.job.payload.split(separator: " ")
            guard let id = words.first.flatMap({ ID<JournalMessage>(String($0)) }) else { throw Failure.missing("The message to be filed") }
            // Of two that name one another neither waits for ever.
            try await file(id, isWanted: words.count > 1, waits: run.job.attempts < Self.mostWaits)
        }
    }

    /// So often a message is looked at anew for the sake of another, before it is decided without that.
    private static let mostWaits = 5

    /// What is wrong with the message itself is told in the journal; any other error rises, and then it is tried again.
    func file(_ id: ID<JournalMessage>, isWanted: Bool = false, waits: Bool = true) async throws {
        let message = try await line.database.read { try MailJournalStore.find(id, $0) }
        guard message.state == .received else { return }
        do {
            guard let raw = try await line.database.read({ try MailJournalStore.raw(id, $0) }) else {
                // It was erased before it could be read.
                return try await settle(id, .kept, decision: "", fault: "")
            }
            let mail = MailReader.read(raw)
            try await line.database.write { try Self.describe(id, mail, in: $0) }
            var evidence = try await line.database.read { [line] in
                try MailEvidenceStore.evidence(mail, deliveredTo: message.deliveredTo, rules: line.rules, $0)
            }
            evidence.isWanted = isWanted
            // What it answers came a moment before, and is being filed: the next look finds it.
            if evidence.isEarly, waits { throw Failure.limited(retryAfter: .seconds(1)) }
            try await carryOut(MailDecision(mail, evidence), message, mail)
        } catch let failure as Failure {
            switch failure {
            case .limited: throw failure
            // Others wrote in the conversation at the same moment.
            case .conflict where waits: throw Failure.limited(retryAfter: .seconds(1))
            default: break
            }
            try await settle(id, .failed, decision: "", fault: failure.description)
        }
    }

    // MARK: - What was decided

    private func carryOut(_ decision: MailDecision, _ message: JournalMessage, _ mail: MailMessage) async throws {
        switch decision {
        case .kept(let reason): try await settle(message.id, .kept, decision: reason.rawValue, fault: "")
        case .note(let number, let reason): try await note(number, reason, message, mail)
        case .message(.existing(let number, let reason), let isStranger): try await receive(number, reason, isStranger, message, mail)
        case .message(.new(let reason), let isStranger): try await receive(nil, reason, isStranger, message, mail)
        }
    }

    private func receive(
        _ number: Int64?, _ reason: MailDecision.Reason, _ isStranger: Bool, _ message: JournalMessage, _ mail: MailMessage
    ) async throws {
        guard let sender = mail.from.first, let identifier = Identifier(.email, sender.address) else {
            return try await settle(message.id, .kept, decision: MailDecision.Reason.noSender.rawValue, fault: "")
        }
        let visitor = try await visitor(who: sender, number, reason)
        var incoming = IncomingMessage(
            key: Self.key(message), thread: "mail:\(message.id)", channel: .email, from: [identifier] + visitor, subject: mail.subject,
            text: Self.text(mail),
            at: message.receivedAt, traits: sender.name.isEmpty ? [:] : ["name": sender.name])
        incoming.conversation = number
        incoming.mailbox = message.mailbox
        let receipt = try await MessageStore(line: line).receive(incoming, from: source()) { tx, filed in
            try Self.settle(message.id, .filed, decision: reason.rawValue, isStranger: isStranger, filed, in: tx)
            try Self.remember(mail, isStranger: isStranger, in: filed.conversation, tx)
            guard number == nil, let own = filed.identifier else { return }
            let suggestion = try MailEvidenceStore.suggestion(mail.subject, of: own, except: filed.conversation, tx)
            try tx.run("UPDATE mail_message SET suggestion = \(suggestion) WHERE id = \(message.id)")
        }
        // It came by another mailbox of ours too, and stands in the conversation already.
        guard receipt.isDuplicate else { return }
        try await line.database.write { tx in
            let filed = MessageStore.Filed(conversation: receipt.conversation, entry: receipt.entry, identifier: nil)
            try Self.settle(message.id, .filed, decision: "copy", isStranger: false, filed, in: tx)
        }
    }

    /// Whoever writes from the address that was left in a chat, to the address or under the message that went there alone, is who chatted.
    private func visitor(who sender: MailAddress, _ number: Int64?, _ reason: MailDecision.Reason) async throws -> [Identifier] {
        guard let number, reason == .threadAddress || reason == .ownMessage else { return [] }
        let rules = line.rules
        return try await line.database.read { session in
            guard let chat = try ChatStore.chat(of: number, session), chat.address.lowercased() == sender.key else { return [] }
            return [try ConversationStore.identifier(of: ConversationStore.find(number, session), rules, session)].compactMap(\.self)
        }
    }

    private func note(_ number: Int64, _ reason: MailDecision.Reason, _ message: JournalMessage, _ mail: MailMessage) async throws {
        let said = mail.bounce.map { "\($0.recipient): \($0.reason.isEmpty ? $0.status : $0.reason)" }
        let original = mail.bounce.flatMap { $0.isDelay ? nil : $0.original }
        // With the number of the entry that tells of it, if there is one.
        let write: @Sendable (Transaction, Int64?) throws -> Void = { tx, told in
            let before = try ConversationUnitStore.root(of: number, tx)
            let note = ConversationStore.NewEntry(
                happening: .note, at: message.receivedAt, channel: DeskChannel.email.rawValue, text: said ?? Self.text(mail), detail: reason.rawValue,
                once: "mail:\(message.id)")
            let entry = try told ?? ConversationStore.record([note], leaving: before, in: tx)
            try Self.settle(
                message.id, .filed, decision: reason.rawValue, isStranger: false,
                .init(conversation: told == nil ? before.number : number, entry: entry, identifier: before.identifier), in: tx)
        }
        let lost = try await line.database.read { session in
            try original.flatMap { try MailEvidenceStore.sent($0, session) }.flatMap { sent in
                // That a copy did not arrive is said, and the answer did all the same.
                try CopyStore.isCopy(mail.bounce?.recipient ?? "", of: sent.id, session) ? nil : sent
            }
        }
        guard let lost else { return try await line.write { try write($0, nil) } }
        try await AnswerFateStore(line: line).settle(lost, .bounced, fault: said ?? "", note: message, also: write)
    }

    /// What comes by mail is a claim: anybody can write any sender.
    private func source() async throws -> Source {
        let source = try await line.source("mail", name: "Email", medium: .system)
        guard source.publicAt == nil else { return source }
        try await line.publish(source)
        return try await line.source("mail", name: "Email", medium: .system)
    }
}

// MARK: - Parts

extension MailFilingStore {
    /// The same message is one, by whatever mailbox it came: `in:1:9f86…` without the mailbox.
    private static func key(_ message: JournalMessage) -> String { "mail:\(message.once.split(separator: ":").last ?? "")" }

    /// Something to read, if it is only the names of files.
    private static func text(_ mail: MailMessage) -> String {
        let text = mail.text.trimmingBlanks
        let names = mail.attachments.map(\.name).joined(separator: "\n")
        let said = !text.isEmpty ? text : !names.isEmpty ? names : !mail.subject.isEmpty ? mail.subject : "–"
        let scalars = said.unicodeScalars
        return scalars.count <= 100_000 ? said : String(String.UnicodeScalarView(scalars.prefix(99_999))) + "…"
    }

    private func settle(_ id: ID<JournalMessage>, _ state: JournalMessage.State, decision: String, fault: String) async throws {
        try await line.database.write { tx in
            try tx.run(
                "UPDATE mail_message SET state = \(state.rawValue), decision = \(decision), fault = \(fault), settled_at = \(tx.now) WHERE id = \(id)"
            )
        }
    }

    private static func settle(
        _ id: ID<JournalMessage>, _ state: JournalMessage.State, decision: String, isStranger: Bool, _ filed: MessageStore.Filed, in tx: Transaction
    ) throws {
        try tx.run(
            """
            UPDATE mail_message SET state = \(state.rawValue), decision = \(decision), fault = '', is_stranger = \(isStranger),
            settled_at = \(tx.now), conversation = \(filed.conversation), entry = \(filed.entry), identifier = \(filed.identifier) WHERE id = \(id)
            """)
    }

    /// Whoever was written to may answer; what a stranger brings with them does not.
    private static func remember(_ mail: MailMessage, isStranger: Bool, in conversation: Int64, _ tx: Transaction) throws {
        guard !isStranger else { return }
        let addresses = Set((mail.from + mail.recipients).map(\.key)).sorted()
        try tx.run(
            "INSERT INTO mail_participant (conversation, address) VALUES (\(0), \("")) ON CONFLICT (conversation, address) DO NOTHING",
            each: addresses.map { [.integer(conversation), .text($0)] })
    }

    /// What the journal shows of it.
    private static func describe(_ id: ID<JournalMessage>, _ mail: MailMessage, in tx: Transaction) throws {
        let sender = mail.from.first
        let recipients = mail.recipients.map { $0.name.isEmpty ? $0.address : "\($0.name) <\($0.address)>" }.joined(separator: "\n")
        let troubles = mail.troubles.map(\.rawValue).sorted().joined(separator: " ")
        try tx.run(
            """
            UPDATE mail_message SET address = \(sender?.key ?? ""), name = \(sender?.name ?? ""),
            reply_to = \((mail.replyTo.first ?? sender)?.address ?? ""), recipients = \(recipients), recipient_count = \(mail.recipientCount),
            subject = \(mail.subject), troubles = \(troubles), has_html = \(mail.html != nil) WHERE id = \(id)
            """)
        try tx.run(
            "INSERT INTO mail_attachment (message, place, name, size) VALUES (\(id), \(0), \(""), \(0)) ON CONFLICT (message, place) DO NOTHING",
            each: mail.attachments.enumerated().map { [id.stored, .integer(Int64($0)), .text($1.name), .integer(Int64($1.content.count))] })
    }
}
