import Channels
import Kernel
import Mail
import Storage
import Timeline

/// Sends what stands in the outbox: tried again with growing pauses for five days, and never twice where it is known to have been taken.
///
/// Between the moment in which a server takes a message and the moment in which we have written that down lies one in which we can die. Such a
/// message is sent once more, under the same Message-ID, by which most mailboxes tell that it is the same; after the second time it is given up.
struct MailSendWorker: Sendable {
    let line: Line

    var handler: JobHandler {
        JobHandler(MailJournalStore.sending) { run in
            guard let id = ID<JournalMessage>(run.job.payload) else { throw Failure.missing("The message to be sent") }
            try await send(id)
        }
    }

    /// RFC 5321 (4.5.4.1) asks for four to five days.
    private static let patience = Duration.days(5)
    private static let mostUnsure = 2
    /// That a server may have taken it, and said nothing.
    private static let unknown = "unknown"
    /// So long nobody else sends a message that somebody has begun to send: longer than a server is waited for.
    private static let exclusive = Duration.minutes(6)

    private enum Beginning {
        case sending(JournalMessage, Mailbox, [UInt8], copies: [String])
        case givenUp(JournalMessage, fault: String)
        case nothing
    }

    private var fates: AnswerFateStore { AnswerFateStore(line: line) }

    func send(_ id: ID<JournalMessage>) async throws {
        switch try await begin(id) {
        case .nothing: return
        case .givenUp(let message, let fault): try await fates.settle(message, .failed, fault: fault)
        case .sending(let message, let mailbox, let raw, let copies): try await send(message, from: mailbox, raw, copies)
        }
    }

    private func send(_ message: JournalMessage, from mailbox: Mailbox, _ raw: [UInt8], _ copies: [String]) async throws {
        guard let server = mailbox.sending else { return try await fates.settle(message, .failed, fault: OutgoingMailStore.noServer) }
        // All of them have it, or none has: a server that refuses one is told nothing.
        let outcome = await MailSending.send(raw, from: mailbox.address, to: [message.recipients] + copies, by: server, as: mailbox.sender.domain)
        switch outcome {
        case .accepted: try await settle(message, .sent, fault: "")
        case .refused(let fault): try await settle(message, .failed, fault: fault.kept)
        case .later(let fault): try await tryLater(message, fault, isUnsure: false)
        case .unknown(let fault): try await tryLater(message, fault, isUnsure: true)
        }
    }

    /// That it is being sent is on disk before anything is said to anybody.
    private func begin(_ id: ID<JournalMessage>) async throws -> Beginning {
        try await line.database.write { tx in
            // It was called back.
            guard try tx.first("SELECT 1 FROM mail_message WHERE id = \(id)") != nil else { return .nothing }
            let message = try MailJournalStore.find(id, tx)
            guard message.state == .waiting || message.state == .sending else { return .nothing }
            if message.state == .sending, let until = message.nextTryAt, until > tx.now {
                throw Failure.limited(retryAfter: until.duration(since: tx.now))
            }
            // Whoever sent it was killed: it may have gone out.
            let unsure = (try tx.value("SELECT unsure FROM mail_message WHERE id = \(id)") ?? 0) + (message.state == .sending ? 1 : 0)
            guard unsure < Self.mostUnsure else { return .givenUp(message, fault: Self.unknown) }
            // Its content was erased meanwhile: there is nobody to write to.
            guard let raw = try MailJournalStore.raw(id, tx) else { return .givenUp(message, fault: "") }
            try tx.run(
                """
                UPDATE mail_message SET state = 'sending', attempts = attempts + 1, unsure = \(unsure), next_try_at = \(tx.now.adding(Self.exclusive))
                WHERE id = \(id)
                """)
            try MailNewsStore.tell(of: message.conversation, in: tx)
            let copies = try CopyStore.copies(of: [id], tx)[id] ?? []
            return .sending(message, try MailboxStore.find(message.mailbox, tx), raw, copies: copies.map(\.address))
        }
    }

    private func tryLater(_ message: JournalMessage, _ fault: MailFault, isUnsure: Bool) async throws {
        let pause = Self.pause(after: message.attempts + 1)
        let givenUp: String? = try await line.database.write { tx in
            try MailboxStore.sent(message.mailbox, fault: fault.kept, in: tx)
            let unsure: Int = (try tx.value("SELECT unsure FROM mail_message WHERE id = \(message.id)") ?? 0) + (isUnsure ? 1 : 0)
            guard unsure < Self.mostUnsure else { return Self.unknown }
            guard tx.now.duration(since: message.recordedAt) < Self.patience else { return fault.kept }
            let next = tx.now.adding(pause)
            try tx.run(
                """
                UPDATE mail_message SET state = 'waiting', fault = \(fault.kept), unsure = \(unsure), next_try_at = \(next)
                WHERE id = \(message.id)
                """)
            try JobStore().enqueue(MailJournalStore.sending, payload: "\(message.id)", due: next, in: tx)
            try MailNewsStore.tell(of: message.conversation, in: tx)
            return nil
        }
        if let givenUp { try await fates.settle(message, .failed, fault: givenUp) }
    }

    private func settle(_ message: JournalMessage, _ state: JournalMessage.State, fault: String) async throws {
        try await fates.settle(message, state, fault: fault) { tx, _ in try MailboxStore.sent(message.mailbox, fault: nil, in: tx) }
    }

    /// Ten seconds after the first time, then twice as long each time, an hour at most.
    static func pause(after attempts: Int) -> Duration { attempts > 9 ? .hours(1) : min(.hours(1), .seconds(10 << max(0, attempts - 1))) }
}
