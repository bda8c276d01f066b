import Crypto
package import Kernel
import Mail
package import Storage

/// Keeps what comes in, as it came, before anybody looks into it: once, however often it comes.
package struct MailIntakeStore: Sendable {
    let database: any Database
    /// Tells the workers that there is something to do.
    let wake: @Sendable () -> Void

    /// Does what there is to do with a message that is kept; its payload is the message.
    package static let filing = "mail.file"

    package init(database: any Database, wake: @escaping @Sendable () -> Void) { (self.database, self.wake) = (database, wake) }

    /// A message that was kept, or had been before.
    package struct Kept: Hashable, Sendable {
        package let id: ID<JournalMessage>
        package let isDuplicate: Bool
    }

    /// Returns once it is on disk.
    ///
    /// - Parameters:
    ///   - recipient: the address that it was delivered to.
    ///   - receivedAt: when a server of the company had it, where that was before now.
    ///   - also: what belongs into the same transaction, such as how far a folder was read.
    /// - Throws: `missing` when there is no mailbox of this address.
    @discardableResult
    package func keep(
        _ bytes: [UInt8], for recipient: String, receivedAt: Instant? = nil, also: (@Sendable (Transaction) throws -> Void)? = nil
    ) async throws -> Kept {
        let head = MailHead(bytes)
        let (packed, once) = (MailPacking.packed(bytes), Self.once(bytes, head))
        let kept = try await database.write { tx in
            guard let mailbox = try MailboxStore.find(for: recipient, tx) else { throw Failure.missing("A mailbox for \(recipient)") }
            try also?(tx)
            return try Self.add(packed, size: bytes.count, head, once: "in:\(mailbox.number):\(once)", for: recipient, mailbox, receivedAt, in: tx)
        }
        wake()
        return kept
    }

    /// Notes a message that is larger than is read, so that nobody misses it.
    func note(tooLarge size: Int, _ name: String, for mailbox: Mailbox, also: @escaping @Sendable (Transaction) throws -> Void) async throws {
        try await database.write { tx in
            try also(tx)
            try tx.run(
                """
                INSERT INTO mail_message (id, mailbox, direction, state, decision, fault, once, message_id, delivered_to, address, name, reply_to,
                recipients, recipient_count, subject, size, troubles, has_html, is_stranger, received_at, recorded_at, settled_at, arrivals, attempts,
                unsure)
                VALUES (\(ID<JournalMessage>(at: tx.now)), \(mailbox.number), 1, 'failed', 'too_large', '', \("large:\(mailbox.number):\(name)"), '',
                \(mailbox.address), '', '', '', '', 0, '', \(size), '', 0, 0, \(tx.now), \(tx.now), \(tx.now), 1, 0, 0)
                ON CONFLICT (once) DO NOTHING
                """)
        }
    }

    /// Its Message-ID and its text: what another server adds on the way makes it no other message, and two that a sender gave the same id are
    /// two. Without an id, all that there is of it.
    private static func once(_ bytes: [UInt8], _ head: MailHead) -> String {
        var hash = SHA256()
        if let id = head.messageID {
            hash.update(data: Array("\(id)\n".utf8))
            var end = bytes.count
            while end > head.bodyStart, [0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
            hash.update(data: bytes[min(head.bodyStart, end)..<end].filter { $0 != 0x0D })
        } else {
            hash.update(data: bytes)
        }
        return hash.finalize().map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
    }

    private static func add(
        _ packed: [UInt8], size: Int, _ head: MailHead, once: String, for recipient: String, _ mailbox: Mailbox, _ receivedAt: Instant?,
        in tx: Transaction
    ) throws -> Kept {
        try tx.run("UPDATE mailbox SET received_at = \(tx.now) WHERE number = \(mailbox.number)")
        if let known: ID<JournalMessage> = try tx.value("UPDATE mail_message SET arrivals = arrivals + 1 WHERE once = \(once) RETURNING id") {
            return Kept(id: known, isDuplicate: true)
        }
        let id = ID<JournalMessage>(at: tx.now)
        try tx.run(
            """
            INSERT INTO mail_message (id, mailbox, direction, state, decision, fault, once, message_id, delivered_to, address, name, reply_to,
            recipients, recipient_count, subject, size, troubles, has_html, is_stranger, received_at, recorded_at, arrivals, attempts, unsure)
            VALUES (\(id), \(mailbox.number), 1, 'received', '', '', \(once), \(head.messageID ?? ""), \(recipient.lowercased()), '', '', '', '', 0,
            '', \(size), '', 0, 0, \(min(receivedAt ?? tx.now, tx.now)), \(tx.now), 1, 0, 0)
            """)
        try tx.run("INSERT INTO mail_raw (message, content) VALUES (\(id), \(packed))")
        try JobStore().enqueue(filing, payload: "\(id)", in: tx)
        return Kept(id: id, isDuplicate: false)
    }
}
