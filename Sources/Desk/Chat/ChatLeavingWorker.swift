import Channels
import Kernel
import Language
import Mail
import Storage
import Timeline
import Web

/// Sends by mail what a visitor who has left has not read, all of it in one message; whoever answers that goes on in the same conversation.
struct ChatLeavingWorker: Sendable {
    let line: Line

    var handler: JobHandler {
        JobHandler(ChatAfterLeavingStore.sending) { run in
            guard let number = Int64(run.job.payload) else { throw Failure.missing("The conversation") }
            try await send(number)
        }
    }

    /// Nothing where all was read or sent meanwhile, or no mailbox sends mail: the conversation says so.
    func send(_ number: Int64) async throws {
        try await line.write { tx in
            guard let waiting = try ChatAfterLeavingStore.waiting(in: number, tx), let mailbox = try MailboxStore.firstSending(tx) else { return }
            let conversation = try ConversationStore.find(number, tx)
            let note = ConversationStore.NewEntry(
                happening: .note, at: tx.now, channel: DeskChannel.email.rawValue, text: waiting.address, detail: ChatAfterLeavingStore.note,
                once: "left:\(number):\(waiting.answers.last?.number ?? 0)")
            let entry = try ConversationStore.record([note], leaving: conversation, in: tx)
            let chat = try ChatStore.chat(of: number, tx)
            let site = try chat.flatMap { try ChatSiteStore.find($0.site, tx) }
            let letter = ChatLeavingLetter(
                t: Texts(ReaderLanguage(rawValue: waiting.language) ?? .en, now: tx.now), company: site?.name ?? mailbox.name,
                answers: waiting.answers)
            var mail = OutgoingMailStore.Letter(
                mailbox: mailbox, address: waiting.address, name: "", subject: letter.subject, text: letter.text, entry: entry, kind: .leftChat)
            mail.files = try ConversationFileStore.attachments(of: waiting.answers.map(\.number), upTo: AnswerFiles.mostBytes, tx)
            try OutgoingMailStore.post(mail, in: conversation, in: tx)
        }
    }
}

/// What goes to whoever has left a chat.
struct ChatLeavingLetter: Sendable {
    /// In the visitor's language.
    let t: Texts
    /// What the chat of the site is called.
    let company: String
    let answers: [ConversationEntry]

    var subject: String { t("chat.letter.subject", ["company": company]) }

    var text: String {
        let said = answers.map { "\($0.staffName ?? company), \(t.moment($0.at)):\n\($0.text)" }
        return ([t("chat.letter.begin")] + said + [t("chat.letter.end")]).joined(separator: "\n\n")
    }
}
