import Channels
import Kernel
import Mail
import People
import Storage
import Web

/// Answers in conversations that came by mail, put into the outbox in the transaction in which they are written.
enum OutgoingMailStore {
    /// The message of a customer that an answer goes back to: the newest by somebody who takes part.
    struct Latest: Sendable {
        let mailbox: Int64
        /// Where the answer goes.
        let address: String
        let name: String
        /// The number of its entry; 0 of what came to no mailbox of ours.
        var entry: Int64 = 0
    }

    static func latest(in number: Int64, _ reading: some Reading) throws -> Latest? {
        let members = try ConversationUnitStore.members(of: number, reading)
        if let latest = try received(in: members, reading) ?? broughtIn(number, reading) ?? askedFor(in: members, reading) { return latest }
        // What was taken out of another one is answered as that is.
        let origin: Int64? = try reading.value("SELECT split_from FROM conversation WHERE number = \(number)")
        return try origin.flatMap { try received(in: [$0], reading) ?? askedFor(in: [$0], reading) }
    }

    /// Mail that took place elsewhere came to no mailbox of ours: it is answered by the first that sends.
    private static func broughtIn(_ number: Int64, _ reading: some Reading) throws -> Latest? {
        try reading.first(
            """
            SELECT address.value AS address FROM conversation JOIN source ON source.id = conversation.source AND source.medium = 'file'
            JOIN identifier AS own ON own.id = conversation.identifier JOIN identifier AS address ON address.person = own.person
            JOIN identifier_type ON identifier_type.id = address.type AND identifier_type.key = 'email'
            WHERE conversation.number = \(number) AND conversation.channel = 'email' ORDER BY address.seen_at, address.id LIMIT 1
            """
        ).flatMap { row in
            guard let mailbox = try MailboxStore.firstSending(reading) else { return nil }
            return Latest(mailbox: mailbox.number, address: try row.get("address"), name: "")
        }
    }

    /// Whoever asked for something by a page of ours is answered at the address that they gave, by the first mailbox that sends.
    private static func askedFor(in numbers: [Int64], _ reading: some Reading) throws -> Latest? {
        let row = try reading.first(
            "SELECT email, name FROM booking WHERE conversation IN \(list: numbers) AND email <> '' ORDER BY booked_at DESC, id DESC LIMIT 1")
        guard let row, let mailbox = try MailboxStore.firstSending(reading)
        else { return nil }
        return Latest(mailbox: mailbox.number, address: try row.get("email"), name: try row.get("name"))
    }

    private static func received(in numbers: [Int64], _ reading: some Reading) throws -> Latest? {
        try reading.first(
            """
            SELECT mailbox, reply_to, name, entry FROM mail_message WHERE conversation IN \(list: numbers) AND direction = 1 AND state = 'filed'
            AND is_stranger = 0 AND decision IN \(list: answered) AND reply_to <> '' ORDER BY recorded_at DESC, id DESC LIMIT 1
            """
        ).map { row in
            Latest(mailbox: try row.get("mailbox"), address: try row.get("reply_to"), name: try row.get("name"), entry: try row.find("entry") ?? 0)
        }
    }

    private static let answered = [
        MailDecision.Reason.beginning, .reference, .ownMessage, .threadAddress, .strangeReference, .forgedAddress,
    ].map(\.rawValue)

    /// What is sent: its name is what the journal says of it.
    enum Kind: String {
        case answer
        /// How satisfied they are; sent by itself, so that nobody's machine answers it.
        case survey
        /// What a visitor had not read when they left the chat.
        case leftChat = "left_chat"
        /// That something was booked, moved, cancelled or asked for.
        case booking
    }

    /// Whether something could go out in a conversation.
    static func canSend(in number: Int64, _ reading: some Reading) throws -> Bool {
        try latest(in: number, reading).flatMap { try MailboxStore.answering(for: $0.mailbox, reading) }?.sending != nil
    }

    /// What an answer looks like as a message is fixed here, its id above all: it is the same however often it has to be sent.
    ///
    /// Nothing happens in a conversation that did not come by mail.
    ///
    /// - Returns: when an answer goes out, until when it can be called back; `nil` where nothing goes out by mail.
    /// - Throws: `invalid` when it cannot go out.
    @discardableResult
    static func put(
        _ text: String, _ files: [NewFile] = [], _ copies: Copies = .none, entry: Int64, in conversation: Conversation, as kind: Kind = .answer,
        in tx: Transaction
    ) throws -> Instant? {
        guard let latest = try latest(in: conversation.number, tx) else { return nil }
        guard let mailbox = try MailboxStore.answering(for: latest.mailbox, tx) else {
            throw Failure.invalid("text", "cannot go out: the mailbox that this came to is closed")
        }
        guard mailbox.sending != nil else { throw Failure.invalid("text", "cannot go out: the mailbox has no server that sends mail") }
        var letter = Letter(
            mailbox: mailbox, address: latest.address, name: latest.name, subject: subject(conversation.subject), text: text, entry: entry,
            kind: kind)
        (letter.files, letter.copies) = (files.attachments, copies.besides(latest.address))
        let pause = kind == .answer ? try AnswerPauseStore.pause(tx) : .zero
        try post(letter, in: conversation, after: pause, in: tx)
        return tx.now.adding(pause)
    }

