import Channels
import Kernel
import Mail
import Storage
import Web

/// Puts the mail about a booking into the outbox, in the transaction in which it is made or changed.
enum BookingMailStore {
    /// Nothing goes out where no mailbox sends: then the page says so.
    static func tell(_ word: BookingWord, _ booking: Booking, _ kind: BookingKind, entry: Int64, at site: Site, in tx: Transaction) throws {
        guard !booking.visitor.email.isEmpty, let mailbox = try MailboxStore.firstSending(tx) else { return }
        let mail = BookingMail(booking, kind, try BookingSecretStore.secret(in: tx), at: site, now: tx.now)
        let method: CalendarFile.Method = word == .cancelled ? .cancel : .request
        let calendar = mail.calendar(method, from: mailbox.sender).map { MailDraft.Calendar(method: method.rawValue, text: $0.text) }
        try OutgoingMailStore.post(
            .init(
                mailbox: mailbox, address: booking.visitor.email, name: "", subject: mail.subject(word), text: mail.text(word), entry: entry,
                kind: .booking, calendar: calendar), in: ConversationStore.find(booking.conversation, tx), in: tx)
    }
}
