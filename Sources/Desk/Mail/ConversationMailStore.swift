import Channels
import Kernel
import Mail
import Storage
import Timeline

/// What in a conversation came or went by mail.
struct ConversationMailStore: Sendable {
    let line: Line

    struct Piece: Sendable {
        let message: JournalMessage
        let attachments: [Attachment]
        /// To whom else it went.
        var copies: [CopyStore.Copy] = []
    }

    struct Attachment: Sendable {
        let place: Int
        let name: String
        /// Bytes.
        let size: Int
    }

    struct Mails: Sendable {
        /// By the numbers of entries.
        var pieces: [Int64: Piece] = [:]
        /// Conversations that it may belong to.
        var suggestions: [Int64] = []
    }

    func mails(in number: Int64) async throws -> Mails {
        try await line.database.read { session in
            let members = try ConversationUnitStore.members(of: number, session)
            let messages = try session.rows(
                "SELECT * FROM mail_message WHERE conversation IN \(list: members) ORDER BY recorded_at DESC, id DESC LIMIT 1000"
            ).map(JournalMessage.init)
            guard !messages.isEmpty else { return Mails() }
            var attachments: [ID<JournalMessage>: [Attachment]] = [:]
            for ids in messages.map(\.id).chunked(by: 500) {
                try session.forEach("SELECT * FROM mail_attachment WHERE message IN \(list: ids) ORDER BY message, place") { row in
                    attachments[try row.get("message"), default: []].append(
                        Attachment(place: try row.get("place"), name: try row.get("name"), size: try row.get("size")))
                }
            }
            let copies = try CopyStore.copies(of: messages.map(\.id), session)
            var mails = Mails()
            for message in messages.reversed() {
                guard let entry = message.entry, mails.pieces[entry] == nil else { continue }
                mails.pieces[entry] = Piece(message: message, attachments: attachments[message.id] ?? [], copies: copies[message.id] ?? [])
            }
            mails.suggestions = Array(Set(messages.compactMap(\.suggestion))).sorted()
            return mails
        }
    }

    /// The message behind an entry, read anew.
    ///
    /// - Throws: `missing` when it is in no conversation, or was erased.
    func message(_ id: ID<JournalMessage>) async throws -> MailMessage {
        let raw = try await line.database.read { session in
            guard try MailJournalStore.find(id, session).conversation != nil else { throw Failure.missing("This message") }
            return try MailJournalStore.raw(id, session)
        }
        guard let raw else { throw MailJournalStore.noContent }
        return MailReader.read(raw)
    }
}
