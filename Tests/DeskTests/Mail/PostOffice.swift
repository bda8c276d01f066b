import Foundation
import Kernel
import Mail
import Storage
import TestKit
import Timeline
import Web

@testable import Channels
@testable import Desk

/// A desk that has a mailbox, and all that is done with its mail.
struct PostOffice: Sendable {
    let office: Office
    let mailbox: Int64
    let clock: HandClock

    static let away = MailServer(host: "127.0.0.1", port: 1, security: .none)

    var line: Line { office.line }
    /// Where an answer in a conversation would go; `nil` where it would not go by mail.
    func answerTo(in number: Int64) async throws -> String? {
        guard case .mail(let address) = try await ConversationContextStore(line: line).way(of: number) else { return nil }
        return address
    }

    var intake: MailIntakeStore { MailIntakeStore(database: line.database, wake: {}) }
    var mailboxes: MailboxStore { MailboxStore(database: line.database) }

    /// A message as it comes over the wire; `nil` leaves a line of the head out.
    func letter(
        _ text: String = "It is dented.", from: String? = "Kim <kim@example.com>", to: String = "help@shop.example", id: String? = "k1@example.com",
        answers: String? = nil, subject: String = "A desk", more: String = ""
    ) -> [UInt8] {
        var head = "To: \(to)\nSubject: \(subject)\nDate: Fri, 27 Nov 2026 11:00:00 +0000\n" + (more.isEmpty ? "" : more + "\n")
        if let from { head += "From: \(from)\n" }
        if let id { head += "Message-ID: <\(id)>\n" }
        if let answers { head += "In-Reply-To: <\(answers)>\n" }
        return Array((head + "\n" + text + "\n").replacing("\n", with: "\r\n").utf8)
    }

    /// Keeps a message, and does what there is to do with it.
    @discardableResult
    func bring(_ letter: [UInt8], to recipient: String = "help@shop.example") async throws -> JournalMessage {
        let kept = try await intake.keep(letter, for: recipient)
        try await work()
        return try await find(kept.id)
    }

    func find(_ id: ID<JournalMessage>) async throws -> JournalMessage { try await line.database.read { try MailJournalStore.find(id, $0) } }

    /// What came or goes, the oldest first.
    func journal(_ direction: JournalMessage.Direction) async throws -> [JournalMessage] {
        try await line.database.read { session in
            try session.rows("SELECT * FROM mail_message WHERE direction = \(direction.rawValue) ORDER BY recorded_at, id").map(JournalMessage.init)
        }
    }

    var worker: JobWorker {
        JobWorker(
            line.database, [MailFilingStore(line: line).handler, MailSendWorker(line: line).handler, ChatLeavingWorker(line: line).handler],
            now: clock.now
        ) { _, _ in }
    }

    /// Does all that is due.
    func work() async throws {
        let worker = worker
        while try await worker.workOnce() {}
    }

    func answer(_ text: String, in number: Int64, once: String = "once-1") async throws {
        try await office.work.reply(office.writing(text, in: number, once: once), in: number, by: office.ada, at: clock.now())
    }

    /// Names the servers of the mailbox.
    func connect(fetching: MailServer? = nil, readsAll: Bool = true, sending: MailServer? = away, takesDetails: Bool = false) async throws {
        var draft = MailboxDraft(address: "help@shop.example", name: "Help at Shop", signature: "Your Shop", fetching: fetching, sending: sending)
        (draft.readsAll, draft.takesDetails) = (readsAll, takesDetails)
        try await mailboxes.change(mailbox, draft, by: office.ada.id)
    }
}

func withPostOffice(_ engine: Engine = .sqlite, _ body: @Sendable (PostOffice) async throws -> Void) async throws {
    let clock = HandClock()
    try await withMigratedDatabase(engine, now: clock.now) { database in
        try await withOffice(on: database) { office in
            let mailboxes = MailboxStore(database: database)
            // Its server is away: what is sent waits.
            let draft = MailboxDraft(
                address: "help@shop.example", name: "Help at Shop", signature: "Your Shop",
                sending: PostOffice.away)
            let number = try await mailboxes.add(draft, by: office.ada.id)
            // Answers go out at once, unless a test says otherwise.
            try await AnswerPauseStore(line: office.line, recording: { _, _ in }).set(0, by: office.ada.id)
            try await body(PostOffice(office: office, mailbox: number, clock: clock))
        }
    }
}