    /// Takes an answer out of the outbox before it goes out.
    ///
    /// - Parameter entry: the one that it was shown with.
    /// - Returns: false where it has gone out, or was to go out by another way.
    static func callBack(_ entry: Int64, in tx: Transaction) throws -> Bool {
        let waiting: SQL = "SELECT id FROM mail_message WHERE once = \("out:\(entry)") AND state = 'waiting' AND attempts = 0"
        try keepFiles(of: waiting, beside: entry, in: tx)
        for table in ["mail_copy", "mail_attachment"] as [SQL] { try tx.run("DELETE FROM \(table) WHERE message IN (\(waiting))") }
        try tx.run("DELETE FROM mail_raw WHERE message IN (\(waiting))")
        return try tx.run("DELETE FROM mail_message WHERE id IN (\(waiting))") == 1
    }

    /// What was to go out stays beside the note of it, to be put to another answer.
    private static func keepFiles(of waiting: SQL, beside entry: Int64, in tx: Transaction) throws {
        guard let row = try tx.first("SELECT id FROM mail_message WHERE id IN (\(waiting))"),
            let raw = try MailJournalStore.raw(row.get("id"), tx)
        else { return }
        let files = MailReader.read(raw).attachments.map { NewFile(name: $0.name, type: $0.type, content: $0.content) }
        try ConversationFileStore.keep(files, beside: entry, tx)
    }

    /// What goes out to one address.
    struct Letter: Sendable {
        let mailbox: Mailbox
        let address: String
        let name: String
        let subject: String
        let text: String
        /// The entry of the conversation that it is shown with; each has one letter at most.
        let entry: Int64
        let kind: Kind
        var calendar: MailDraft.Calendar?
        var files: [MailAttachment] = []
        var copies = Copies.none
    }

    /// - Parameter pause: how long it waits before it goes out.
    static func post(_ letter: Letter, in conversation: Conversation, after pause: Duration = .zero, in tx: Transaction) throws {
        let (mailbox, entry) = (letter.mailbox, letter.entry)
        let mark = try MailSecretStore.mark(in: tx)
        let id = ID<JournalMessage>(at: tx.now)
        var draft = MailDraft(
            messageID: mark.messageID(conversation.number, entry: entry, domain: mailbox.sender.domain), from: mailbox.sender,
            to: [MailAddress(name: letter.name, address: letter.address)], subject: letter.subject, date: tx.now,
            text: mailbox.signature.isEmpty ? letter.text : "\(letter.text)\n\n-- \n\(mailbox.signature)")
        (draft.cc, draft.attachments) = (letter.copies.cc.map { MailAddress(address: $0) }, letter.files)
        draft.isAutomatic = letter.kind == .survey || letter.kind == .booking
        draft.calendar = letter.calendar
        draft.references = try references(conversation.number, tx)
        if mailbox.takesDetails { draft.replyTo = MailAddress(name: mailbox.name, address: mark.address(mailbox.address, conversation.number)) }
        let raw = try draft.written()
        try tx.run(
            """
            INSERT INTO mail_message (id, mailbox, direction, state, decision, fault, once, message_id, delivered_to, address, name, reply_to,
            recipients, recipient_count, subject, size, troubles, has_html, is_stranger, received_at, recorded_at, settled_at, arrivals, attempts,
            unsure, next_try_at, conversation, entry, identifier)
            VALUES (\(id), \(mailbox.number), 2, 'waiting', \(letter.kind.rawValue), '', \("out:\(entry)"), \(draft.messageID), '',
            \(letter.address.lowercased()), \(letter.name), '', \(letter.address), \(1 + letter.copies.all.count),
            \(draft.subject), \(raw.count), '', 0, 0, \(tx.now),
            \(tx.now), NULL, 0, 0, 0, \(tx.now.adding(pause)), \(conversation.number), \(entry), \(conversation.identifier))
            """)
        // Whoever was written to may answer.
        try tx.run(
            """
            INSERT INTO mail_participant (conversation, address) VALUES (\(conversation.number), \(letter.address.lowercased()))
            ON CONFLICT (conversation, address) DO NOTHING
            """)
        try CopyStore.keep(letter.copies, of: id, in: conversation.number, tx)
        try tx.run(
            "INSERT INTO mail_attachment (message, place, name, size) VALUES (\(id), \(0), \(""), \(0))",
            each: letter.files.enumerated().map { [id.stored, .integer(Int64($0)), .text($1.name), .integer(Int64($1.content.count))] })
        try MailJournalStore.keep(raw: raw, of: id, in: tx)
        try JobStore().enqueue(MailJournalStore.sending, payload: "\(id)", due: tx.now.adding(pause), in: tx)
    }

    static let noServer = "no_server"

    private static func subject(_ subject: String) -> String {
        subject.lowercased().hasPrefix("re:") ? subject : "Re: \(subject)"
    }

    /// The ids of the conversation's messages, the newest last: programs of mail put together what names one another.
    private static func references(_ number: Int64, _ tx: Transaction) throws -> [String] {
        let members = try ConversationUnitStore.members(of: number, tx)
        return try tx.rows(
            """
            SELECT message_id FROM mail_message WHERE conversation IN \(list: members) AND message_id <> '' AND is_stranger = 0
            AND decision IN \(list: answered + [Kind.answer, .leftChat, .booking].map(\.rawValue)) ORDER BY recorded_at DESC, id DESC LIMIT 10
            """
        ).map { try $0.get("message_id", as: String.self) }.reversed()
    }
}
