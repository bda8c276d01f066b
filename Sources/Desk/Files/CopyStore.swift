import Channels
import Kernel
import Mail
import Storage
import Timeline

/// Who else has what went in a conversation by mail.
enum CopyStore {
    struct Copy: Hashable, Sendable {
        let address: String
        /// Nobody else sees it.
        let isBlind: Bool
    }

    static func keep(_ copies: Copies, of message: ID<JournalMessage>, in conversation: Int64, _ tx: Transaction) throws {
        for (address, isBlind) in copies.cc.map({ ($0, false) }) + copies.bcc.map({ ($0, true) }) {
            try tx.run("INSERT INTO mail_copy (message, address, is_blind) VALUES (\(message), \(address.lowercased()), \(isBlind))")
            // Whoever was written to may answer.
            try tx.run(
                """
                INSERT INTO mail_participant (conversation, address) VALUES (\(conversation), \(address.lowercased()))
                ON CONFLICT (conversation, address) DO NOTHING
                """)
        }
    }

    static func copies(of messages: [ID<JournalMessage>], _ reading: some Reading) throws -> [ID<JournalMessage>: [Copy]] {
        var copies: [ID<JournalMessage>: [Copy]] = [:]
        for some in messages.chunked(by: 500) {
            try reading.forEach("SELECT * FROM mail_copy WHERE message IN \(list: some) ORDER BY message, is_blind, address") { row in
                copies[try row.get("message"), default: []].append(
                    Copy(address: try row.get("address"), isBlind: try row.get("is_blind", as: Int64.self) == 1))
            }
        }
        return copies
    }

    /// Whether a message of ours went there beside whom it was for.
    static func isCopy(_ address: String, of message: ID<JournalMessage>, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM mail_copy WHERE message = \(message) AND address = \(address.lowercased())") != nil
    }

    /// Who had the last message beside us, or wrote before, and would not have the answer: proposed, and added by whoever answers.
    ///
    /// - Parameter address: where the answer goes.
    static func proposed(in number: Int64, besides address: String, _ reading: some Reading) throws -> [String] {
        let members = try ConversationUnitStore.members(of: number, reading)
        let last = try reading.first(
            """
            SELECT recipients FROM mail_message WHERE conversation IN \(list: members) AND direction = 1 AND state = 'filed' AND is_stranger = 0
            ORDER BY recorded_at DESC, id DESC LIMIT 1
            """)
        guard let last else { return [] }
        let writers = try reading.rows(
            """
            SELECT DISTINCT address FROM mail_message WHERE conversation IN \(list: members) AND direction = 1 AND state = 'filed' AND is_stranger = 0
            AND reply_to <> '' ORDER BY address LIMIT 20
            """
        ).map { try $0.get("address", as: String.self) }
        let copied = try reading.rows(
            """
            SELECT DISTINCT mail_copy.address AS address FROM mail_copy JOIN mail_message ON mail_message.id = mail_copy.message
            WHERE mail_message.conversation IN \(list: members) AND is_blind = 0 ORDER BY mail_copy.address LIMIT 20
            """
        ).map { try $0.get("address", as: String.self) }
        let own = Set(try MailboxStore.all(reading).map { $0.address.lowercased() })
        var known: Set<String> = [address.lowercased()]
        return (addresses(in: try last.get("recipients")) + writers + copied).filter { proposal in
            MailAddress.isAddress(proposal) && !own.contains(MailAddress.withoutDetail(proposal)) && known.insert(proposal.lowercased()).inserted
        }.prefix(Copies.most).map(\.self)
    }

    /// `Kim <kim@example.com>`, each on a line.
    private static func addresses(in recipients: String) -> [String] {
        recipients.split(separator: "\n").map { line in
            guard line.hasSuffix(">"), let start = line.lastIndex(of: "<") else { return String(line) }
            return String(line[line.index(after: start)...].dropLast())
        }
    }
}
