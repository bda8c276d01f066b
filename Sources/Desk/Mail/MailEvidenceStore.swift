import Channels
import Kernel
import Mail
import People
import Storage

/// Gathers what a message is decided by.
enum MailEvidenceStore {
    static func evidence(_ message: MailMessage, deliveredTo: String, rules: IdentityRules, _ reading: some Reading) throws -> MailEvidence {
        var evidence = MailEvidence()
        if let mark = try MailSecretStore.mark(reading) {
            let addresses = [deliveredTo] + message.recipients.map(\.address)
            evidence.addressed = addresses.lazy.compactMap(mark.conversation(inAddress:)).first
            evidence.isForged = evidence.addressed == nil && mark.isForged(deliveredTo)
            try find(answered: message.answers.lazy.compactMap(mark.place(inMessageID:)).first, &evidence, reading)
        }
        evidence.addressed = try evidence.addressed.flatMap { try isThere($0, reading) ? $0 : nil }
        evidence.answered = try evidence.answered.flatMap { try isThere($0, reading) ? $0 : nil }
        let others = message.answers.filter { $0 != message.messageID }
        evidence.isEarly =
            try reading.first("SELECT 1 FROM mail_message WHERE message_id IN \(list: others) AND state = 'received' LIMIT 1") != nil
        for id in message.answers where evidence.referred == nil { evidence.referred = try conversation(ofMessage: id, reading) }
        evidence.bounced = try message.bounce?.original.flatMap { try sent($0, reading)?.conversation }
        evidence.own = Set(try MailboxStore.all(reading).map(\.address))
        if let sender = message.from.first {
            for number in Set([evidence.addressed, evidence.answered, evidence.referred].compactMap(\.self))
            where try takesPart(sender.key, in: number, rules, reading) { evidence.participations.insert(number) }
        }
        return evidence
    }

    /// What is answered may have been taken into a conversation of its own since: there the answer belongs.
    private static func find(answered: (conversation: Int64, entry: Int64)?, _ evidence: inout MailEvidence, _ reading: some Reading) throws {
        guard let answered else { return }
        let now: Int64? = try reading.value("SELECT conversation FROM conversation_entry WHERE number = \(answered.entry)")
        evidence.answered = now ?? answered.conversation
        if evidence.addressed == answered.conversation { evidence.addressed = evidence.answered }
    }

    /// The message of ours with this id.
    static func sent(_ messageID: String, _ reading: some Reading) throws -> JournalMessage? {
        try reading.first("SELECT * FROM mail_message WHERE message_id = \(messageID) AND direction = 2 ORDER BY recorded_at LIMIT 1").map(
            JournalMessage.init)
    }

    /// Where the same person, or whoever, has spoken of the same not long ago: for staff to decide.
    static func suggestion(_ subject: String, of identifier: Int64, except number: Int64, _ reading: some Reading) throws -> Int64? {
        let wanted = subject.plainSubject
        guard wanted.unicodeScalars.count >= 4 else { return nil }
        return try reading.rows(
            """
            SELECT conversation.number AS number, subject FROM conversation JOIN identifier ON identifier.id = conversation.identifier
            WHERE identifier.person = (SELECT person FROM identifier WHERE id = \(identifier)) AND conversation.number <> \(number)
            ORDER BY conversation.last_at DESC LIMIT 50
            """
        ).first { try $0.get("subject", as: String.self).plainSubject == wanted }?.get("number")
    }

    private static func isThere(_ number: Int64, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM conversation WHERE number = \(number)") != nil
    }

    private static func conversation(ofMessage id: String, _ reading: some Reading) throws -> Int64? {
        try reading.value(
            "SELECT conversation FROM mail_message WHERE message_id = \(id) AND conversation IS NOT NULL ORDER BY recorded_at LIMIT 1", as: Int64.self
        )
    }

    /// The customer, by any address of theirs, or somebody who was written to in it.
    private static func takesPart(_ address: String, in number: Int64, _ rules: IdentityRules, _ reading: some Reading) throws -> Bool {
        if try reading.first("SELECT 1 FROM mail_participant WHERE conversation = \(number) AND address = \(address)") != nil { return true }
        guard let identifier = Identifier(.email, address), let rule = rules.all.first(where: { $0.type == .email }) else { return false }
        return try reading.first(
            """
            SELECT 1 FROM identifier AS theirs JOIN identifier ON identifier.person = theirs.person
            JOIN conversation ON conversation.identifier = identifier.id
            WHERE conversation.number = \(number) AND theirs.type = \(rule.number) AND theirs.value = \(identifier.value) LIMIT 1
            """) != nil
    }
}
